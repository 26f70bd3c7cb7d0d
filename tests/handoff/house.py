"""A whole house for tests: the real reception over a real database, and phones that remember.

Time stands still until it is moved; what is due then happens, and calls reach the phones.
"""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Engine, create_engine, exists, func, select
from telegram import Bot
from telegram.ext import Application

from bot.domain.answers import Policy
from bot.domain.callbacks.terms import Terms
from bot.domain.delivery import Blocked, Call, Failure, Outcome, Queued, Sent, after_failure
from bot.domain.handoff.actions import Action
from bot.storage.database import Database, open_database
from bot.storage.handoff.tables import timers
from bot.storage.sealing import Sealer, new_key
from bot.storage.tables import inbox, metadata, outbox
from bot.tg.handlers import Handlers
from bot.tg.handoff.station import Station
from bot.tg.raw import received
from bot.tg.reception import Reception
from bot.usecases.asking import Ask
from bot.usecases.danger import Listen
from bot.usecases.edition import Editions
from bot.usecases.people import Recognise
from bot.usecases.ports import Received, Turn
from tests.fakes import NOON, FakeMeter, FakeTelegram
from tests.handoff.people import ALEX, NAMES, TEAM, message, user
from tests.handoff.phones import Phone, Phones
from tests.handoff.sayings import Sayings

FAR = datetime(9000, 1, 1, tzinfo=UTC)
"""Calls that are held back have a later moment than this."""
Row = dict[str, Any]


def nothing_fails(_call: Call) -> Failure | None:
    return None


@dataclass
class House:
    """Everybody's phones, and the bot between them."""

    url: str
    editions: Editions
    admins: tuple[int, ...] = (ALEX,)
    now: datetime = NOON
    calls: list[Call] = field(default_factory=list)
    """Every call that was made, in order."""
    fails: Callable[[Call], Failure | None] = nothing_fails
    """What Telegram says to a call instead of taking it."""
    offline: bool = False
    """Whether no call is made for now: they wait in the outbox."""
    terms: Terms = field(default_factory=Terms)
    """Whether people can be called; they cannot, unless a test says so."""

    def __post_init__(self) -> None:
        self.phones = Phones({chat_id: Phone(chat_id) for chat_id in NAMES})
        self.says = Sayings(self.editions.current().knowledge)
        self.meter = FakeMeter()
        self._sealer = Sealer([new_key()])
        self._update_id = 0
        self._stack = AsyncExitStack()
        # A look from outside costs no turn of the event loop, so stories stay quick.
        self._look: Engine = create_engine(
            self.url.replace("postgresql://", "postgresql+psycopg://"),
            isolation_level="AUTOCOMMIT",
        )

    async def open(self) -> None:
        """Start the bot."""
        telegram = FakeTelegram()
        bot = Bot("1000001:test", request=telegram, get_updates_request=telegram)
        application = Application.builder().bot(bot).updater(None).job_queue(None).build()
        station = Station(self.admins, "US", lambda: "warmline_bot", self.terms)
        Handlers(Ask(self.editions, Policy()), station).register(application)
        await application.initialize()
        self._stack.push_async_callback(application.shutdown)
        self.database: Database = await self._stack.enter_async_context(
            open_database(self.url, sealer=self._sealer)
        )
        self._reception = Reception(
            self.editions,
            Recognise("US"),
            Listen(self.editions, self.meter),
            application,
            station,
            self.meter,
        )

    async def close(self) -> None:
        """Stop the bot."""
        await self._stack.aclose()
        self._look.dispose()

    async def restart(self) -> None:
        """Stop the bot, and start it again over what the database has kept."""
        await self.close()
        await self.open()

    # what people do

    async def say(self, chat_id: int, text: str, reply_to: int | None = None) -> int:
        """Write a text; return its number."""
        return await self.send(chat_id, {"text": text}, reply_to=reply_to)

    async def send(
        self, chat_id: int, content: dict[str, Any], *, reply_to: int | None = None
    ) -> int:
        """Send any message; return its number."""
        phone = self.phones.of[chat_id]
        number = phone.new_id()
        phone.messages[number] = {"mine": True, "text": content.get("text", ""), **content}
        parts = dict(content)
        if reply_to is not None:
            parts["reply_to_message"] = message(chat_id, reply_to, {}, self.now)
        await self.receive({"message": message(chat_id, number, parts, self.now)})
        return number

    async def edit(self, chat_id: int, number: int, text: str, **parts: Any) -> None:
        """Change a message."""
        words = {"caption": text} if parts else {"text": text}
        content = {**words, **parts, "edit_date": int(self.now.timestamp())}
        await self.receive({"edited_message": message(chat_id, number, content, self.now)})

    async def press(self, chat_id: int, action: Action, label: str = "") -> None:
        """Press the newest button for ``action`` on their screen."""
        number, data = self.phones.of[chat_id].button(action, label)
        await self.press_data(chat_id, data, number)

    async def press_data(self, chat_id: int, data: str, number: int = 1) -> None:
        """Press a button that may be old, or forged."""
        await self.receive_press(chat_id, data, number)
        await self.settle()

    async def receive_press(self, chat_id: int, data: str, number: int = 1) -> None:
        """Let a press reach the bot, which has not looked at it yet."""
        query = {
            "id": f"q{self._update_id}",
            "from": user(chat_id),
            "message": message(chat_id, number, {"text": "…"}, self.now),
            "chat_instance": "1",
            "data": data,
        }
        await self.receive({"callback_query": query}, settle=False)

    async def query(self, chat_id: int, text: str) -> None:
        """Type the bot's name and a few letters."""
        query = {"id": f"i{self._update_id}", "from": user(chat_id), "query": text, "offset": ""}
        await self.receive({"inline_query": query})

    async def react(self, chat_id: int, number: int, *emojis: str) -> None:
        """React to a message; without emojis, take the reaction back."""
        change = {
            "chat": {"id": chat_id, "type": "private"},
            "message_id": number,
            "user": user(chat_id),
            "date": int(self.now.timestamp()),
            "old_reaction": [],
            "new_reaction": [{"type": "emoji", "emoji": one} for one in emojis],
        }
        await self.receive({"message_reaction": change})

    async def block(self, chat_id: int) -> None:
        """Block the bot, and Telegram says so."""
        self.phones.of[chat_id].blocked = True
        member = {"user": {"id": 1000001, "is_bot": True, "first_name": "W"}, "status": "member"}
        change = {
            "chat": {"id": chat_id, "type": "private"},
            "from": user(chat_id),
            "date": int(self.now.timestamp()),
            "old_chat_member": member,
            "new_chat_member": member | {"status": "kicked", "until_date": 0},
        }
        await self.receive({"my_chat_member": change})

    async def receive(self, update: Row, *, settle: bool = True) -> Row:
        """Let Telegram hand an update over; return it as it came."""
        self._update_id += 1
        self.now += timedelta(milliseconds=1)  # no two things happen at the same moment
        body = {"update_id": self._update_id, **update}
        await self.database.inbox.receive([received(body)], now=self.now)
        if settle:
            await self.settle()
        return body

    async def again(self, body: Row) -> None:
        """Let Telegram hand an update over once more."""
        await self.database.inbox.receive([received(body)], now=self.now)
        await self.settle()

    async def pass_time(self, **delta: float) -> None:
        """Let time go by, from one thing that is due to the next."""
        end = self.now + timedelta(**delta)
        while self.now < end:
            self.now = min(end, self._next_moment() or end)
            await self.wake()

    async def wake(self) -> None:
        """Let happen what is due by now."""
        while await self.database.sweep.sweep(now=self.now, limit=100):
            await self.settle()
        await self.settle()

    async def sleep_through(self, **delta: float) -> None:
        """Let time go by while the bot is down; nothing that falls due happens before the end."""
        self.now += timedelta(**delta)
        await self.wake()

    def _next_moment(self) -> datetime | None:
        calls = select(func.min(outbox.c.not_before)).where(
            outbox.c.finished_at.is_(None),
            outbox.c.not_before > self.now,
            outbox.c.not_before < FAR,
        )
        due = select(func.min(timers.c.at)).where(timers.c.at > self.now)
        with self._look.connect() as connection:
            found = [connection.execute(one).scalar() for one in (calls, due)]
        return min((one for one in found if one is not None), default=None)

    # what the bot does

    async def handle(self, turn: Turn) -> None:
        """Handle one turn, for those who take turns themselves."""
        await self._reception(turn)

    async def enrol(self) -> None:
        """Put the team in place."""
        body = {"update_id": -1, "warmline": {"name": "enrol", "team": list(TEAM)}}
        update = Received(-1, f"chat:{ALEX}", json.dumps(body))
        await self.database.inbox.receive([update], now=self.now)
        await self.settle()

    async def settle(self) -> None:
        """Handle all that waits, and make all calls that may be made, until nothing is left."""
        while self._waits(inbox.c.finished_at.is_(None)):
            await self._turns()
            await self._make_due_calls()
        await self._make_due_calls()

    async def _make_due_calls(self) -> None:
        due = (outbox.c.finished_at.is_(None), outbox.c.not_before <= self.now)
        while not self.offline and self._waits(*due) and await self._make_calls():
            pass

    def _waits(self, *conditions: ColumnElement[bool]) -> bool:
        with self._look.connect() as connection:
            return bool(connection.execute(select(exists().where(*conditions))).scalar())

    async def _turns(self) -> int:
        async with self.database.turns.open(limit=20, now=self.now) as batch:
            for update in batch.updates:
                async with batch.turn(update) as turn:
                    await self._reception(turn)
        return len(batch.updates)

    async def _make_calls(self) -> int:
        due = await self.database.outbox.due(now=self.now, limit=50, busy=())
        await self.database.outbox.settle([self._make(one) for one in due], now=self.now)
        return len(due)

    def _make(self, queued: Queued) -> Outcome:
        call = queued.call
        phone = self.phones.of.get(call.chat_id or 0)
        blocked = Blocked("Forbidden") if phone is not None and phone.blocked else None
        failure = blocked or self.fails(call)
        if failure is not None:
            return after_failure(queued, failure, now=self.now)
        self.calls.append(call)
        return Sent(queued.id, tuple(self.phones.take(call)))

    # what can be seen

    def sees(self, chat_id: int, key: str, **values: object) -> bool:
        """Tell whether the sentence stands on their screen now."""
        return any(self.says.matches(text, key, **values) for text in self._texts(chat_id))

    def count(self, chat_id: int, key: str, **values: object) -> int:
        """Count how often they have been shown the sentence."""
        log = self.phones.of[chat_id].log
        return sum(self.says.matches(text, key, **values) for text in log)

    def text(self, key: str) -> str:
        """Return the sentence itself, in English."""
        return self.says.knowledge.texts.say(key, "en")

    def last(self, chat_id: int) -> str:
        """Return the text of the newest message of the bot."""
        return self._texts(chat_id)[-1]

    def lines(self, chat_id: int) -> list[str]:
        """Return the relayed lines on their screen: only these cannot be forwarded."""
        messages = self.phones.of[chat_id].messages.values()
        return [one["text"] for one in messages if one.get("protected")]

    def _texts(self, chat_id: int) -> list[str]:
        return self.phones.of[chat_id].texts

    def rows(self, table: str, **where: object) -> list[Row]:
        """Return the rows of a table as they are kept."""
        columns = metadata.tables[table]
        wanted = [columns.c[name] == value for name, value in where.items()]
        with self._look.connect() as connection:
            found = connection.execute(select(columns).where(*wanted))
            return [dict(row._mapping) for row in found]

    def request(self, chat_id: int) -> Row:
        """Return the row of their open request, or of their latest one."""
        found = self.rows("requests", chat_id=chat_id, rehearsal=False)
        return max(found, key=lambda row: (row["over_at"] is None, row["over_at"] or FAR))

    def steps(self, request_id: int) -> list[str]:
        """Return what was written down about a request, oldest first."""
        found = self.rows("request_events", request=request_id)
        return [row["step"] for row in sorted(found, key=lambda row: int(row["id"]))]

    def member(self, chat_id: int) -> Row:
        """Return the row of a team member."""
        return self.rows("supporters", chat_id=chat_id)[0]


@asynccontextmanager
async def a_house(
    url: str,
    editions: Editions,
    *,
    admins: tuple[int, ...] = (ALEX,),
    terms: Terms | None = None,
) -> AsyncIterator[House]:
    """Open a house over the database at ``url``."""
    house = House(url, editions, admins, terms=terms or Terms())
    await house.open()
    try:
        yield house
    finally:
        await house.close()
