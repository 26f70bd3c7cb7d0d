"""Who lives in the stories: two people and more, three supporters, a lead and an admin."""

from datetime import datetime
from typing import Any

DANA, MARTA, NURIA, OLGA = 7_000_000_101, 7_000_000_102, 7_000_000_103, 7_000_000_104
SAM, LEE, KIM = 7_000_000_201, 7_000_000_202, 7_000_000_203
ROBIN, ALEX = 7_000_000_301, 7_000_000_302
"""Longer than 32 bits, as newer ids are."""
PEOPLE, SUPPORTERS = (DANA, MARTA, NURIA, OLGA), (SAM, LEE, KIM)
NAMES = {
    DANA: "Danuta",
    MARTA: "Martina",
    NURIA: "Nuriette",
    OLGA: "Olgaria",
    SAM: "Samuel",
    LEE: "Leonor",
    KIM: "Kimberly",
    ROBIN: "Robina",
    ALEX: "Alexandra",
}
"""First names on Telegram; nobody on the other side may ever see one."""
TEAM: tuple[dict[str, Any], ...] = (
    {"chat_id": SAM, "name": "Sam", "role": "SUPPORTER", "languages": ["en", "es"]},
    {"chat_id": LEE, "name": "Lee", "role": "SUPPORTER", "languages": ["en", "es"]},
    {"chat_id": KIM, "name": "Kim", "role": "SUPPORTER", "languages": ["en"]},
    {"chat_id": ROBIN, "name": "Robin", "role": "LEAD", "languages": ["en"]},
)


def user(chat_id: int) -> dict[str, Any]:
    """Return somebody as Telegram tells of them."""
    name = NAMES[chat_id]
    return {
        "id": chat_id,
        "is_bot": False,
        "first_name": name,
        "username": f"{name.lower()}_secret",
        "language_code": "en",
    }


def message(
    chat_id: int, number: int, content: dict[str, Any], now: datetime
) -> dict[str, Any]:
    """Return a message in their private chat; a word with a stroke before it is a command."""
    chat = {"id": chat_id, "type": "private", "first_name": NAMES[chat_id]}
    parts = dict(content)
    text = parts.get("text", "")
    if text.startswith("/"):
        command = {"type": "bot_command", "offset": 0, "length": len(text.split()[0])}
        parts.setdefault("entities", [command])
    return {
        "message_id": number,
        "date": int(now.timestamp()),
        "chat": chat,
        "from": user(chat_id),
        **parts,
    }


def traces_of(chat_id: int) -> tuple[str, ...]:
    """Return what leads to somebody: their id, their name, their account."""
    name = NAMES[chat_id]
    return str(chat_id), name, f"{name.lower()}_secret"
