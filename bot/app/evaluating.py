"""Measuring how well questions are answered: tables with intervals, and the list of misses."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bot.app.line import learned_editions
from bot.config import Settings
from bot.content.labelled import read_questions
from bot.domain.answers import Decision, Hit, Near, Policy, Unknown
from bot.domain.crisis import Tier
from bot.domain.judging import CARD, Question, Tally, Verdict
from bot.usecases.asking import (
    Answered,
    Ask,
    Asked,
    Careful,
    Courteous,
    NotKnown,
    Reply,
    Suggested,
)
from bot.usecases.danger import Listen
from bot.web.metrics import Metrics

KNOWN = (
    ("first", "right entry first"),
    ("among three", "among the first three"),
    ("answered or offered", "answered right or offered"),
    ("answered right", "  answered right"),
    ("offered", "  offered"),
    ("offered others", "offered, but others"),
    ("answered wrong", "answered wrong"),
    ("unknown", '"I don\'t know"'),
    (CARD, "crisis card"),
)
STRANGERS = (
    ("stranger answered", "answered"),
    ("stranger offered", "offered something"),
    ("stranger unknown", '"I don\'t know" or small talk'),
)


def evaluate(settings: Settings, file: Path) -> Iterator[str]:
    """Yield the tables for the questions of ``file`` and then the misses.

    Raises:
        ContentError: ``knowledge/`` has mistakes.
        ValueError: a line of the file is of another form.
    """
    editions = learned_editions(settings)
    ask, listen = Ask(editions, Policy()), Listen(editions, Metrics())
    ids = editions.current().knowledge.entries.keys()
    questions = read_questions(file)
    usable = [one for one in questions if not one.gold or one.gold & ids]
    verdicts = [_judged(ask, listen, one) for one in usable]
    if len(usable) < len(questions):
        yield f"{len(questions) - len(usable)} left out: no such entry here"
    for name, some in _groups(verdicts).items():
        yield from _table(name, some)
    yield "misses"
    yield from (_miss(one) for one in verdicts if _is_miss(one))


def _judged(ask: Ask, listen: Listen, question: Question) -> Verdict:
    asked = Asked(question.text, question.language or "en")
    ranked = [match.entry_id for match in ask.rank(asked).matches]
    if listen([question.text]).tier >= Tier.CRISIS:
        return Verdict(question, ranked, Unknown(), note=CARD)
    reply = ask(asked)
    return Verdict(question, ranked, _decision(reply), note=_note(reply))


def _decision(reply: Reply) -> Decision:
    match reply:
        case Answered(entry=entry, also=()):
            return Hit(entry.id, 1.0)
        case Answered(entry=entry, also=also):
            return Near((entry.id, *(one.id for one in also)))
        case Suggested(entries=entries) | Careful(entries=entries) if entries:
            return Near(tuple(entry.id for entry in entries))
        case _:
            return Unknown()


def _note(reply: Reply) -> str:
    match reply:
        case Courteous():
            return "small talk"
        case Careful():
            return "careful"
        case Answered(also=also) if also:
            return "several"
        case Answered() | Suggested() | NotKnown():
            return ""


def _groups(verdicts: Sequence[Verdict]) -> Mapping[str, Sequence[Verdict]]:
    groups: dict[str, list[Verdict]] = {"all": [*verdicts]}
    for one in verdicts:
        groups.setdefault(f"lang {one.question.language or '?'}", []).append(one)
        if one.question.kind:
            groups.setdefault(f"kind {one.question.kind}", []).append(one)
    return groups


def _table(name: str, verdicts: Sequence[Verdict]) -> Iterator[str]:
    tally = Tally.of(verdicts)
    yield f"{name}: {tally.counts['known']} questions, {tally.counts['strangers']} of strangers"
    shown = KNOWN if tally.counts["known"] else ()
    for key, told in (*shown, *(STRANGERS if tally.counts["strangers"] else ())):
        share, low, high = tally.share(key)
        head = "stranger " if key.startswith("stranger") else ""
        yield f"  {head + told:36} {share:6.1%}   {low:5.1%} to {high:5.1%}   {tally.counts[key]}"


def _is_miss(verdict: Verdict) -> bool:
    bad = {"answered wrong", "offered others", "unknown", "stranger answered"}
    return verdict.outcome in bad


def _miss(verdict: Verdict) -> str:
    wanted = ", ".join(sorted(verdict.question.gold)) or "nothing"
    got = ", ".join(verdict.ranked[:3]) or "nothing"
    note = f" ({verdict.note})" if verdict.note else ""
    return f"  {verdict.outcome}{note}: {verdict.question.text!r}: {wanted} <- {got}"
