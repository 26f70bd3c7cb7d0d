"""What ``knowledge/peers/`` holds, as one value, and what its files have to agree on."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel

from bot.content.findings import Finding
from bot.content.models import Both
from bot.content.peer_models import DAYS, ChoiceRow, HoursFile, RehearsalFile
from bot.content.tree import Filed, PeerFiles, Tree
from bot.domain.handoff.hours import Hours
from bot.domain.handoff.peers import (
    CannedReply,
    Choice,
    DebriefAnswer,
    DebriefItem,
    Peers,
    Rehearsal,
    RehearsalLine,
    Training,
)
from bot.domain.knowledge import Language

M = TypeVar("M", bound=BaseModel)


def both(texts: Both) -> Mapping[Language, str]:
    """Return the two texts by their language."""
    return {"en": texts.en, "es": texts.es}


def to_peers(files: PeerFiles) -> Peers:
    """Return the value of ``files`` that have been found whole.

    Raises:
        LookupError: one of them is not there, so they were not.
    """
    replies = (
        CannedReply(row.id, both(row.label), both(row.text)) for row in _body(files.replies).root
    )
    trainings = (
        Training(row.id, both(row.label), row.required) for row in _body(files.trainings).root
    )
    debrief = (DebriefItem(row.id, both(row.ask), row.answer) for row in _body(files.debrief).root)
    return Peers(
        topics=_choices(_body(files.topics).root),
        wishes=_choices(_body(files.wishes).root),
        replies=tuple(replies),
        aliases=tuple(_body(files.aliases).root),
        trainings=tuple(trainings),
        hours=_hours(_body(files.hours)),
        boundary=both(_body(files.boundary)),
        debrief=tuple(debrief),
        story=_story(_body(files.rehearsal)),
    )


def _body(filed: Filed[M] | None) -> M:
    if filed is None:
        raise LookupError("a file of peers/ could not be read")
    return filed.body


def _choices(rows: Iterable[ChoiceRow]) -> tuple[Choice, ...]:
    return tuple(Choice(row.id, both(row.label)) for row in rows)


def _hours(body: HoursFile) -> Hours:
    return Hours(
        zone=body.zone,
        weekly={number: tuple(getattr(body.weekly, day)) for number, day in enumerate(DAYS)},
        holidays={day: tuple(spans) for day, spans in body.holidays.items()},
    )


def _story(body: RehearsalFile) -> Rehearsal:
    lines = (RehearsalLine(both(row.says), both(row.note), row.hard) for row in body.lines)
    return Rehearsal(body.alias, both(body.intro), tuple(lines), both(body.outro))


def check_peers(tree: Tree) -> Iterator[Finding]:
    """Yield what the files of ``peers/`` that could be read do not agree on."""
    files = tree.peers
    for filed in (files.topics, files.wishes, files.replies, files.trainings, files.debrief):
        if filed is not None:
            yield from _twice(filed, [row.id for row in filed.body.root], "id")
    if files.aliases is not None:
        yield from _twice(files.aliases, [name.lower() for name in files.aliases.body.root])
    yield from _required(files)
    yield from _score(files)
    yield from _hard(files)


def _twice(filed: Filed[Any], names: list[str], *key: str) -> Iterator[Finding]:
    seen = Counter(names)
    for at, name in enumerate(names):
        if seen[name] > 1:
            yield filed.finding((at, *key), f"{name!r} is there twice: keep one")


def _required(files: PeerFiles) -> Iterator[Finding]:
    if files.trainings and not any(row.required for row in files.trainings.body.root):
        told = "has no training with required: true, so anybody could start a shift: set one"
        yield files.trainings.finding((), told)


def _score(files: PeerFiles) -> Iterator[Finding]:
    rows = files.debrief.body.root if files.debrief else []
    scores = [row for row in rows if row.answer is DebriefAnswer.SCORE]
    if files.debrief and len(scores) != 1:
        told = f"has {len(scores)} questions with answer: score, needs one: the lead goes by it"
        yield files.debrief.finding((), told)


def _hard(files: PeerFiles) -> Iterator[Finding]:
    rows = files.rehearsal.body.lines if files.rehearsal else []
    if files.rehearsal and not any(row.hard for row in rows):
        told = "has no line with hard: true: a rehearsal needs one hard moment"
        yield files.rehearsal.finding(("lines",), told)
