"""Every text of ours that a person can be shown; what people themselves say is not among them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from bot.content.findings import Finding, Severity
from bot.content.models import Both, EntryFile, PackFile
from bot.content.peer_models import ReplyRow
from bot.content.tree import Filed, PeerFiles, Tree
from bot.content.whole import card_lines
from bot.domain.knowledge import LANGUAGES, Language

Part = Literal[
    "question", "answer", "card", "sentence", "page", "helpline", "label", "button", "spoken"
]
"""``spoken`` is what a peer, or the line for them, says in one message."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One text and where it stands."""

    filed: Filed[Any]
    path: tuple[str | int, ...]
    language: Language
    part: Part
    text: str

    def finding(self, rule: str, message: str, severity: Severity = "error") -> Finding:
        """Return a finding about this text."""
        return self.filed.finding(self.path, message, rule=rule, severity=severity)


def passages(tree: Tree) -> Iterator[Passage]:
    """Yield all of them, file by file."""
    for entry in tree.entries:
        yield from _of_entry(entry)
    yield from _of_articles(tree)
    for pack in tree.packs:
        yield from _of_pack(pack)
    yield from _of_cards(tree)
    for language, filed in tree.texts.items():
        for key, text in filed.body.root.items():
            yield Passage(filed, (key,), language, "sentence", text)
    if tree.groups:
        for at, row in enumerate(tree.groups.body.root):
            yield from _both(tree.groups, (at, "title"), "label", row.title)
    yield from _of_choices(tree.peers)
    yield from _of_shift(tree.peers)


def _of_entry(filed: Filed[EntryFile]) -> Iterator[Passage]:
    for language in LANGUAGES:
        words = getattr(filed.body, language)
        yield Passage(filed, (language, "question"), language, "question", words.question)
        yield Passage(filed, (language, "answer"), language, "answer", words.answer)


def _of_articles(tree: Tree) -> Iterator[Passage]:
    for one in tree.articles:
        head = one.head
        yield Passage(head, ("title",), one.language, "label", head.body.title)
        yield Passage(head, ("summary",), one.language, "label", head.body.summary)
        for page in one.pages:
            place = (f"## {page.heading}",)
            yield Passage(head, place, one.language, "label", page.heading)
            yield Passage(head, place, one.language, "page", page.body)


def _of_pack(filed: Filed[PackFile]) -> Iterator[Passage]:
    for at, row in enumerate(filed.body.helplines):
        for key in ("contact", "text", "chat", "hours", "languages", "about"):
            if (both := getattr(row, key)) is not None:
                yield from _both(filed, ("helplines", at, key), "helpline", both)


def _of_cards(tree: Tree) -> Iterator[Passage]:
    for language, filed in tree.cards.items():
        for path, line in card_lines(filed):
            yield Passage(filed, path, language, "card", line)


def _of_choices(files: PeerFiles) -> Iterator[Passage]:
    for filed in (files.topics, files.wishes, files.replies, files.trainings):
        if filed is None:
            continue
        for at, row in enumerate(filed.body.root):
            yield from _both(filed, (at, "label"), "button", row.label)
            if isinstance(row, ReplyRow):
                yield from _both(filed, (at, "text"), "spoken", row.text)


def _of_shift(files: PeerFiles) -> Iterator[Passage]:
    if files.boundary:
        yield from _both(files.boundary, (), "spoken", files.boundary.body)
    if files.debrief:
        for at, item in enumerate(files.debrief.body.root):
            yield from _both(files.debrief, (at, "ask"), "spoken", item.ask)
    if filed := files.rehearsal:
        yield from _both(filed, ("intro",), "spoken", filed.body.intro)
        for at, line in enumerate(filed.body.lines):
            yield from _both(filed, ("lines", at, "says"), "spoken", line.says)
            yield from _both(filed, ("lines", at, "note"), "spoken", line.note)
        yield from _both(filed, ("outro",), "spoken", filed.body.outro)


def _both(
    filed: Filed[Any], path: tuple[str | int, ...], part: Part, texts: Both
) -> Iterator[Passage]:
    for language in LANGUAGES:
        yield Passage(filed, (*path, language), language, part, getattr(texts, language))
