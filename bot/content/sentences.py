"""The keys of ``knowledge/texts/``, and the ``{placeholders}`` that the code fills in each.

A sentence that names anything else would fail in front of a person, so it is refused on reading.
Whoever adds a sentence to the bot adds its key here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from string import Formatter
from types import MappingProxyType
from typing import Final

from bot.content.callback_sentences import CALLBACK_SENTENCES
from bot.content.findings import shorten
from bot.content.peer_sentences import PEER_SENTENCES

SLOTS: Final = frozenset({"emergency", "crisis_call"})
"""What every country has: the first screen and the last resort name them."""

_MUST: Final[Mapping[str, frozenset[str]]] = {
    "first_screen": SLOTS,
    "bot.description": SLOTS,
    "outage": frozenset({"emergency"}),
    "topics.group": frozenset({"group"}),
    "read.page": frozenset({"title", "page", "pages"}),
    "card.helplines": frozenset({"country"}),
    "country.unknown": frozenset({"country"}),
    "country.set": frozenset({"country"}),
    "admin.dead_letter": frozenset({"count"}),
}
_NOTHING: Final = """
    first_screen.continue first_screen.privacy first_screen.help_now
    who.recovery who.family who.looking
    menu.help_now menu.topics menu.read menu.hint
    answer.helped answer.yes answer.no answer.thanks_yes answer.thanks_no
    courtesy.hello courtesy.thanks
    near.ask near.none near.none_reply unknown unknown.topics unknown.read
    topics.ask topics.back read.ask read.next read.previous read.all
    card.more card.safe card.someone_else card.about_me card.its_me card.awake card.hide
    card.cannot_call card.hidden check_in.not_sure check_in.help
    barrier.ask barrier.useless barrier.aloud barrier.police barrier.money
    language.name country.elsewhere stale_button
    forget.ask forget.yes forget.no forget.done forget.kept cmd.forget
    cmd.start cmd.help cmd.crisis cmd.topics cmd.read cmd.language cmd.country
    cmd.privacy bot.short
"""
_ANY_SLOT: Final = """
    menu.ready who.ask who.thanks.recovery who.thanks.family who.thanks.looking
    help privacy language.ask language.set card.safe_reply
    not_text group sorry first_screen bot.description outage country.unknown
    check_in.ask card.footer calm.here
    country.ask country.set
"""
_CARD_LINES: Final = """
    overdose.awake overdose.still
    barrier.useless.answer barrier.aloud.answer barrier.police.answer barrier.money.answer
"""
CARD_SLOTS: Final = SLOTS | {
    "crisis_text", "crisis_chat", "text_line", "poison", "violence_call", "violence_text",
    "child", "spotting", "treatment",
}  # fmt: skip
"""What a country may have besides; a line that names what it lacks is left out."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a sentence has to name and what it may name besides."""

    must: frozenset[str] = frozenset()
    may: frozenset[str] = frozenset()


def _sentence(key: str) -> Sentence:
    must = _MUST.get(key, frozenset())
    if key in _CARD_LINES.split():
        return Sentence(must, CARD_SLOTS)
    return Sentence(must, SLOTS - must if key in _ANY_SLOT.split() else frozenset())


def _of_peers() -> Iterator[tuple[str, Sentence]]:
    for names, keys in (*PEER_SENTENCES.items(), *CALLBACK_SENTENCES.items()):
        for key in keys.split():
            yield key, Sentence(frozenset(names.split()), SLOTS)


SENTENCES: Final[Mapping[str, Sentence]] = MappingProxyType(
    {
        key: _sentence(key)
        for key in sorted({*_MUST, *f"{_NOTHING} {_ANY_SLOT} {_CARD_LINES}".split()})
    }
    | dict(_of_peers())
)
"""Every sentence that the code says, by its key."""

_BUTTONS: Final = """
    first_screen.continue first_screen.privacy first_screen.help_now
    who.recovery who.family who.looking menu.help_now menu.topics menu.read
    answer.yes answer.no near.none unknown.topics unknown.read topics.back
    read.next read.previous read.all card.more card.safe language.name country.elsewhere
    forget.yes forget.no
    card.someone_else card.about_me card.its_me card.awake card.hide card.cannot_call
    check_in.not_sure check_in.help
    barrier.useless barrier.aloud barrier.police barrier.money
"""
BUTTONS: Final = frozenset(
    {*_BUTTONS.split(), *(key for key in SENTENCES if key.startswith(("button.", "menu.peer")))}
)
"""Sentences that stand on buttons, where there is little room."""


class PlaceholderError(ValueError):
    """A text's braces are not plain ``{names}``; the message says how to mend it."""


def placeholders(text: str) -> frozenset[str]:
    """Return the names in braces in ``text``.

    Raises:
        PlaceholderError: a brace stands alone, or holds more than a name.
    """
    try:
        return frozenset(_names(text))
    except ValueError as error:
        if isinstance(error, PlaceholderError):
            raise
        raise PlaceholderError("has a { or } without its partner: remove it") from None


def _names(text: str) -> Iterator[str]:
    for _, name, spec, conversion in Formatter().parse(text):
        if name is None:
            continue
        if not name.isidentifier() or spec or conversion:
            told = f"has {shorten('{' + name + '}')}: braces hold one plain name, like {{country}}"
            raise PlaceholderError(told)
        yield name
