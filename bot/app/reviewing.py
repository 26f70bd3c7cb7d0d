"""The patterns of danger as plain sentences, for a clinician to read and sign."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from textwrap import wrap

from bot.content.findings import ContentError
from bot.content.models import CrisisFile, PatternRow
from bot.content.tree import read_tree
from bot.domain.crisis import Kind, Tier
from bot.domain.knowledge import LANGUAGES

_TIERS: Mapping[Tier, str] = {
    Tier.EMERGENCY: "an emergency: the card at once, and nothing else",
    Tier.CRISIS: "a crisis: the card at once, and nothing else",
    Tier.ELEVATED: "doubtful: the answer, and the question whether they are safe",
    Tier.SOFT: "soft: the answer, and one line with a number",
    Tier.NONE: "nothing",
}
_STEERING = frozenset(
    "not denied filler affirmed past now reported over asking study asked harmless known "
    "no_name".split()
)
_WIDTH = 96


def review(folder: Path) -> Iterator[str]:
    """Yield every pattern of ``folder`` in sentences, one language after the other.

    Raises:
        ContentError: the files cannot be read.
    """
    tree = read_tree(folder)
    if tree.complaints:
        raise ContentError(tree.complaints)
    for language in LANGUAGES:
        body = tree.crisis[language].body
        yield f"===== {language}: {len(body.patterns)} patterns ====="
        for row in body.patterns:
            yield from _pattern(row)
        yield from _words(body)


def _pattern(row: PatternRow) -> Iterator[str]:
    who = "somebody else" if row.person == "third" else "the writer"
    yield ""
    yield f"{row.id}"
    yield f"  What may be wrong: {Kind(row.kind).value.replace('_', ' ')}, about {who}."
    yield f"  How grave: {_TIERS[row.tier]}."
    yield f"  Why: {row.why}"
    if row.alone:
        yield "  It only counts in a message of a few words that says nothing else."
    yield from _listed("It must alarm at", row.must_alarm)
    yield from _listed("It must stay quiet at", row.must_not_alarm)
    yield from _listed("It hears", [plain(line) for line in row.say])
    yield from _listed("Unless the same words are part of", [plain(one) for one in row.unless])
    yield f"  Reviewed by: {row.reviewed.by or 'nobody yet'}. Sign here: ____________________"


def _words(body: CrisisFile) -> Iterator[str]:
    yield ""
    yield "----- groups of words, named in ‹ › above -----"
    for name, phrases in body.slots.items():
        if name not in _STEERING:
            yield from _wrapped(f"‹{name}›: {'; '.join(map(plain, phrases))}", "  ")
    yield "----- what makes a statement denied, past, reported, asked or harmless -----"
    for name, phrases in body.slots.items():
        if name in _STEERING - {"known", "no_name"}:
            yield from _wrapped(f"{name}: {'; '.join(map(plain, phrases))}", "  ")


def _listed(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield f"  {title}:"
    for line in lines:
        yield from _wrapped(f"- {line}", "    ")


def _wrapped(line: str, indent: str) -> Iterator[str]:
    yield from wrap(line, _WIDTH, initial_indent=indent, subsequent_indent=indent + "  ")


def plain(phrase: str) -> str:
    """Return a phrase of the tiny language in words, e.g. ``want to … ‹die›``."""
    told = re.sub(r"\{([\w-]+)\}", r"‹\1›", phrase.removeprefix("!").strip())
    told = re.sub(r"\s*\.\.\d\s*", " … ", told)
    told = told.replace(" & ", "  AND NEARBY  ").replace("[", "(perhaps ").replace("]", ")")
    told = re.sub(r"(?<![\w›)])/(?![\w‹(])", "(edge of the sentence)", told)
    told = " ".join(told.replace("|", " or ").split())
    return f"{told} (no guard may cancel this)" if phrase.startswith("!") else told
