"""Check that the files of ``knowledge/`` fit together: what one file alone cannot show."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from typing import Any, Final

from bot.content.findings import Finding, shorten
from bot.content.models import CardsFile, CrisisFile, TextsFile
from bot.content.peers import check_peers
from bot.content.sentences import SENTENCES, SLOTS, PlaceholderError, placeholders
from bot.content.tree import Filed, FiledArticle, Tree
from bot.domain.crisis import Kind
from bot.domain.knowledge import LANGUAGES
from bot.domain.phrases import Choice, PhraseError, parse, parts_of

FILE_NAME: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_ID: Final = 50
WORDS_ONLY: Final = "known"
"""The slot that holds words that are spelt right, not phrases."""


def check_whole(tree: Tree) -> list[Finding]:
    """Return what does not fit together in ``tree``."""
    return [finding for check in _CHECKS for finding in check(tree)]


def _names(tree: Tree) -> Iterator[Finding]:
    """Ids travel in buttons, which hold 64 bytes."""
    named: list[tuple[Filed[Any], str]] = [(one, one.stem) for one in tree.entries]
    named += [(article.head, article.id) for article in tree.articles]
    for filed, name in named:
        if not FILE_NAME.fullmatch(name) or len(name) > LONGEST_ID:
            told = f"use small letters, digits and -, at most {LONGEST_ID} of them"
            yield filed.finding((), f"is named {name!r}: {told}")


def _entries(tree: Tree) -> Iterator[Finding]:
    groups = {row.id for row in tree.groups.body.root} if tree.groups else set()
    ids = Counter(entry.stem for entry in tree.entries)
    for entry in tree.entries:
        if tree.groups and entry.folder not in groups:
            yield entry.finding((), f"is in folder {entry.folder!r}, which groups.yaml lacks")
        if ids[entry.stem] > 1:
            yield entry.finding((), "has the name of another entry: rename one of the two")


def _see_also(tree: Tree) -> Iterator[Finding]:
    ids = sorted(entry.stem for entry in tree.entries)
    broken = any(finding.file.startswith("knowledge/faq/") for finding in tree.complaints)
    if broken:  # an entry that could not be read is not a missing one
        return
    for entry in tree.entries:
        for at, other in enumerate(entry.body.see_also):
            if other not in ids or other == entry.stem:
                path = ("see_also", at)
                yield entry.finding(path, f"is {other!r}: {_instead(other, ids)}", rule="see-also")


def _instead(word: str, known: list[str]) -> str:
    near = get_close_matches(word, known, n=1)
    return f"there is no other entry of that name: {_or_remove(near)}"


def _or_remove(near: list[str]) -> str:
    return f"did you mean {near[0]!r}?" if near else "remove it"


def _groups(tree: Tree) -> Iterator[Finding]:
    if tree.groups is None:
        return
    rows = tree.groups.body.root
    seen = Counter(row.id for row in rows)
    for at, row in enumerate(rows):
        if seen[row.id] > 1:
            yield tree.groups.finding((at, "id"), f"{row.id!r} is there twice: keep one")


def _articles(tree: Tree) -> Iterator[Finding]:
    by_id: dict[str, list[FiledArticle]] = {}
    for article in tree.articles:
        by_id.setdefault(article.id, []).append(article)
    broken = {finding.file for finding in tree.complaints}
    for name, versions in by_id.items():
        first = versions[0]
        for language in LANGUAGES:
            other = f"knowledge/articles/{name}.{language}.md"
            if other not in broken and language not in {one.language for one in versions}:
                yield first.head.finding((), f"is there in one language only: add {other}")
        if len({one.head.body.audience for one in versions}) > 1:
            yield first.head.finding(("audience",), "differs between the two languages")


def _texts(tree: Tree) -> Iterator[Finding]:
    for filed in tree.texts.values():
        have = filed.body.root
        for key in sorted(SENTENCES.keys() - have.keys()):
            yield filed.finding((key,), "is missing: add the sentence", rule="texts")
        for key, text in have.items():
            yield from _sentence(filed, key, text)
    yield from _same_keys(tree)


def _sentence(filed: Filed[TextsFile], key: str, text: str) -> Iterator[Finding]:
    if not text.strip():
        yield filed.finding((key,), "is empty: write the sentence", rule="texts")
        return
    try:
        names = placeholders(text)
    except PlaceholderError as error:
        yield filed.finding((key,), str(error), rule="placeholders")
        return
    if (rule := SENTENCES.get(key)) is None:
        return
    for name in sorted(rule.must - names):
        yield filed.finding((key,), f"must name {{{name}}}", rule="placeholders")
    for name in sorted(names - rule.must - rule.may):
        told = f"names {{{name}}}, which nothing fills: {_allowed(rule.must | rule.may)}"
        yield filed.finding((key,), told, rule="placeholders")


def _allowed(names: frozenset[str]) -> str:
    if not names:
        return "write it out"
    return f"it may name {', '.join(f'{{{name}}}' for name in sorted(names))}"


def _same_keys(tree: Tree) -> Iterator[Finding]:
    if len(tree.texts) < len(LANGUAGES):
        return
    every = {key for filed in tree.texts.values() for key in filed.body.root}
    for filed in tree.texts.values():
        for key in sorted(every - filed.body.root.keys() - SENTENCES.keys()):
            yield filed.finding((key,), "is in the other language only: add it", rule="texts")


def _cards(tree: Tree) -> Iterator[Finding]:
    known = {slot for pack in tree.packs for slot in pack.body.slots.en | pack.body.slots.es}
    for filed in tree.cards.values():
        for kind in Kind:
            if kind not in filed.body.root:
                yield filed.finding((kind.value,), "is missing: every kind needs its card")
        for path, line in card_lines(filed):
            yield from _card_line(filed, path, line, known)


def card_lines(filed: Filed[CardsFile]) -> Iterator[tuple[tuple[str, str, int], str]]:
    """Yield the place (kind, ``first`` or ``third``, number from 0) and the text of each line."""
    for kind, words in filed.body.root.items():
        for person, lines in (("first", words.first), ("third", words.third)):
            for at, line in enumerate(lines):
                yield (kind.value, person, at), line


def _card_line(
    filed: Filed[CardsFile], path: tuple[str | int, ...], line: str, known: set[str]
) -> Iterator[Finding]:
    try:
        names = placeholders(line)
    except PlaceholderError as error:
        yield filed.finding(path, str(error), rule="placeholders")
        return
    for name in sorted(names - known):
        told = f"names {{{name}}}, which no country has: {_or_remove(_near(name, known))}"
        yield filed.finding(path, told, rule="placeholders")


def _near(name: str, known: set[str]) -> list[str]:
    return get_close_matches(name, sorted(known), n=1)


def _packs(tree: Tree) -> Iterator[Finding]:
    if not tree.packs and not any("/helplines/" in one.file for one in tree.complaints):
        yield Finding("knowledge/helplines", "", "holds no country: add one, like us.yaml")
    for pack in tree.packs:
        if len(pack.stem) != 2 or not pack.stem.islower():
            yield pack.finding((), "needs a name of two small letters, like us.yaml")
        for language in LANGUAGES:
            slots = getattr(pack.body.slots, language)
            for name in sorted(SLOTS - slots.keys()):
                yield pack.finding(("slots", language, name), "is missing: add it")
        seen = Counter(row.id for row in pack.body.helplines)
        for at, row in enumerate(pack.body.helplines):
            if seen[row.id] > 1:
                yield pack.finding(("helplines", at, "id"), f"{row.id!r} is there twice")


def _patterns(tree: Tree) -> Iterator[Finding]:
    seen = Counter(row.id for filed in tree.crisis.values() for row in filed.body.patterns)
    for filed in tree.crisis.values():
        for at, row in enumerate(filed.body.patterns):
            if seen[row.id] > 1:
                yield filed.finding(("patterns", at, "id"), f"{row.id!r} is there twice")
        yield from _phrases(filed)


def _phrases(filed: Filed[CrisisFile]) -> Iterator[Finding]:
    slots = {name: tuple(words) for name, words in filed.body.slots.items()}
    read: dict[str, Choice] = {}
    for path, phrase in _every_phrase(filed.body):
        try:
            for part in parts_of(phrase):
                parse(part, slots, read)
        except PhraseError as error:
            yield filed.finding(path, f"is {shorten(phrase)}, which cannot be read: {error}")


def _every_phrase(body: CrisisFile) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for name, words in body.slots.items():
        if name != WORDS_ONLY:
            for number, phrase in enumerate(words):
                yield ("slots", name, number), phrase
    for at, row in enumerate(body.patterns):
        for key, phrases in (("say", row.say), ("unless", row.unless)):
            for number, phrase in enumerate(phrases):
                yield ("patterns", at, key, number), phrase


_CHECKS: Final[tuple[Callable[[Tree], Iterator[Finding]], ...]] = (
    _groups,
    _names,
    _entries,
    _see_also,
    _articles,
    _texts,
    _cards,
    _packs,
    _patterns,
    check_peers,
)
