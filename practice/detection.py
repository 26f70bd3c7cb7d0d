"""The entities Telegram finds by itself in plain text: commands, links, numbers, names."""

import re
from collections.abc import Iterator
from typing import Any

from practice.utf16 import Places

Json = dict[str, Any]

_TLDS = (
    "com|org|net|edu|gov|mil|int|info|biz|name|app|dev|page|blog|help|health|care|chat|life|"
    "support|online|site|xyz|io|ai|me|tv|co|[a-z]{2}"
)
PATTERNS = (
    ("url", re.compile(
        r"(?:(?:https?|ftp)://(?:[\w-]+\.)+[\w-]{2,}|tg://[\w-]+"
        rf"|(?<![\w@./-])(?:[\w-]+\.)+(?:{_TLDS})(?![\w-]))"
        r"(?::\d{1,5})?(?:[/?#][^\s<>\"]*[^\s<>\".,;:!?'()\]])?", re.IGNORECASE)),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]+\.)+[a-z]{2,}", re.IGNORECASE)),
    ("mention", re.compile(r"(?<![\w@])@[A-Za-z]\w{3,31}(?!\w)", re.ASCII)),
    ("bot_command", re.compile(r"(?<![\w/<>])/\w{1,64}(?:@\w{3,32})?(?![\w/])", re.ASCII)),
    ("hashtag", re.compile(r"(?<![\w#])#\w*[^\W\d]\w*")),
    ("cashtag", re.compile(r"(?<![\w$])\$[A-Z]{3,8}(?!\w)", re.ASCII)),
    ("phone_number", re.compile(r"(?<![\w+])\+\d(?:[ ().-]{0,2}\d){6,14}(?!\d)", re.ASCII)),
)  # fmt: skip
"""In order of strength: a place belongs to the first that takes it."""
HINT = re.compile(r"[/@#$+.]")
OPAQUE = frozenset({"code", "pre", "text_link", "text_mention", "custom_emoji"})
"""Nothing is looked for inside these."""


def detect(text: str, explicit: list[Json]) -> list[Json]:
    """Return ``explicit`` entities and those found in ``text``, by their place."""
    if not HINT.search(text):
        return explicit
    places = Places(text)
    taken = [
        (entity["offset"], entity["offset"] + entity["length"])
        for entity in explicit
        if entity["type"] in OPAQUE
    ]
    found = list(_found(text, places, taken))
    if not found:
        return explicit
    return sorted([*explicit, *found], key=lambda entity: (entity["offset"], -entity["length"]))


def _found(text: str, places: Places, taken: list[tuple[int, int]]) -> Iterator[Json]:
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(text):
            start, end = places.unit(match.start()), places.unit(match.end())
            if all(end <= first or start >= last for first, last in taken):
                taken.append((start, end))
                yield {"type": kind, "offset": start, "length": end - start}
