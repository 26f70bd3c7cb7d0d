"""Crisis cards filled with the numbers of a country."""

from collections.abc import Iterable, Mapping
from string import Formatter

from bot.domain.crisis import Alarm, Kind
from bot.domain.knowledge import CountryPack, Helpline, Knowledge, Language

LAST_RESORT: Mapping[Language, str] = {
    "en": (
        "If anyone is in danger, call 911 now. To talk to someone at any hour, call or text 988 "
        "(United States). Elsewhere: your local emergency number, or findahelpline.com."
    ),
    "es": (
        "Si alguien está en peligro, llama al 911 ahora. Para hablar con alguien a cualquier "
        "hora, llama al 988 y oprime 2 (Estados Unidos). En otros países: el número local de "
        "emergencias, o findahelpline.com."
    ),
}
"""What is shown when nothing else can be: it needs neither content nor database."""


def pack_of(knowledge: Knowledge, country: str) -> CountryPack:
    """Return the country's pack, or the first one there is for a country without any."""
    packs = knowledge.packs
    return packs.get(country) or packs.get("US") or next(iter(packs.values()))


def slots_of(knowledge: Knowledge, country: str, language: Language) -> Mapping[str, str]:
    """Return what ``{emergency}`` and the like stand for."""
    return pack_of(knowledge, country).slots[language]


def card_text(knowledge: Knowledge, alarm: Alarm, country: str, language: Language) -> str:
    """Return the card of the alarm's first kind, with one line of a second kind's below.

    Raises:
        KeyError: there is no card of that kind; the loader refuses such knowledge.
    """
    kinds = alarm.kinds or (Kind.HELP,)
    card = knowledge.cards[kinds[0]]
    lines = (card.third if alarm.third_person else card.first)[language]
    slots = slots_of(knowledge, country, language)
    text = "\n".join(_filled(lines, slots)).strip()
    return f"{text}\n\n{_second(knowledge, kinds[1], slots, language)}" if kinds[1:] else text


def helplines_of(knowledge: Knowledge, country: str) -> tuple[Helpline, ...]:
    """Return the helplines that may be shown: the verified ones."""
    return tuple(line for line in pack_of(knowledge, country).helplines if line.verified)


def filled(text: str, slots: Mapping[str, str]) -> str:
    """Return ``text`` with its numbers; a line whose number the country lacks is left out."""
    return "\n".join(_filled(text.splitlines(), slots)).strip()


def _second(knowledge: Knowledge, kind: Kind, slots: Mapping[str, str], language: Language) -> str:
    return next(iter(_filled(knowledge.cards[kind].first[language], slots)), "")


def _filled(lines: Iterable[str], slots: Mapping[str, str]) -> Iterable[str]:
    for line in lines:
        if _names(line) <= slots.keys():
            yield line.format(**slots)


def _names(line: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(line) if name}
