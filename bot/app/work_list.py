"""The questions that nobody wrote an answer for, from the command line."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.app.keys import private_folder, sealer
from bot.app.line import database_url, utc_now
from bot.config import Settings
from bot.content.attaching import attach
from bot.content.loader import load
from bot.domain.gaps import Listed, State
from bot.storage.database import Database, open_database

_MOST = 200
_HOLE = "…"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line asks."""

    state: str = "new"
    singles: bool = False
    attach: tuple[int, str] | None = None
    settle: tuple[int, str] | None = None
    write: bool = False


def work_list(settings: Settings, wanted: Wanted) -> Sequence[str]:
    """Do what is asked and return the lines to print.

    Raises:
        LookupError: there is no such entry.
        StorageError: the database cannot be opened.
    """
    return asyncio.run(_done(settings, wanted))


async def _done(settings: Settings, wanted: Wanted) -> Sequence[str]:
    async with _database(settings) as database:
        if wanted.attach:
            number, entry_id = wanted.attach
            if entry_id not in load(settings.knowledge_dir).entries:
                raise LookupError(f"there is no entry {entry_id}")
            await database.gaps.settle(number, State.ATTACHED, entry_id)
            return [f"{number} is to become a phrasing of {entry_id}; --write puts it there"]
        if wanted.settle:
            await database.gaps.settle(wanted.settle[0], State(wanted.settle[1]))
            return [f"{wanted.settle[0]} is {wanted.settle[1]}"]
        if wanted.write:
            return await _written(settings, database)
        return await _listed(database, wanted)


@asynccontextmanager
async def _database(settings: Settings) -> AsyncIterator[Database]:
    private_folder(settings.data_dir)
    async with open_database(database_url(settings), sealer=sealer(settings)) as database:
        yield database


async def _listed(database: Database, wanted: Wanted) -> Sequence[str]:
    found = await database.gaps.list(State(wanted.state), singles=wanted.singles, limit=_MOST)
    if not found:
        return ["nothing is waiting"]
    return [_line(one) for one in found]


def _line(one: Listed) -> str:
    where = f"  -> {one.entry_id}" if one.entry_id else ""
    return f"{one.id:5}  {one.count:4} times  {one.gap.language}  {one.gap.words}{where}"


async def _written(settings: Settings, database: Database) -> Sequence[str]:
    """Put attached questions into their files, one after the other."""
    lines = list[str]()
    for one in await database.gaps.list(State.ATTACHED, singles=True, limit=_MOST):
        lines += await _one_written(settings, database, one)
    return lines or ["nothing is attached"]


async def _one_written(settings: Settings, database: Database, one: Listed) -> Sequence[str]:
    if _HOLE in one.gap.words:
        return [f"{one.id}: something was left out of it; write the phrasing by hand, then --done"]
    wrong = await asyncio.to_thread(
        attach,
        settings.knowledge_dir,
        one.entry_id or "",
        one.gap.language,
        one.gap.words,
        today=utc_now().date(),
    )
    if wrong:
        return [f"{one.id}: does not pass the check with it", *wrong]
    await database.gaps.settle(one.id, State.DONE, one.entry_id)
    return [f"{one.id}: is a phrasing of {one.entry_id} now"]
