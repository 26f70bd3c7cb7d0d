"""Asking and claiming cost the same, however many requests wait or are over."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import text

from bot.domain.handoff.requests import Priority, State
from bot.storage.database import Database, open_database
from bot.storage.sealing import Sealer
from bot.storage.turns import SqlTurn
from tests.storage.steps import NOW, a_turn, an_update, receive
from tests.storage.stories import PEER, PERSON, a_line, a_request
from tests.storage.test_plans import Recorder, plan

MANY = 20_000
FEW = 20
"""Pages of 8 KB; the tables have thousands."""
Method = Callable[[SqlTurn], Awaitable[object]]
MINE = a_request(2**61)
METHODS: dict[str, Method] = {
    "get": lambda turn: turn.handoff.requests.get(MINE.id),
    "open_of": lambda turn: turn.handoff.requests.open_of(PERSON),
    "last_of": lambda turn: turn.handoff.requests.last_of(PERSON),
    "add": lambda turn: turn.handoff.requests.add(replace(MINE, id=2, chat_id=2)),
    "claim": lambda turn: turn.handoff.requests.claim(MINE.id, PEER, 0, at=NOW),
    "save": lambda turn: turn.handoff.requests.save(MINE, replace(MINE, state=State.CANCELLED)),
    "waiting": lambda turn: turn.handoff.requests.waiting(["en", "es"], limit=5),
    "all_open": lambda turn: turn.handoff.requests.all_open(limit=5),
    "held_by": lambda turn: turn.handoff.requests.held_by(PEER),
    "ahead_of the last": lambda turn: turn.handoff.requests.ahead_of(MINE, most=5),
    "ahead_of the first": lambda turn: turn.handoff.requests.ahead_of(
        replace(MINE, priority=Priority.EMERGENCY, front=True), most=5
    ),
    "recent_waits": lambda turn: turn.handoff.requests.recent_waits(Priority.ORDINARY, limit=5),
    "by_chat": lambda turn: turn.handoff.supporters.by_chat(PEER),
    "on_duty": lambda turn: turn.handoff.supporters.on_duty(),
    "loads": lambda turn: turn.handoff.supporters.loads(),
    "offers_of": lambda turn: turn.handoff.links.offers_of(11),
    "last_line": lambda turn: turn.handoff.links.last_line(12, 12),
    "of_copy": lambda turn: turn.handoff.links.of_copy(PEER, 5),
    "of_source": lambda turn: turn.handoff.links.of_source(PERSON, 5),
    "links.add": lambda turn: turn.handoff.links.add(a_line(1)),
    "links.undo": lambda turn: turn.handoff.links.undo(1),
    "cancel": lambda turn: turn.handoff.lines.cancel(1),
    "place": lambda turn: turn.handoff.place(PERSON),
    "form": lambda turn: turn.handoff.forms.of(PERSON, now=NOW),
    "block": lambda turn: turn.handoff.blocks.of(PERSON, now=NOW),
}

NUMBERS = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < {last})",
    "postgresql": "WITH n AS (SELECT generate_series(10, {last}) AS i)",
}
CLOSED, WAITING = 10, 10 + MANY
INSERT_REQUESTS = """
INSERT INTO requests (id, chat_id, alias, language, asked_at, waiting_since, kind, for_whom,
  wishes, priority, state, handing_over, back, avoid, colour, nudged, rung, rehearsal, told,
  supporter, claimed_at, first_claimed_at, over_at)
{numbers}
SELECT i, i, 'x', 'en', :early, :early, 'chat', 'me', '[]', i % 5, {state}, false, 1, '[]', 0,
  false, 0, false, '[]', {closed} FROM n WHERE {which}
"""
INSERT_LINKS = """
INSERT INTO message_links (id, turn, request, kind, to_chat, to_message, from_chat, from_message,
  made_at, undone, report)
{numbers}
SELECT i, i, i, CASE WHEN i % 2 = 0 THEN 'line' ELSE 'offer' END, i, i, i, i, :early, i % 3 = 0,
  false FROM n
"""


async def fill(database: Database) -> None:
    """Let ``MANY`` requests be over and ``MANY`` wait, all before the one that is looked at."""
    kind = "sqlite" if database.connections.is_sqlite else "postgresql"
    zone = None if kind == "sqlite" else NOW.tzinfo
    early = {"early": (NOW - timedelta(days=1)).replace(tzinfo=zone)}
    async with database.connections.writing() as connection:
        for state, closed, which in (
            ("'closed'", f"{PEER}, :early, :early, :early", f"i < {WAITING}"),
            ("'waiting'", "NULL, NULL, NULL, NULL", f"i >= {WAITING}"),
        ):
            last = CLOSED + 2 * MANY
            made = INSERT_REQUESTS.format(
                numbers=NUMBERS[kind].format(last=last), state=state, closed=closed, which=which
            )
            await connection.execute(text(made), early)
        links = INSERT_LINKS.format(numbers=NUMBERS[kind].format(last=CLOSED + MANY))
        await connection.execute(text(links), early)
        if kind == "postgresql":  # it does so by itself, in time
            await connection.execute(text("ANALYZE"))
    await receive(database, an_update(1))
    async with a_turn(database) as turn:
        await turn.handoff.requests.add(MINE)


async def statements(database: Database) -> dict[str, list[tuple[str, Any]]]:
    """What each method runs, when it is run alone in a turn."""
    ran = {}
    recorder = Recorder(database)
    for number, (name, method) in enumerate(METHODS.items(), 2):
        await receive(database, an_update(number))
        async with a_turn(database) as turn:
            recorder.all.clear()
            await method(turn)
            work = ("SELECT", "UPDATE", "INSERT", "DELETE")
            ran[name] = [one for one in recorder.all if one[0].startswith(work)]
    return ran


# A step that reads a whole table, or sorts all it has found before it can stop at a limit.
ENDLESS = re.compile(r"^SCAN (?!anon)\w+$|USE TEMP B-TREE FOR (GROUP BY|DISTINCT|ORDER BY)")
SMALL = {"offers_of", "last_line", "of_copy", "of_source", "place"}
"""Methods that sort: the few links of a message or a request, the requests of one chat."""


async def test_no_step_reads_a_whole_table_on_sqlite(sqlite_url: str, sealer: Sealer) -> None:
    async with open_database(sqlite_url, sealer=sealer) as database:
        await fill(database)
        for name, ran in (await statements(database)).items():
            for statement, parameters in ran:
                steps = await plan(database, statement, parameters)
                endless = [step for step in steps if ENDLESS.search(step)]
                assert name in SMALL or not endless, (name, steps)
                assert not any(re.match(r"SCAN (?!anon)\w+$", step) for step in steps), name


async def test_few_pages_are_read_on_postgresql(postgres_url: str, sealer: Sealer) -> None:
    async with open_database(postgres_url, sealer=sealer) as database:
        await fill(database)
        pages = {
            name: sum([await pages_of(database, *one) for one in ran])
            for name, ran in (await statements(database)).items()
        }

    assert {name: number for name, number in pages.items() if number > FEW} == {}


async def pages_of(database: Database, statement: str, parameters: Any) -> int:
    """How many pages the server looks at for ``statement``."""
    if statement.startswith("INSERT"):  # it was run already, and looks for nothing
        return 0
    explain = f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {statement}"
    async with database.connections.writing() as connection:
        found = (await connection.exec_driver_sql(explain, parameters)).scalar_one()
        await connection.rollback()
    top = found[0]["Plan"]
    return int(top["Shared Hit Blocks"] + top["Shared Read Blocks"])
