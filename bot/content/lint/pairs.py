"""What must not be there twice, and what must be there in both languages."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from bot.content.findings import Finding
from bot.content.lint.passages import passages
from bot.content.models import EntryFile
from bot.content.sentences import PlaceholderError, placeholders
from bot.content.tree import Filed, Tree
from bot.domain.knowledge import LANGUAGES, Language
from bot.domain.text import normalise, words


@dataclass(frozen=True, slots=True)
class _Asked:
    """One way to ask, and where it stands."""

    entry: Filed[EntryFile]
    path: tuple[str | int, ...]
    text: str

    @property
    def plain(self) -> str:
        """What is left for comparing."""
        return " ".join(words(normalise(self.text)))


def unique(tree: Tree) -> Iterator[Finding]:
    """Refuse a phrasing that two entries claim, or that one has twice."""
    for language in LANGUAGES:
        first: dict[str, _Asked] = {}
        for asked in _phrasings(tree, language):
            other = first.get(asked.plain)
            if other is None or _own_question(other, asked):
                first[asked.plain] = asked
            else:
                told = f"is {asked.text!r}, as in {other.entry.stem}: keep one of them"
                yield asked.entry.finding(asked.path, told, rule="unique")


def _own_question(other: _Asked, asked: _Asked) -> bool:
    return other.path[-1] == "question" and other.entry is asked.entry


def held_out(tree: Tree) -> Iterator[Finding]:
    """Refuse an example that is a phrasing too, or an example of two entries: it tests nothing."""
    for language in LANGUAGES:
        known = {asked.plain: asked.entry.stem for asked in _phrasings(tree, language)}
        owner: dict[str, str] = {}
        for asked in _examples(tree, language):
            where = known.get(asked.plain) or owner.get(asked.plain)
            if where is not None:
                told = f"is {asked.text!r}, which is in {where} already: think of another way"
                yield asked.entry.finding(asked.path, told, rule="held-out")
            owner[asked.plain] = asked.entry.stem


def _phrasings(tree: Tree, language: Language) -> Iterator[_Asked]:
    for entry in tree.entries:
        text = getattr(entry.body, language)
        yield _Asked(entry, (language, "question"), text.question)
        for at, phrasing in enumerate(text.phrasings):
            yield _Asked(entry, (language, "phrasings", at), phrasing)


def _examples(tree: Tree, language: Language) -> Iterator[_Asked]:
    for entry in tree.entries:
        for at, example in enumerate(getattr(entry.body, language).examples):
            yield _Asked(entry, (language, "examples", at), example)


def parity(tree: Tree) -> Iterator[Finding]:
    """Compare the two languages: sentences, pages, cards and slots."""
    yield from _sentences(tree)
    yield from _pages(tree)
    for pack in tree.packs:
        slots = pack.body.slots
        for language, name in _lacking({"en": slots.en, "es": slots.es}):
            told = "is in the other language only: add it if the service speaks this one"
            path = ("slots", language, name)
            yield pack.finding(path, told, rule="parity", severity="warning")


def _sentences(tree: Tree) -> Iterator[Finding]:
    named: dict[str, dict[Language, frozenset[str]]] = defaultdict(dict)
    for language, filed in tree.texts.items():
        for key, text in filed.body.root.items():
            try:
                named[key][language] = placeholders(text)
            except PlaceholderError:  # the loader has said so already
                continue
    for key, by_language in named.items():
        for language, name in _lacking(by_language):
            told = f"names {{{name}}} in the other language only: name it here too"
            yield tree.texts[language].finding((key,), told, rule="placeholders")


def _lacking(by_language: Mapping[Language, Collection[str]]) -> Iterator[tuple[Language, str]]:
    every = {name for names in by_language.values() for name in names}
    for language, names in by_language.items():
        for name in sorted(every.difference(names)):
            yield language, name


def _pages(tree: Tree) -> Iterator[Finding]:
    english = {one.id: len(one.pages) for one in tree.articles if one.language == "en"}
    for one in tree.articles:
        pages = english.get(one.id, len(one.pages))
        if one.language != "en" and len(one.pages) != pages:
            told = f"has {len(one.pages)} pages, the English text {pages}: bring them together"
            yield one.head.finding((), told, rule="parity", severity="warning")


def braces(tree: Tree) -> Iterator[Finding]:
    """Refuse braces where nothing fills them: people would see them."""
    for one in passages(tree):
        if one.part not in {"sentence", "card"} and ("{" in one.text or "}" in one.text):
            yield one.finding("placeholders", "has braces, which nothing fills here: write it out")


def groups(tree: Tree) -> Iterator[Finding]:
    """Mention a group without entries."""
    filled = {entry.folder for entry in tree.entries}
    for at, row in enumerate(tree.groups.body.root if tree.groups else []):
        if tree.groups and row.id not in filled:
            told = f"{row.id!r} has no entries yet: it is not shown"
            yield tree.groups.finding((at, "id"), told, rule="groups", severity="warning")
