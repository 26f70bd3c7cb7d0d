"""Choosing the country whose numbers are shown."""

from dataclasses import dataclass
from typing import Final

from bot.domain.cards import pack_of, slots_of
from bot.domain.knowledge import CountryPack, Knowledge, Language
from bot.tg.buttons import LiveIn
from bot.tg.calls import Screen
from bot.tg.markup import html
from bot.tg.views.keyboards import Labelled, column, inline

ELSEWHERE: Final = "-"
"""What the button for a country without a pack carries."""


@dataclass(frozen=True, slots=True)
class CountryViews:
    """Screens about the country, in one language."""

    knowledge: Knowledge
    language: Language

    def ask(self) -> Screen:
        """Offer every country there are helplines for, by name, and "somewhere else" last."""
        names = {self._label(pack): pack.country for pack in self.knowledge.packs.values()}
        rows: list[Labelled] = [(name, LiveIn(names[name])) for name in sorted(names)]
        rows.append((self._say("country.elsewhere", "US"), LiveIn(ELSEWHERE)))
        return Screen(html(self._say("country.ask", "US")), inline(*column(rows)))

    def chosen(self, country: str) -> Screen:
        """Name the country whose numbers are shown from now on, and the first of them."""
        return Screen(html(self._say("country.set", country)))

    def without_pack(self, country: str) -> Screen:
        """Tell somebody from another country where else to look; theirs stays ``country``."""
        return Screen(html(self._say("country.unknown", country)))

    def _label(self, pack: CountryPack) -> str:
        name = pack.name[self.language]
        return name[:1].upper() + name[1:]

    def _say(self, key: str, country: str) -> str:
        values = {
            **slots_of(self.knowledge, country, self.language),
            "country": pack_of(self.knowledge, country).name[self.language],
        }
        return self.knowledge.texts.say(key, self.language, **values)
