"""Knowing a sentence of the curators again on a screen, whatever its words are today."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.knowledge import Knowledge, Language
from bot.tg.markup import html

_SLOT = re.compile(r"\\\{(\w+)\\\}")


@dataclass
class Sayings:
    """Finds the sentences of ``knowledge/texts`` in what was shown."""

    knowledge: Knowledge
    _known: dict[tuple[str, Language], str] = field(default_factory=dict)

    def matches(self, shown: str, key: str, **values: object) -> bool:
        """Tell whether ``shown`` holds the sentence ``key``, with ``values`` in its slots."""
        return self.matches_in("en", shown, key, values)

    def matches_in(
        self, language: Language, shown: str, key: str, values: Mapping[str, object]
    ) -> bool:
        """Do the same for one language."""
        pattern = self._known.get((key, language))
        if pattern is None:
            template = html(self.knowledge.texts.by_language[language][key])
            pattern = self._known[key, language] = re.escape(template)

        def slot(found: re.Match[str]) -> str:
            name = found[1]
            return re.escape(html(str(values[name]))) if name in values else ".*?"

        return re.search(_SLOT.sub(slot, pattern), shown, re.DOTALL) is not None
