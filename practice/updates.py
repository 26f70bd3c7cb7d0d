"""The queue of updates the bot has not confirmed yet."""

import json
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]
Clock = Callable[[], float]

DAY = 86_400.0
CALLBACK_LIVES = 150.0
"""Seconds a press of a button waits for the bot."""
INLINE_LIVES = 30.0
"""Seconds an inline query waits: nobody looks for its results any longer."""
LIVES = {"callback_query": CALLBACK_LIVES, "inline_query": INLINE_LIVES}

HIGHEST_START = 2**30
"""A fresh line begins its numbers by chance, as Telegram does after a silent week: a bot that
remembers what it has seen must not take a new update for an old one."""

ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""Kinds a bot only gets when it names them in ``allowed_updates``."""
QUEUES = {
    "inline_query": 1 << 33, "callback_query": 3 << 33, "my_chat_member": 5 << 33,
    "message_reaction": 8 << 33,
}  # fmt: skip
"""What is added to a chat's id to name its webhook queue; messages and edits share one."""
RAW_QUEUE = 15 << 33
"""The webhook queue of updates that belong to nobody."""


@dataclass(frozen=True, slots=True)
class Update:
    """One update, encoded once."""

    id: int
    kind: str
    queue: int
    """Updates of one queue reach a webhook one after the other."""
    expires: float
    body: str

    def row(self) -> Json:
        """Return what is stored of it."""
        return {
            "id": self.id, "kind": self.kind, "queue": self.queue,
            "expires": self.expires, "body": self.body,
        }  # fmt: skip


class Queue:
    """Unconfirmed updates, oldest first."""

    def __init__(self, clock: Clock, changed: Callable[[int, Update | None], None]) -> None:
        """Report every update added or gone to ``changed``, for the store."""
        self._clock = clock
        self._changed = changed
        self._pending: dict[int, Update] = {}
        self._watchers: list[Callable[[Update], None]] = []
        self.next_id = 1 + secrets.randbelow(HIGHEST_START)
        self.allowed: list[str] | None = None

    def watch(self, watcher: Callable[[Update], None]) -> None:
        """Call ``watcher`` with every new update."""
        self._watchers.append(watcher)

    def row(self) -> Json:
        """Return what is stored besides the updates themselves."""
        return {"next_id": self.next_id, "allowed": self.allowed}

    def restore(self, updates: Iterable[Update]) -> None:
        """Take back what a former run left."""
        for update in sorted(updates, key=lambda update: update.id):
            self._pending[update.id] = update
            self.next_id = update.id + 1

    def add(self, kind: str, chat: int, content: Json) -> bool:
        """Queue an update of ``kind`` about ``chat``; False if the bot does not want its kind."""
        if not self.wants(kind):
            return False
        self._append(kind, chat + QUEUES.get(kind, 0), {kind: content})
        return True

    def add_raw(self, content: Json) -> int:
        """Queue whatever ``content`` is, with an update id before it; return the id."""
        kind = next(iter(content))
        lane = _chat_of(content)
        return self._append(kind, RAW_QUEUE if lane is None else lane, content)

    def _append(self, kind: str, queue: int, content: Json) -> int:
        lives = LIVES.get(kind, DAY)
        body = json.dumps({"update_id": self.next_id, **content})
        update = Update(self.next_id, kind, queue, self._clock() + lives, body)
        self.next_id += 1
        self._pending[update.id] = update
        self._changed(update.id, update)
        for watcher in self._watchers:
            watcher(update)
        return update.id

    def wants(self, kind: str) -> bool:
        """Tell whether the bot gets updates of this kind; an empty list means the default."""
        return kind in self.allowed if self.allowed else kind not in ON_REQUEST

    def confirm(self, below: int) -> None:
        """Forget all updates with an id below ``below``."""
        done = []
        for update_id in self._pending:
            if update_id >= below:
                break
            done.append(update_id)
        for update_id in done:
            self.drop(update_id)

    def drop(self, update_id: int) -> None:
        """Forget one update."""
        if self._pending.pop(update_id, None) is not None:
            self._changed(update_id, None)

    def clear(self) -> None:
        """Forget all."""
        for update_id in list(self._pending):
            self.drop(update_id)

    def keep_last(self, count: int) -> None:
        """Forget all but the last ``count``: what a negative offset asks for."""
        for update_id in list(self._pending)[:-count]:
            self.drop(update_id)

    def first(self, limit: int) -> list[Update]:
        """Return up to ``limit`` updates that are still alive, oldest first."""
        now = self._clock()
        alive: list[Update] = []
        dead: list[int] = []
        for update in self._pending.values():
            if len(alive) == limit:
                break
            if update.expires <= now:
                dead.append(update.id)
            else:
                alive.append(update)
        for update_id in dead:
            self.drop(update_id)
        return alive

    def __contains__(self, update_id: int) -> bool:
        """Tell whether an update still waits."""
        return update_id in self._pending

    def __len__(self) -> int:
        """Return how many wait, the expired among them not counted."""
        self.first(-1)
        return len(self._pending)


def _chat_of(content: Json) -> int | None:
    """Return the chat of a message, if this is one as far as one can see."""
    match content:
        case {"message": {"chat": {"id": int(chat)}}}:
            return chat
        case _:
            return None
