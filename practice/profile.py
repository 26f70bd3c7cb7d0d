"""The bot as Telegram knows it: who it is, its menus, names and descriptions."""

import hashlib
import json
import re
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

TOKEN = re.compile(r"(\d{1,18}):[A-Za-z0-9_-]+")
DEFAULT_ID = 1_000_001
CAN = ("can_join_groups", "supports_inline_queries")
CANNOT = ("can_read_all_group_messages", "can_connect_to_business", "has_main_web_app")
"""What getMe tells of a bot; BotFather would have to turn inline mode on first."""
DEFAULT_SCOPE: Json = {"type": "default"}


@dataclass(slots=True)
class Profile:
    """The one bot of a line; its token is fixed by the first request."""

    id: int = DEFAULT_ID
    token_hash: str | None = None
    """SHA-256: a real token, should somebody try one, does not end up on the disk."""
    username: str = "practice_bot"
    texts: dict[str, str] = field(default_factory=dict)
    """Names and descriptions by "kind/language"."""
    commands: dict[str, list[Json]] = field(default_factory=dict)
    """Menus by "scope/language"."""
    menu_button: Json | None = None
    _known: str | None = None

    def admits(self, token: str) -> bool | None:
        """Tell whether ``token`` is the bot's; None if it is no token at all.

        The first token a line sees becomes the bot's.
        """
        if token == self._known:
            return True
        match = TOKEN.fullmatch(token)
        if match is None:
            return None
        digest = hashlib.sha256(token.encode()).hexdigest()
        if self.token_hash is None:
            self.token_hash, self.id = digest, int(match[1])
        if digest != self.token_hash:
            return False
        self._known = token
        return True

    @property
    def user(self) -> Json:
        """Return the bot as it appears in messages."""
        name = self.text("name", "") or "Practice bot"
        return {"id": self.id, "is_bot": True, "first_name": name, "username": self.username}

    def me(self) -> Json:
        """Return the answer to getMe."""
        return {**self.user, **dict.fromkeys(CAN, True), **dict.fromkeys(CANNOT, False)}

    def text(self, kind: str, language: str) -> str:
        """Return a name or description in ``language``, or else the general one."""
        return self.texts.get(f"{kind}/{language}") or self.texts.get(f"{kind}/", "")

    def texts_by_language(self, kind: str) -> dict[str, str]:
        """Return the names or descriptions of all languages that have one of their own."""
        languages = {key.partition("/")[2] for key in self.texts if key.startswith(f"{kind}/")}
        return {language: self.text(kind, language) for language in languages - {""}}

    def set_text(self, kind: str, language: str, text: str) -> None:
        """Set a name or description; an empty text removes it."""
        self.texts.pop(f"{kind}/{language}", None)
        if text:
            self.texts[f"{kind}/{language}"] = text

    def menu(self, scope: Json | None, language: str) -> list[Json]:
        """Return the commands of exactly this scope and language."""
        return self.commands.get(menu_key(scope, language), [])

    def menu_seen_by(self, chat_id: int, language: str) -> list[Json]:
        """Return the commands a private chat shows: the narrowest scope, its language first."""
        scopes: list[Json] = [
            {"type": "chat", "chat_id": chat_id},
            {"type": "all_private_chats"},
            DEFAULT_SCOPE,
        ]
        for scope in scopes:
            for tongue in (language, ""):
                found = self.menu(scope, tongue)
                if found:
                    return found
        return []

    def row(self) -> Json:
        """Return what is stored."""
        return {
            "id": self.id,
            "token_hash": self.token_hash,
            "texts": self.texts,
            "commands": self.commands,
            "menu_button": self.menu_button,
        }


def menu_key(scope: Json | None, language: str) -> str:
    """Return a text that is the same for the same scope and language."""
    return f"{json.dumps(scope or DEFAULT_SCOPE, sort_keys=True)}/{language}"
