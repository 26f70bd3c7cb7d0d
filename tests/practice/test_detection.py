"""Entities that Telegram finds by itself."""

import pytest

from practice.detection import detect


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/start now", [("bot_command", "/start")]),
        ("/start@practice_bot", [("bot_command", "/start@practice_bot")]),
        ("and/or a/b", []),
        ("ask @dana_x!", [("mention", "@dana_x")]),
        ("@ab", []),
        ("see https://example.org/a?b=c.", [("url", "https://example.org/a?b=c")]),
        ("t.me/practice and example.com", [("url", "t.me/practice"), ("url", "example.com")]),
        ("Hello.How are you... 3.14", []),
        ("mail me@example.org", [("email", "me@example.org")]),
        ("call +1 555-010-0101 now", [("phone_number", "+1 555-010-0101")]),
        ("988 or 911", []),
        ("#day30 #1", [("hashtag", "#day30")]),
        ("$USD", [("cashtag", "$USD")]),
        ("🏟 /help", [("bot_command", "/help")]),
    ],
)
def test_finds(text: str, found: list[tuple[str, str]]) -> None:
    units = text.encode("utf-16-le")
    seen = [
        (
            entity["type"],
            units[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])].decode(
                "utf-16-le"
            ),
        )
        for entity in detect(text, [])
    ]

    assert seen == found


def test_finds_nothing_inside_code() -> None:
    code = {"type": "code", "offset": 0, "length": 6}

    assert detect("/start", [code]) == [code]
