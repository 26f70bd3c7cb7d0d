"""Explaining what one message would be answered, without a database or a network."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.app.line import learned_editions
from bot.config import Settings
from bot.domain.answers import Policy
from bot.domain.combining import CombinedMatcher, Considered
from bot.domain.crisis import Alarm, Tier
from bot.domain.knowledge import Entry
from bot.domain.languages import language_of
from bot.domain.risky import risk_of
from bot.domain.splitting import parts
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

_TELLING = 4
"""Pieces of evidence shown for each entry."""
_BARS = 20


@dataclass(frozen=True, slots=True)
class Paint:
    """Colours, if the terminal has them."""

    on: bool

    def __call__(self, colour: int, text: str) -> str:
        """Return ``text`` in one of the terminal's colours, by its number."""
        return f"\x1b[{colour}m{text}\x1b[0m" if self.on else text


BOLD, RED, GREEN, YELLOW, CYAN, GREY = 1, 31, 32, 33, 36, 90


def explain(settings: Settings, message: str, *, colour: bool = False) -> Sequence[str]:
    """Return lines that tell what the bot would do with ``message``, by the very same code."""
    editions, paint = learned_editions(settings), Paint(colour)
    alarm = Listen(editions, Metrics())([message])
    language = language_of(message)
    lines = [_line(paint, "language", language or "unclear"), *_alarm(alarm, paint)]
    if alarm.tier >= Tier.CRISIS:
        return lines
    matcher = editions.current().matcher
    if isinstance(matcher, CombinedMatcher):
        lines += _matches(matcher, matcher.explain(message, language), paint)
    reply = Ask(editions, Policy())(Asked(message, language or "en"))
    return [*lines, *_decision(reply, message, paint)]


def _line(paint: Paint, name: str, told: str, colour: int = BOLD) -> str:
    return f"{paint(GREY, name.ljust(10))} {paint(colour, told)}"


def _alarm(alarm: Alarm, paint: Paint) -> Iterator[str]:
    who = "somebody else" if alarm.third_person else "the writer"
    shade = RED if alarm.tier >= Tier.ELEVATED else BOLD
    yield _line(paint, "alarm", alarm.tier.name.lower(), shade)
    if alarm.tier > Tier.NONE:
        yield _line(paint, "  kinds", f"{', '.join(alarm.kinds)}, about {who}")
        yield _line(paint, "  patterns", ", ".join(alarm.patterns))
    if alarm.tier >= Tier.CRISIS:
        yield _line(paint, "decision", "the crisis card, and nothing else", RED)


def _matches(matcher: CombinedMatcher, considered: Considered, paint: Paint) -> Iterator[str]:
    mended = considered.gathered.mended
    if mended.slips:
        slips = ", ".join(f"{typed} → {meant}" for typed, meant in mended.slips)
        yield _line(paint, "corrected", slips, YELLOW)
    yield _line(paint, "read as", mended.text)
    yield _line(paint, "encoders", matcher.gatherer.roles or "none: by words alone")
    for match, candidate in zip(considered.ranking.matches, considered.order, strict=True):
        bar = "█" * round(match.score * _BARS)
        yield f"  {match.score:5.2f} {paint(CYAN, match.entry_id)}  {paint(GREEN, bar)}"
        yield paint(GREY, f"        nearest: {match.phrasing}")
        yield paint(GREY, f"        {_evidence(matcher, considered, candidate)}")
    yield f"  {considered.ranking.nothing:5.2f} {paint(CYAN, 'none of them')}"


def _evidence(matcher: CombinedMatcher, considered: Considered, candidate: int) -> str:
    values = {
        name: float(column[candidate]) for name, column in considered.gathered.entries.items()
    }
    told = matcher.weighing.contributions(values)[:_TELLING]
    return "  ".join(f"{name} {values[name]:.2f} ({adds:+.1f})" for name, adds in told)


def _decision(reply: Reply, message: str, paint: Paint) -> Iterator[str]:
    risk = risk_of(message)
    if risk:
        yield _line(paint, "risk", f"a near miss could hurt: {risk}", RED)
    if parts(message):
        yield _line(paint, "questions", " | ".join(parts(message)))
    yield _line(paint, "decision", _told(reply), GREEN)
    if isinstance(reply, Answered):
        yield ""
        yield reply.entry.text[reply.language].answer


def _told(reply: Reply) -> str:
    match reply:
        case Answered(entry=entry, also=also):
            more = f", and offer {_ids(also)}" if also else ""
            return f"answer {entry.id}{more}: a wrong answer is unlikely enough"
        case Suggested(entries=entries):
            return f"ask whether one of these is meant: {_ids(entries)}"
        case Careful(entries=entries):
            near = f"; near it: {_ids(entries)}" if entries else ""
            return f"no guess: ask a clinician or the poison line{near}"
        case Courteous(courtesy=courtesy):
            return f"a kind word: {courtesy}"
        case NotKnown():
            return "say that there is no answer to this"


def _ids(entries: Sequence[Entry]) -> str:
    return ", ".join(entry.id for entry in entries)
