"""One turn, one piece: all of it is kept, or none."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from bot.domain.crisis import Alarm, Kind, Tier
from bot.domain.delivery import Call
from bot.domain.knowledge import Audience
from bot.domain.people import Person
from bot.storage.database import Database
from bot.usecases.ports import Turn
from tests.storage.steps import (
    LATER,
    NOW,
    FaultError,
    a_call,
    a_turn,
    an_update,
    due_words,
    fail_turn,
    finish_one,
    keep,
    known,
    receive,
    rows,
    waiting_ids,
)

RIVER = Person(5, "en", "US", Audience.FAMILY, NOW, LATER, 3, unreachable=True)
ALARM = Alarm(Tier.CRISIS, (Kind.SUICIDE_ACTIVE, Kind.OVERDOSE))


async def change_everything(turn: Turn, word: str = "hello") -> None:
    await turn.people.put(RIVER)
    await turn.tally.alarm(ALARM, "en")
    await turn.tally.feedback("sleep", "es", helped=True)
    turn.send(a_call(word))


async def counts(database: Database) -> list[tuple[object, ...]]:
    """How many people, alarms, presses and calls there are."""
    return await rows(
        database,
        "SELECT (SELECT count(*) FROM people), (SELECT count(*) FROM alarms),"
        " (SELECT count(*) FROM feedback), (SELECT count(*) FROM outbox)",
    )


async def test_a_turn_that_succeeds_keeps_all_its_changes(database: Database) -> None:
    await receive(database, an_update(1))
    async with a_turn(database) as turn:
        await change_everything(turn)

    assert await counts(database) == [(1, 1, 1, 1)]
    assert await waiting_ids(database) == []


async def test_a_turn_that_fails_keeps_nothing_and_stays_open(database: Database) -> None:
    await receive(database, an_update(1))
    async with database.turns.open(limit=1, now=NOW) as batch:
        await fail_turn(batch, batch.updates[0], change_everything)

    assert await counts(database) == [(0, 0, 0, 0)]
    assert await waiting_ids(database) == [1]


async def test_turns_of_a_batch_succeed_and_fail_alone(database: Database) -> None:
    await receive(database, *(an_update(number, f"chat:{number}") for number in range(1, 4)))
    async with database.turns.open(limit=3, now=NOW) as batch:
        first, second, third = batch.updates
        async with batch.turn(first) as turn:
            turn.send(a_call("first", 1))
        await fail_turn(batch, second, change_everything)
        await batch.retry(second, at=LATER, error="FaultError")
        async with batch.turn(third) as turn:
            turn.send(a_call("third", 3))

    assert await due_words(database) == ["first", "third"]
    assert await waiting_ids(database, now=LATER) == [2]


async def succeed_in_a_batch_that_fails(database: Database) -> None:
    async with database.turns.open(limit=1, now=NOW) as batch:
        async with batch.turn(batch.updates[0]) as turn:
            await change_everything(turn)
        raise FaultError


async def test_a_batch_that_fails_keeps_no_turn(database: Database) -> None:
    await receive(database, an_update(1))
    with pytest.raises(FaultError):
        await succeed_in_a_batch_that_fails(database)

    assert await counts(database) == [(0, 0, 0, 0)]
    assert await waiting_ids(database) == [1]


async def test_a_finished_update_leaves_no_words_behind(database: Database) -> None:
    await receive(database, an_update(1, body="secret"))
    await finish_one(database)

    assert await rows(database, "SELECT body FROM inbox") == [(None,)]


async def test_an_open_body_and_a_waiting_call_are_sealed(database: Database) -> None:
    await receive(database, an_update(1), an_update(2, "chat:2", "the secret"))
    async with a_turn(database) as turn:
        turn.send(a_call("the secret"))

    found = await rows(
        database,
        "SELECT body FROM inbox WHERE body IS NOT NULL UNION ALL SELECT params FROM outbox",
    )
    assert len(found) == 2
    assert not any(b"secret" in bytes(str(row), "utf-8") for row in found)


async def test_a_retried_update_counts_its_attempts(database: Database) -> None:
    await receive(database, an_update(1))
    for _ in range(3):
        async with database.turns.open(limit=1, now=NOW) as batch:
            await batch.retry(batch.updates[0], at=NOW, error="FaultError")

    async with database.turns.open(limit=1, now=NOW) as batch:
        assert batch.updates[0].attempts == 3


async def test_a_dead_letter_frees_its_lane_and_sends_the_apology(database: Database) -> None:
    await receive(database, an_update(1, body="secret"), an_update(2))
    async with database.turns.open(limit=1, now=NOW) as batch:
        await batch.bury(batch.updates[0], error="FaultError", calls=[a_call("sorry")])

    assert await waiting_ids(database) == [2]
    assert await due_words(database) == ["sorry"]
    buried = "SELECT body, error, attempts FROM inbox WHERE buried_at IS NOT NULL"
    assert await rows(database, buried) == [(None, "FaultError", 1)]


async def test_a_success_clears_the_error_of_an_earlier_attempt(database: Database) -> None:
    await receive(database, an_update(1))
    async with database.turns.open(limit=1, now=NOW) as batch:
        await batch.retry(batch.updates[0], at=NOW, error="FaultError")
    await finish_one(database)

    assert await rows(database, "SELECT error FROM inbox") == [(None,)]


async def test_a_person_comes_back_as_they_were_kept(database: Database) -> None:
    await keep(database, RIVER)

    assert await known(database, RIVER.chat_id) == RIVER


async def test_a_person_is_replaced_whole(database: Database) -> None:
    await keep(database, RIVER, update_id=1)
    await keep(database, Person(5, "es", "MX"), update_id=2)

    assert await known(database, 5) == Person(5, "es", "MX")


async def test_nobody_is_known_before_they_were_kept(database: Database) -> None:
    assert await known(database, 5) is None


async def test_the_person_of_a_private_chat_is_there_without_another_look(
    database: Database,
) -> None:
    await keep(database, RIVER)
    await receive(database, an_update(1, "chat:5"))
    async with a_turn(database) as turn:
        await (await turn.savepoint.writing()).execute(text("DELETE FROM people"))
        assert await turn.people.get(5) == RIVER


async def test_a_turn_reads_what_it_has_written_itself(database: Database) -> None:
    await receive(database, an_update(1, "chat:5"))
    async with a_turn(database) as turn:
        await turn.people.put(RIVER)
        assert await turn.people.get(5) == RIVER


async def test_a_turn_sees_people_as_the_turns_before_it_left_them(database: Database) -> None:
    await receive(database, an_update(1, "chat:5"), an_update(2, "chat:6"))
    async with database.turns.open(limit=2, now=NOW) as batch:
        async with batch.turn(batch.updates[0]) as turn:
            await turn.people.put(RIVER)
        async with batch.turn(batch.updates[1]) as turn:
            assert await turn.people.get(5) == RIVER


async def test_a_turn_does_not_see_what_a_failed_one_wrote(database: Database) -> None:
    await receive(database, an_update(1, "chat:5"), an_update(2, "chat:6"))
    async with database.turns.open(limit=2, now=NOW) as batch:
        await fail_turn(batch, batch.updates[0], change_everything)
        async with batch.turn(batch.updates[1]) as turn:
            assert await turn.people.get(5) is None


async def test_moments_come_back_in_utc_whatever_zone_they_had(database: Database) -> None:
    elsewhere = NOW.astimezone(tz=None).replace(microsecond=123456)
    await keep(database, replace(RIVER, welcomed_at=elsewhere))

    person = await known(database, 5)

    assert person is not None
    assert person.welcomed_at is not None
    assert person.welcomed_at == elsewhere
    assert person.welcomed_at.tzinfo is UTC


async def test_alarms_are_counted_by_hour_tier_first_kind_and_language(
    database: Database,
) -> None:
    await receive(database, an_update(1), an_update(2))
    for minutes in (0, 20):  # 12:34 and 12:54 are one hour
        async with a_turn(database, now=NOW + timedelta(minutes=minutes)) as turn:
            await turn.tally.alarm(ALARM, "en")
            await turn.tally.alarm(Alarm(Tier.SOFT), "en")

    found = await rows(database, "SELECT tier, kind, language, count FROM alarms ORDER BY tier")
    assert found == [(1, "", "en", 2), (3, "suicide_active", "en", 2)]


async def test_feedback_is_counted_by_entry_and_language(database: Database) -> None:
    await receive(database, an_update(1), an_update(2))
    for _ in range(2):
        async with a_turn(database) as turn:
            await turn.tally.feedback("sleep", "en", helped=True)
            await turn.tally.feedback("sleep", "en", helped=False)
            await turn.tally.feedback("sleep", "es", helped=False)

    found = await rows(database, "SELECT language, yes, no FROM feedback ORDER BY language")
    assert found == [("en", 2, 2), ("es", 0, 2)]


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda turn: turn.people.put(Person(2**63, "en", "US")), id="long id"),
        pytest.param(lambda turn: turn.people.put(Person(1, "en", "\0")), id="NUL in a country"),
        pytest.param(
            lambda turn: turn.people.put(
                Person(1, "en", "US", welcomed_at=datetime(2025, 1, 1))  # noqa: DTZ001
            ),
            id="a moment without a zone",
        ),
        pytest.param(
            lambda turn: turn.tally.feedback("\ud800", "en", helped=True), id="half a surrogate"
        ),
    ],
)
async def test_what_a_column_cannot_hold_fails_its_own_turn_only(
    database: Database, spoil: object
) -> None:
    await receive(database, an_update(1), an_update(2, "chat:2"))
    async with database.turns.open(limit=2, now=NOW) as batch:
        with pytest.raises(ValueError, match=r"."):
            async with batch.turn(batch.updates[0]) as turn:
                await spoil(turn)  # type: ignore[operator]
        async with batch.turn(batch.updates[1]) as turn:
            turn.send(a_call())

    assert await due_words(database) == ["hello"]


@pytest.mark.parametrize(
    "call",
    [
        pytest.param(Call("m", {"at": NOW}, "lane", None), id="no JSON"),
        pytest.param(Call("m", {}, "lane", 2**63), id="long id"),
        pytest.param(Call("m", {}, "la\0ne", None), id="NUL in a lane"),
    ],
)
async def test_a_call_that_cannot_be_stored_is_refused_at_once(
    database: Database, call: Call
) -> None:
    await receive(database, an_update(1))
    async with database.turns.open(limit=1, now=NOW) as batch:
        with pytest.raises((TypeError, ValueError)):
            async with batch.turn(batch.updates[0]) as turn:
                turn.send(call)


async def test_a_damaged_body_comes_out_empty_and_stops_nobody(database: Database) -> None:
    await receive(database, an_update(1, "chat:1", "one"), an_update(2, "chat:2", "two"))
    async with database.connections.writing() as connection:
        await connection.execute(text("UPDATE inbox SET body = :x WHERE seq = 1"), {"x": b"x"})

    async with database.turns.open(limit=2, now=NOW) as batch:
        assert [update.body for update in batch.updates] == ["", "two"]
