"""What rests on what, and when somebody last looked."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from bot.content.findings import Finding
from bot.content.lint.safety import every_number
from bot.content.models import HelplineRow, PackFile, Reviewed
from bot.content.tree import Filed, Tree
from bot.domain.knowledge import LANGUAGES

CRISIS_DAYS: Final = 30
OTHER_DAYS: Final = 180
"""How long a look at a helpline counts."""
TOO_OLD: Final = 365
"""Days after which it is refused: nobody keeps these numbers any more."""
_NOT_CRISIS: Final = frozenset({"treatment"})
"""Slots that name no crisis line."""

Path = tuple[str | int, ...]


def reviews(tree: Tree, today: date) -> Iterator[Finding]:
    """Mention what nobody has reviewed, and what is due again."""
    for filed, path, reviewed in _reviewed(tree):
        if reviewed.on is None or reviewed.by is None:
            told = "nobody has reviewed this yet: write who did and on which day"
            yield filed.finding(path, told, rule="unreviewed", severity="warning")
        elif reviewed.on > today:
            yield filed.finding((*path, "on"), f"{reviewed.on} is in the future", rule="reviews")
        if reviewed.next < today:
            told = f"was due again on {reviewed.next}: review it and set a new day"
            yield filed.finding((*path, "next"), told, rule="reviews", severity="warning")


def _reviewed(tree: Tree) -> Iterator[tuple[Filed[Any], Path, Reviewed]]:
    for entry in tree.entries:
        yield entry, ("reviewed",), entry.body.reviewed
    for article in tree.articles:
        yield article.head, ("reviewed",), article.head.body.reviewed
    for filed in tree.crisis.values():
        for at, row in enumerate(filed.body.patterns):
            yield filed, ("patterns", at, "reviewed"), row.reviewed


def helplines(tree: Tree, today: date) -> Iterator[Finding]:
    """Refuse helplines verified by nobody or never; mention those past review."""
    for pack in tree.packs:
        crisis = _crisis_numbers(pack)
        for at, row in enumerate(pack.body.helplines):
            if row.verified:
                days = CRISIS_DAYS if _numbers(row) & crisis else OTHER_DAYS
                yield from _verified(pack, ("helplines", at), row, today - timedelta(days=days))
                yield from _forgotten(pack, ("helplines", at), row, today)
                if row.verified_on is not None and row.verified_on > today:
                    told = f"{row.verified_on} is in the future"
                    yield pack.finding(("helplines", at, "verified_on"), told, rule="helplines")


def slots(tree: Tree) -> Iterator[Finding]:
    """Refuse a number on cards that no verified row stands for."""
    for pack in tree.packs:
        yield from _unverified(pack)


def _unverified(pack: Filed[PackFile]) -> Iterator[Finding]:
    rows = [row for row in pack.body.helplines if row.verified]
    known = {number for row in rows for number in _numbers(row)}
    for language in LANGUAGES:
        for name, value in getattr(pack.body.slots, language).items():
            for number in sorted(_of_slot(value) - known):
                told = f"has {number}, which is in no verified helpline here: check it there first"
                yield pack.finding(("slots", language, name), told, rule="slots")


def _verified(
    pack: Filed[PackFile], path: Path, row: HelplineRow, oldest: date
) -> Iterator[Finding]:
    for key in ("source", "verified_on"):
        if getattr(row, key) is None:
            told = "is missing, but the row says verified: add it or write verified: false"
            yield pack.finding((*path, key), told, rule="helplines")
    if row.verified_on is not None and row.verified_on < oldest:
        told = f"{row.verified_on} is too long ago: check the number and set a new day"
        yield pack.finding((*path, "verified_on"), told, rule="helplines", severity="warning")


def _forgotten(
    pack: Filed[PackFile], path: Path, row: HelplineRow, today: date
) -> Iterator[Finding]:
    """Refuse a row that nobody looked at for a year; a running bot goes on showing it.

    A number that was right a year ago most likely still is, and nothing in its place is worse.
    """
    if row.verified_on is not None and row.verified_on < today - timedelta(days=TOO_OLD):
        told = f"nobody has checked it since {row.verified_on}: check it, or write verified: false"
        yield pack.finding((*path, "verified"), told, rule="helplines")


def _of_slot(value: str) -> set[str]:
    """Return the numbers of a slot; ``988 y oprime 2`` holds one."""
    return {re.sub(r"\D", "", found) for found in re.findall(r"\d[\d -]+\d", value)}


def _numbers(row: HelplineRow) -> set[str]:
    ways = [way for way in (row.contact, row.text, row.chat) if way is not None]
    return {number for way in ways for text in (way.en, way.es) for number in every_number(text)}


def _crisis_numbers(pack: Filed[PackFile]) -> set[str]:
    """Return the numbers behind the slots of crisis cards."""
    slots = [*pack.body.slots.en.items(), *pack.body.slots.es.items()]
    texts = [value for name, value in slots if name not in _NOT_CRISIS]
    return {number for text in texts for number in every_number(text)}
