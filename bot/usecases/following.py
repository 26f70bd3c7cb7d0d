"""Remembering for ten minutes what a chat was shown, and what nobody has an answer for."""

from collections.abc import Collection
from dataclasses import replace

from bot.domain.gaps import redacted
from bot.domain.threads import LASTS, Thread
from bot.usecases.asking import Answered, Courteous, NotKnown, Reply
from bot.usecases.ports import Turn


async def shown_last(turn: Turn, chat_id: int) -> Thread:
    """Return what the chat was shown in the last ten minutes; an empty thread if nothing."""
    known = await turn.threads.get(chat_id)
    if known is not None and known.holds(turn.now):
        return known
    return Thread(chat_id, None, asked_again=False, until=turn.now)


async def remember(turn: Turn, shown: Thread, reply: Reply) -> None:
    """Keep what ``reply`` shows, and whether the person was asked for other words."""
    if isinstance(reply, Courteous):
        return
    entry_id = reply.entry.id if isinstance(reply, Answered) else shown.entry_id
    await turn.threads.put(
        replace(
            shown,
            entry_id=entry_id,
            asked_again=isinstance(reply, NotKnown),
            until=turn.now + LASTS,
        )
    )


async def follow(turn: Turn, chat_id: int, entry_id: str) -> None:
    """Keep that an entry was opened by its button."""
    await turn.threads.put(Thread(chat_id, entry_id, asked_again=False, until=turn.now + LASTS))


async def note_gap(turn: Turn, text: str, reply: Reply, vocabulary: Collection[str]) -> None:
    """Count a question that nobody wrote an answer for, redacted."""
    if not isinstance(reply, NotKnown):
        return
    gap = redacted(text, reply.language, vocabulary)
    if gap is not None:
        await turn.gaps.count(gap)
