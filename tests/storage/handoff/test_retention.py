"""How long the queue keeps what; and what goes when somebody asks to be forgotten."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.handoff.events import RequestEvent, Step
from bot.domain.handoff.links import LinkKind
from bot.domain.handoff.requests import State
from bot.domain.people import Person
from bot.storage import upkeep
from bot.storage.database import Database
from bot.storage.turns import SqlTurn
from bot.usecases.handoff.records import AlbumItem, Block, Form, Invite, Note, Timer
from tests.storage.steps import NOW, a_turn, an_update, rows
from tests.storage.stories import PEER, PERSON, a_copy, a_line, a_request, a_supporter

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
OVER = a_request(1, state=State.CLOSED, closed_at=NOW)
Change = Callable[[SqlTurn], Awaitable[object]]


async def write(database: Database, *changes: Change) -> None:
    await database.inbox.receive([an_update(1)], now=NOW)
    async with a_turn(database) as turn:
        for change in changes:
            await change(turn)


async def count(database: Database, table: str) -> int:
    [(number,)] = await rows(database, f"SELECT count(*) FROM {table}")  # noqa: S608
    assert isinstance(number, int)
    return number


async def purge(database: Database, age: timedelta) -> None:
    """Purge so long after everything was written; the caller always names 48 hours ago."""
    await database.upkeep.purge(before=NOW + age - timedelta(hours=48))


AGES: dict[str, tuple[Change, timedelta]] = {
    "requests": (lambda turn: turn.handoff.requests.add(OVER), 90 * DAY),
    "notes": (lambda turn: turn.handoff.notes.add(Note(9, "closing", "x", 1, NOW)), 90 * DAY),
    "message_links": (lambda turn: turn.handoff.links.add(a_line(1)), 2 * DAY),
    "forms": (lambda turn: turn.handoff.forms.put(Form(1, "n", "s", {}, NOW)), DAY),
    "album_items": (lambda turn: turn.handoff.albums.add(AlbumItem("a", 1, 1, 1)), HOUR),
    "outbox": (lambda turn: turn.handoff.lines.hold(a_copy(1)), DAY),
    "invites": (
        lambda turn: turn.handoff.invites.add(Invite("d", a_supporter().role, 1, NOW)),
        timedelta(),
    ),
    "blocks": (lambda turn: turn.handoff.blocks.put(Block(1, "x", 1, NOW, NOW)), 90 * DAY),
}


@pytest.mark.parametrize("table", AGES)
async def test_each_table_forgets_at_its_age(database: Database, table: str) -> None:
    change, age = AGES[table]
    await write(database, change)
    await purge(database, age)
    assert await count(database, table) == 1

    await purge(database, age + timedelta(microseconds=1))
    assert await count(database, table) == 0


async def test_what_still_counts_is_kept_however_old(database: Database) -> None:
    banner = a_line(2, kind=LinkKind.BANNER, request=None)
    await write(
        database,
        lambda turn: turn.handoff.requests.add(a_request(1)),
        lambda turn: turn.handoff.links.add(a_line(1), banner, a_line(3, request=8)),
        lambda turn: turn.handoff.supporters.add(a_supporter(banner=2)),
        lambda turn: turn.handoff.blocks.put(Block(1, "for good", 1, NOW, None)),
        lambda turn: turn.handoff.events.add(RequestEvent(1, Step.ASKED, NOW)),
    )
    await purge(database, 999 * DAY)

    assert await rows(database, "SELECT id FROM message_links ORDER BY id") == [(1,), (2,)]
    for table in ("requests", "supporters", "blocks", "request_events"):
        assert await count(database, table) == 1


async def test_a_request_goes_with_all_that_belongs_to_it(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "CHUNK", 2)
    requests = [replace(OVER, id=number, chat_id=number) for number in range(1, 6)]
    events = [RequestEvent(number, Step.ASKED, NOW) for number in range(1, 7)]
    await write(
        database,
        *(lambda turn, one=one: turn.handoff.requests.add(one) for one in requests),
        lambda turn: turn.handoff.events.add(*events),
        lambda turn: turn.handoff.notes.add(Note(1, "feedback", "x", None, NOW + 80 * DAY)),
    )
    await purge(database, 91 * DAY)

    assert await rows(database, "SELECT request FROM request_events") == [(6,)]
    assert await count(database, "requests") == await count(database, "notes") == 0


async def test_a_request_that_is_over_without_saying_when_is_purged_too(
    database: Database,
) -> None:
    await write(database, lambda turn: turn.handoff.requests.add(a_request(state=State.EXPIRED)))
    await purge(database, 91 * DAY)

    assert await count(database, "requests") == 0


async def test_forgetting_somebody_deletes_their_row_timers_and_links(
    database: Database,
) -> None:
    notice = a_line(2, kind=LinkKind.NOTICE, request=None, to_chat=PERSON, from_chat=None)
    await write(
        database,
        lambda turn: turn.people.put(Person(PERSON, "en", "US")),
        lambda turn: turn.handoff.requests.add(OVER),
        lambda turn: turn.handoff.links.add(a_line(1), notice, a_line(3, request=2)),
        lambda turn: turn.handoff.timers.set(Timer("a", NOW, PERSON, "n")),
        lambda turn: turn.handoff.timers.set(Timer("b", NOW, PEER, "n")),
        lambda turn: turn.handoff.blocks.put(Block(PERSON, "x", 1, NOW, None)),
    )
    await write_again(database, lambda turn: turn.forgetting.forget(PERSON))

    assert await count(database, "people") == await count(database, "requests") == 0
    assert await rows(database, "SELECT id FROM message_links") == [(3,)]
    assert await rows(database, "SELECT key FROM timers") == [("b",)]
    assert await count(database, "blocks") == 1


async def test_forgetting_a_person_leaves_their_shift_alone(database: Database) -> None:
    banner = a_line(2, kind=LinkKind.BANNER, request=None, to_chat=PERSON, from_chat=None)
    await write(
        database,
        lambda turn: turn.handoff.supporters.add(a_supporter(PERSON, banner=2)),
        lambda turn: turn.handoff.links.add(banner),
        lambda turn: turn.handoff.timers.set(Timer("a", NOW, PERSON, "n")),
        lambda turn: turn.forgetting.forget(PERSON),
    )

    assert await count(database, "timers") == await count(database, "message_links") == 1


async def write_again(database: Database, change: Change) -> None:
    await database.inbox.receive([an_update(2)], now=NOW)
    async with a_turn(database) as turn:
        await change(turn)
