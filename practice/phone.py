"""A phone: one account and its private chat with the bot, as it looks from both ends."""

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

HIGHEST_ID = 2**52 - 1
"""User ids have at most 52 bits, https://core.telegram.org/bots/api#user."""
KEPT = 1000
"""Messages remembered a chat; enough to scroll, and a load test does not fill the memory."""
SLACK = 100
"""How many more may gather before the oldest are forgotten, all at once."""
SHOWN = 200
"""Messages the page is given at once."""
ACTION_LASTS = 5.0
"""Seconds a "typing" is shown for, as at Telegram."""


@dataclass(slots=True)
class Phone:
    """An account, its side of the chat, and what it did to the bot."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str = "en"
    phone_number: str = ""
    role: str = "person"
    """A free label for the page; the bot never sees it."""
    blocked: bool = False
    started: bool = False
    """The account wrote at least once, so the bot may write, too."""
    unread: int = 0
    last_message_id: int = 0
    keyboard: Json | None = None
    force_reply: bool = False
    placeholder: str | None = None
    """What the bot asks to be shown in the empty field while it waits for a reply."""
    pinned: list[int] = field(default_factory=list)
    menu_button: Json | None = None
    reactions: dict[int, dict[str, str]] = field(default_factory=dict)
    """By message, then by "bot" or "account": an emoji."""
    messages: dict[int, Json] = field(default_factory=dict)
    """By id, oldest first, in the form the bot sees; replaced, never changed in place."""
    silent: set[int] = field(default_factory=set)
    """Messages that came without a sound."""
    gone: bool = False
    """The account was deleted; the bot is not told."""
    action: str | None = None
    action_until: float = 0.0
    user: Json = field(init=False)
    chat: Json = field(init=False)

    def __post_init__(self) -> None:
        """Build the parts every message repeats."""
        name = {"first_name": self.first_name}
        name |= {"last_name": self.last_name} if self.last_name else {}
        name |= {"username": self.username} if self.username else {}
        language = {"language_code": self.language_code}
        self.user = {"id": self.id, "is_bot": False, **name, **language}
        self.chat = {"id": self.id, **name, "type": "private"}

    def keep(self, message: Json) -> list[int]:
        """Add or replace a message; return the ids of those forgotten for it."""
        self.messages[message["message_id"]] = message
        if len(self.messages) <= KEPT + SLACK:
            return []
        oldest = list(self.messages)[: len(self.messages) - KEPT]
        for message_id in oldest:
            del self.messages[message_id]
            self.reactions.pop(message_id, None)
        self.silent.difference_update(oldest)
        return oldest

    def as_shown(self, message: Json) -> Json:
        """Return ``message`` as the page wants it."""
        by = self.reactions.get(message["message_id"], {})
        reactions = [{"emoji": emoji, "by": who} for who, emoji in by.items()]
        shown = {**message, "out": message["from"]["id"] == self.id, "reactions": reactions}
        return shown | ({"silent": True} if message["message_id"] in self.silent else {})

    def show_action(self, action: str | None, now: float) -> None:
        """Show "typing" and the like for 5 s, or nothing more."""
        self.action = action
        self.action_until = now + ACTION_LASTS

    def summary(self, commands: list[Json], now: float) -> Json:
        """Return the phone without its messages, for the page."""
        return {
            **self.row(),
            "commands": commands,
            "action": self.action if self.action_until > now else None,
        }

    def shown(self) -> list[Json]:
        """Return the last messages as the page wants them, oldest first; pins never age."""
        ids = list(self.messages)
        pinned = self.messages.keys() & set(self.pinned)
        older = [message_id for message_id in ids[:-SHOWN] if message_id in pinned]
        return [self.as_shown(self.messages[message_id]) for message_id in older + ids[-SHOWN:]]

    def row(self) -> Json:
        """Return what is stored of the phone; messages are stored one by one."""
        return {name: getattr(self, name) for name in STORED} | {"silent": sorted(self.silent)}

    @classmethod
    def from_row(cls, row: Json) -> "Phone":
        """Build a phone from what ``row`` returned; JSON made texts of the reactions' keys."""
        reactions = {int(key): value for key, value in row.get("reactions", {}).items()}
        silent = set(row.get("silent", []))
        return cls(**{**row, "reactions": reactions, "silent": silent})


STORED = (
    "id", "first_name", "last_name", "username", "language_code", "phone_number", "role",
    "blocked", "started", "unread", "last_message_id", "keyboard", "force_reply", "placeholder",
    "pinned", "menu_button", "reactions", "gone",
)  # fmt: skip

CAST = (
    Phone(101, "Dana", language_code="en", phone_number="+12125550101", role="person"),
    Phone(102, "Marta", language_code="es", phone_number="+12125550102", role="family"),
    Phone(103, "Sam", language_code="en", phone_number="+12125550103", role="supporter"),
    Phone(104, "Lee", language_code="es", phone_number="+12125550104", role="supporter"),
    Phone(105, "Robin", language_code="en", phone_number="+12125550105", role="lead"),
)
"""Who is there when a line is new; numbers from the range kept free for fiction."""
