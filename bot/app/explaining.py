"""Explaining what one message would be answered, without a database or a network."""

from collections.abc import Iterator, Sequence

from bot.app.line import learned_editions
from bot.config import Settings
from bot.domain.answers import Policy
from bot.domain.crisis import Alarm, Tier
from bot.domain.languages import language_of
from bot.usecases.asking import Answered, Ask, Courteous, NotKnown, Reply, Suggested
from bot.usecases.danger import Listen
from bot.usecases.edition import Edition
from bot.web.metrics import Metrics


def explain(settings: Settings, message: str) -> Sequence[str]:
    """Return lines that tell what the bot would do with ``message``, by the very same code."""
    editions = learned_editions(settings)
    alarm = Listen(editions, Metrics())([message])
    lines = [f"language   {language_of(message) or 'unclear'}", *_alarm(alarm)]
    if alarm.tier < Tier.CRISIS:
        reply = Ask(editions, Policy())(message, speaks="en")
        lines += _matches(editions.current(), message)
        lines += _decision(reply)
    return lines


def _alarm(alarm: Alarm) -> Iterator[str]:
    who = "somebody else" if alarm.third_person else "the writer"
    yield f"alarm      {alarm.tier.name.lower()}"
    if alarm.tier > Tier.NONE:
        yield f"  kinds    {', '.join(alarm.kinds)}, about {who}"
        yield f"  patterns {', '.join(alarm.patterns)}"
    if alarm.tier >= Tier.CRISIS:
        yield "decision   the crisis card, and nothing else"


def _matches(edition: Edition, message: str) -> Iterator[str]:
    for match in edition.matcher.consider(message, language_of(message)).matches:
        yield f"  {match.score:5.2f}    {match.entry_id}: {match.phrasing}"


def _decision(reply: Reply) -> Iterator[str]:
    match reply:
        case Answered(entry=entry, language=language):
            yield f"decision   answer {entry.id}"
            yield ""
            yield entry.text[language].answer
        case Suggested(entries=entries):
            yield f"decision   ask whether one of these is meant: {_ids(entries)}"
        case Courteous(courtesy=courtesy):
            yield f"decision   a kind word: {courtesy}"
        case NotKnown():
            yield "decision   say that there is no answer to this"


def _ids(entries: Sequence[object]) -> str:
    return ", ".join(str(getattr(entry, "id", "")) for entry in entries)
