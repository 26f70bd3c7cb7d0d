"""What answers must go on saying, and which entries must go on pointing at one another."""

import re
from collections.abc import Iterator

from bot.content.findings import Finding, shorten
from bot.content.models import EntryFile, RequiredRow
from bot.content.tree import Filed, Tree
from bot.domain.knowledge import LANGUAGES
from bot.domain.text import normalise


def required(tree: Tree) -> Iterator[Finding]:
    """Refuse an answer that lost a word or a source that ``faq/required.yaml`` asks for."""
    if tree.required is None:
        return
    entries = {entry.stem: entry for entry in tree.entries}
    broken = {one.file for one in tree.complaints}
    for name, row in tree.required.body.root.items():
        if (entry := entries.get(name)) is not None:
            yield from _lost(entry, row)
        elif not any(file.endswith(f"/{name}.yaml") for file in broken):
            told = "there is no entry of that name: remove it, or mend the name"
            yield tree.required.finding((name,), told, rule="required")
    yield from _open(tree)


def _lost(entry: Filed[EntryFile], row: RequiredRow) -> Iterator[Finding]:
    for language in LANGUAGES:
        answer = " ".join(normalise(getattr(entry.body, language).answer).split())
        for wanted in getattr(row, language):
            if not _says(answer.replace("**", ""), wanted):
                told = f"no longer says {shorten(wanted)}, which faq/required.yaml asks for"
                yield entry.finding((language, "answer"), told, rule="required")
    sources = [f"{one.what} {one.url or ''}".lower() for one in entry.body.sources]
    for wanted in row.sources:
        if not any(wanted.lower() in source for source in sources):
            told = f"has no source {shorten(wanted)}, which faq/required.yaml asks for"
            yield entry.finding(("sources",), told, rule="required")


def _says(answer: str, wanted: str) -> bool:
    ways = (normalise(way.strip()) for way in wanted.split("|"))
    return any(re.search(rf"(?<!\w){re.escape(way)}", answer) for way in ways if way)


def _open(tree: Tree) -> Iterator[Finding]:
    """Mention guarded entries that nothing is asked of."""
    asked = tree.required.body.root if tree.required else {}
    for entry in tree.entries:
        if entry.body.guard is not None and entry.stem not in asked:
            told = (
                "could hurt when it is wrong, but faq/required.yaml asks nothing of it: add a row"
            )
            yield entry.finding((), told, rule="required", severity="warning")


def see_also(tree: Tree) -> Iterator[Finding]:
    """Mention an entry that points nowhere, and a guarded one that no other points at."""
    pointed = {other for entry in tree.entries for other in entry.body.see_also}
    for entry in tree.entries:
        if len(tree.entries) > 1 and not entry.body.see_also:
            told = "is empty: name one to four entries that people read next"
            yield entry.finding(("see_also",), told, rule="see-also", severity="warning")
        if entry.body.guard is not None and entry.stem not in pointed and len(tree.entries) > 1:
            told = (
                "no other entry leads here, but people in need of it come from others: add a link"
            )
            yield entry.finding((), told, rule="see-also", severity="warning")
    yield from _one_way(tree)


def _one_way(tree: Tree) -> Iterator[Finding]:
    """Mention a first link between two guarded entries of one group that does not lead back."""
    entries = {entry.stem: entry for entry in tree.entries}
    for entry in tree.entries:
        first = entries.get(next(iter(entry.body.see_also), ""))
        if first is None or entry.body.guard is None or first.body.guard is None:
            continue
        if first.folder == entry.folder and entry.stem not in first.body.see_also:
            told = f"does not lead back to {entry.stem}, whose first link it is: add it"
            yield first.finding(("see_also",), told, rule="see-also", severity="warning")
