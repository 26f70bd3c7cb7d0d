"""How long things may be; Telegram counts in UTF-16 units, in which an emoji is two."""

from collections.abc import Iterator
from typing import Final

from bot.content.findings import Finding
from bot.content.lint.passages import Passage, passages
from bot.content.models import CardsFile, CardWords
from bot.content.sentences import BUTTONS, placeholders
from bot.content.tree import Filed, Tree
from bot.domain.knowledge import Language
from bot.domain.text import utf16_length

LONGEST_MESSAGE: Final = 3500
"""Telegram takes 4,096; the question, "Did this help?" and the like need room too."""
LONGEST_PAGE: Final = 3000
LONGEST_CARD: Final = 900
"""What fits on a small telephone without scrolling twice."""
LONGEST_BUTTON: Final = 60
WORDS: Final = (40, 120)
"""Of an answer; outside, it is a warning."""
_LIMITS: Final = {"menu.hint": 64, "bot.description": 512, "bot.short": 120}
"""Telegram's own: input_field_placeholder, setMyDescription, setMyShortDescription."""
_LONGEST_COMMAND: Final = 80


def shown_length(text: str) -> int:
    """Return the length of ``text`` as Telegram counts it once its marks are gone."""
    return utf16_length(text.strip().replace("**", ""))


def answers(tree: Tree) -> Iterator[Finding]:
    """Refuse answers and pages that do not fit; mention answers too short or too long to read."""
    for one in passages(tree):
        if one.part == "answer":
            yield from _too_long(one, LONGEST_MESSAGE)
            words = len(one.text.split())
            if not WORDS[0] <= words <= WORDS[1]:
                told = f"has {words} words; {WORDS[0]} to {WORDS[1]} read best"
                yield one.finding("answer-length", told, "warning")
        elif one.part == "page":
            yield from _too_long(one, LONGEST_PAGE)


def _too_long(one: Passage, limit: int) -> Iterator[Finding]:
    if (length := shown_length(one.text)) > limit:
        yield one.finding(
            "answer-length", f"has {length} characters, may have {limit}: shorten it"
        )


def sentences(tree: Tree) -> Iterator[Finding]:
    """Refuse sentences, buttons, replies and the like that a telephone cannot show."""
    for one in passages(tree):
        key = str(one.path[0])
        if one.part == "sentence":
            text, limit = _filled(one.text, _slots(tree, one.language)), _limit(key)
        elif one.part == "spoken":
            text, limit = one.text, LONGEST_CARD
        elif one.part in {"question", "button"} or one.path[-2:-1] == ("title",):
            text, limit = one.text, LONGEST_BUTTON
        else:
            continue
        if (length := shown_length(text)) > limit:
            told = f"has {length} characters, may have {limit}: shorten it"
            severity = "warning" if one.part == "question" else "error"
            yield one.finding("text-length", told, "warning" if severity == "warning" else "error")


def _limit(key: str) -> int:
    if key in BUTTONS:
        return LONGEST_BUTTON
    return _LONGEST_COMMAND if key.startswith("cmd.") else _LIMITS.get(key, LONGEST_MESSAGE)


def _slots(tree: Tree, language: Language) -> dict[str, str]:
    """Return the longest value that any country has for each slot."""
    longest: dict[str, str] = {}
    for pack in tree.packs:
        for name, value in getattr(pack.body.slots, language).items():
            longest[name] = max(longest.get(name, ""), value, key=len)
    return longest


def _filled(text: str, slots: dict[str, str]) -> str:
    for name, value in slots.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def cards(tree: Tree) -> Iterator[Finding]:
    """Refuse a card that is too long, or that loses its first line, in some country."""
    for language, filed in tree.cards.items():
        for pack in tree.packs:
            slots = getattr(pack.body.slots, language)
            yield from _cards_in(filed, slots, pack.stem)


def _cards_in(filed: Filed[CardsFile], slots: dict[str, str], country: str) -> Iterator[Finding]:
    for kind, words in filed.body.root.items():
        for person in ("first", "third"):
            for told in _card(words, person, slots):
                yield filed.finding((kind.value, person), f"{told} ({country})", rule="cards")


def _card(words: CardWords, person: str, slots: dict[str, str]) -> Iterator[str]:
    lines: list[str] = getattr(words, person)
    kept = [line for line in lines if placeholders(line) <= slots.keys()]
    length = shown_length(_filled("\n".join(kept), slots))
    if length > LONGEST_CARD:
        yield f"has {length} characters with its numbers, may have {LONGEST_CARD}: shorten it"
    if not lines[0].strip():
        yield "begins with an empty line: the first line says what to do"
    elif lines[0] not in kept:
        yield "loses its first line, which says what to do: use a slot that every country has"
    if not any("{emergency}" in line for line in kept):
        yield "never names {emergency}: a card has to show the number for a life in danger"
