"""Values for tests, small enough to check by eye."""

from collections.abc import Mapping
from typing import Any, cast

from bot.domain.crisis import Kind, Pattern, Tier
from bot.domain.delivery import Call, Queued, chat_lane
from bot.domain.knowledge import (
    Article,
    ArticleText,
    Audience,
    Card,
    CountryPack,
    Entry,
    EntryText,
    Group,
    Helpline,
    Knowledge,
    Language,
    Page,
    Texts,
)
from bot.usecases.ports import OpenUpdate

CHAT = 7_000_000_101
"""Longer than 32 bits, as newer Telegram ids are."""


class Echo(dict[str, str]):
    """Says the key of a sentence instead of the sentence."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, key: str) -> str:
        return f"[{self._language}:{key}]"


def both(text: str) -> Mapping[Language, str]:
    return {"en": text, "es": f"{text} (es)"}


def entry(entry_id: str, en: str, es: str, **changed: Any) -> Entry:
    return Entry(
        id=entry_id,
        group="basics",
        audience=Audience.ALL,
        text={
            "en": EntryText(en, (en.lower(),), f"Answer to {entry_id}."),
            "es": EntryText(es, (es.lower(),), f"Respuesta a {entry_id}."),
        },
        **changed,
    )


PEER = entry("peer", "What is peer support?", "¿Qué es el apoyo entre pares?", see_also=("cost",))
COST = entry("cost", "How much does treatment cost?", "¿Cuánto cuesta el tratamiento?")
NALOXONE = entry(
    "naloxone", "Where do I get naloxone?", "¿Dónde consigo naloxona?", card=Kind.OVERDOSE
)


def article() -> Article:
    pages = (Page("One", "First page."), Page("Two", "**Second** page."))
    texts = {"en": ArticleText("Waves", "About waves", pages)}
    texts["es"] = ArticleText("Olas", "Sobre olas", pages)
    return Article("waves", Audience.ALL, cast("Mapping[Language, ArticleText]", texts))


def card(kind: Kind) -> Card:
    first = {
        "en": (f"{kind} card: call {{emergency}}.",),
        "es": (f"{kind} tarjeta: {{emergency}}.",),
    }
    third = {"en": (f"{kind} card for them.",), "es": (f"{kind} tarjeta de otra persona.",)}
    return Card(
        kind,
        cast("Mapping[Language, tuple[str, ...]]", first),
        cast("Mapping[Language, tuple[str, ...]]", third),
    )


def pack() -> CountryPack:
    line = Helpline(
        "988", "988 Lifeline", both("Call 988"), both("A person answers."), "", None, verified=True
    )
    off = Helpline(
        "old", "Old line", both("Call 555"), both("Nobody knows."), "", None, verified=False
    )
    slots: dict[Language, Mapping[str, str]] = {
        "en": {"emergency": "911", "crisis_call": "988"},
        "es": {"emergency": "911", "crisis_call": "988, opción 2"},
    }
    return CountryPack("US", both("United States"), (line, off), slots)


def knowledge(*entries: Entry) -> Knowledge:
    """Return a small knowledge whose sentences are their own keys."""
    texts = {"en": Echo("en"), "es": Echo("es")}
    return Knowledge(
        entries={one.id: one for one in entries or (PEER, COST, NALOXONE)},
        groups=(Group("basics", both("Basics")), Group("empty", both("Empty"))),
        articles={"waves": article()},
        packs={"US": pack()},
        cards={kind: card(kind) for kind in Kind},
        patterns=(
            Pattern(
                "die", Kind.SUICIDE_ACTIVE, Tier.CRISIS, third_person=False, say=("kill myself",)
            ),
            Pattern(
                "crave", Kind.CRAVING, Tier.ELEVATED, third_person=False, say=("really craving",)
            ),
        ),
        texts=Texts(cast("Mapping[Language, Mapping[str, str]]", texts)),
    )


def message(text: str | None = None, *, update_id: int = 1, **parts: Any) -> dict[str, Any]:
    """Return an update with a message in a private chat, as Telegram sends it."""
    person = {"id": CHAT, "is_bot": False, "first_name": "Dana", "language_code": "en"}
    body = {
        "message_id": 10 + update_id,
        "date": 1_790_000_000,
        "chat": {"id": CHAT, "type": "private", "first_name": "Dana"},
        "from": person,
        **({"text": text} if text is not None else {}),
        **parts,
    }
    if text is not None and text.startswith("/"):
        length = len(text.split()[0])
        body["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
    return {"update_id": update_id, "message": body}


def press(data: str, *, update_id: int = 1) -> dict[str, Any]:
    """Return an update with a press on an inline button."""
    shown = message("…", update_id=update_id)["message"]
    return {
        "update_id": update_id,
        "callback_query": {
            "id": f"q{update_id}",
            "from": shown["from"],
            "message": shown,
            "chat_instance": "1",
            "data": data,
        },
    }


def open_update(body: str, *, attempts: int = 0) -> OpenUpdate:
    return OpenUpdate(seq=1, update_id=1, lane=chat_lane(CHAT), body=body, attempts=attempts)


def queued(call_id: int = 1, *, chat_id: int = CHAT, text: str = "hello") -> Queued:
    params = {"chat_id": chat_id, "text": text}
    return Queued(call_id, Call("sendMessage", params, chat_lane(chat_id), chat_id), 0)
