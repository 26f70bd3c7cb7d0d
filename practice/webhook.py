"""Deliveries to a webhook: one at a time for each queue, again until the bot says yes.

A queue is one chat's messages, or one account's presses.  A 2xx is a yes.  Otherwise the same
update goes out again at once, then after 2, 4, 8 ... seconds, at most a random 60 to 120; a
``Retry-After`` of the bot is kept up to an hour.
"""

import asyncio
import random
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from practice.http_post import Reply
from practice.updates import Queue, Update

Json = dict[str, Any]
Clock = Callable[[], float]
Sleep = Callable[[float], Awaitable[None]]

CONNECTIONS = 40
LONGEST_PAUSE = (60.0, 120.0)
LONGEST_RETRY_AFTER = 3600.0
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header


Post = Callable[[str, dict[str, str], bytes], Awaitable[Reply]]
"""Posts a JSON body to an address with headers; raises OSError if nobody answers."""
Answered = Callable[[Reply], None]


class Webhook:
    """Where updates go, and their way there."""

    def __init__(self, queue: Queue, clock: Clock) -> None:
        """Deliver from ``queue`` once an address is set and ``run`` runs."""
        self._queue = queue
        self._clock = clock
        self._chance = random.Random()  # noqa: S311 - spreads retries
        self._lanes: dict[int, deque[Update]] = {}
        self._tasks: asyncio.TaskGroup | None = None
        self._slots = asyncio.Semaphore(CONNECTIONS)
        self._generation = 0
        self.url = ""
        self.secret = ""
        self.max_connections = CONNECTIONS
        self.last_error: tuple[int, str] | None = None
        self.post: Post | None = None
        self.sleep: Sleep = asyncio.sleep
        self.answered: Answered = lambda _reply: None
        queue.watch(self._enqueue)

    def row(self) -> Json:
        """Return what is stored."""
        return {"url": self.url, "secret": self.secret, "max_connections": self.max_connections}

    def restore(self, row: Json) -> None:
        """Take back the setting of a former run."""
        self.url, self.secret = row["url"], row["secret"]
        self.max_connections = row["max_connections"]
        self._slots = asyncio.Semaphore(self.max_connections)

    def start(self, tasks: asyncio.TaskGroup) -> None:
        """Deliver from now on, with ``tasks`` as the owner of all deliveries."""
        self._tasks = tasks
        self._refill()

    def stop(self) -> None:
        """Begin no more deliveries; what waits stays in the queue."""
        self._tasks = None
        self._generation += 1

    def set(self, url: str, secret: str, max_connections: int) -> None:
        """Send updates to ``url`` from now on, "" for nowhere; those on the way may come twice."""
        self.url, self.secret, self.max_connections = url, secret, max_connections
        self._slots = asyncio.Semaphore(max_connections)
        self._generation += 1
        self.last_error = None
        self._refill()

    def info(self) -> Json:
        """Return the answer to getWebhookInfo."""
        info: Json = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self._queue),
        }
        if self.url:
            info |= {"max_connections": self.max_connections, "ip_address": "127.0.0.1"}
        if self.last_error:
            at, text = self.last_error
            info |= {"last_error_date": at, "last_error_message": text}
        if self._queue.allowed:
            info["allowed_updates"] = self._queue.allowed
        return info

    def _refill(self) -> None:
        self._lanes = {}
        if self.url:
            for update in self._queue.first(-1):
                self._enqueue(update)

    def _enqueue(self, update: Update) -> None:
        if not self.url or self._tasks is None:
            return
        lane = self._lanes.get(update.queue)
        if lane is not None:
            lane.append(update)
            return
        self._lanes[update.queue] = lane = deque([update])
        self._tasks.create_task(self._drain(update.queue, lane, self._generation))

    async def _drain(self, queue: int, lane: deque[Update], generation: int) -> None:
        while lane and generation == self._generation:
            update = lane[0]
            if await self._deliver(update, generation):
                self._queue.drop(update.id)
            lane.popleft()
        if self._lanes.get(queue) is lane:
            del self._lanes[queue]

    async def _deliver(self, update: Update, generation: int) -> bool:
        """Send until the bot says yes; False if the update died or the webhook changed."""
        tries = 0
        while generation == self._generation and update.id in self._queue:
            if update.expires <= self._clock():
                self._queue.drop(update.id)
                return False
            async with self._slots:
                reply = await self._attempt(update)
            if reply is not None and 200 <= reply.status < 300:
                self.answered(reply)
                return True
            tries += 1
            await self._pause(tries, reply)
        return False

    async def _attempt(self, update: Update) -> Reply | None:
        if self.post is None:
            raise RuntimeError("the webhook has no way to post")
        headers = {SECRET_HEADER: self.secret} if self.secret else {}
        try:
            reply = await self.post(self.url, headers, update.body.encode())
        except (OSError, EOFError, TimeoutError, ValueError):
            self._note("Connection refused or lost")
            return None
        if not 200 <= reply.status < 300:
            self._note(f"Wrong response from the webhook: {reply.status}")
        return reply

    def _note(self, text: str) -> None:
        self.last_error = (int(self._clock()), text)

    async def _pause(self, tries: int, reply: Reply | None) -> None:
        asked = reply.retry_after if reply is not None else None
        if asked is not None:
            await self.sleep(min(asked, LONGEST_RETRY_AFTER))
        elif tries > 1:
            longest = self._chance.uniform(*LONGEST_PAUSE)
            await self.sleep(min(2.0 ** (tries - 1), longest))
