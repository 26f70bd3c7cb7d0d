"""Texts as readers see them: limits after parsing, entities in UTF-16 units."""

from typing import Any

import pytest

from practice.errors import Refusal
from practice.formatting import caption, formatted, message_text

PAST_THE_END = (
    "entity beginning at UTF-16 offset 1 ends after the end of the text at UTF-16 offset 4"
)


def bold(offset: int, length: int) -> dict[str, Any]:
    return {"type": "bold", "offset": offset, "length": length}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a" * 4096, id="letters"),
        pytest.param("🏟" * 2048, id="characters of two units"),
        pytest.param("<b>" + "a" * 4096 + "</b>", id="marks do not count"),
        pytest.param("  " + "a" * 4096 + "\n", id="white space at the ends does not count"),
    ],
)
def test_a_text_of_4096_units_is_taken(text: str) -> None:
    assert message_text({"text": text, "parse_mode": "HTML"})["text"]


@pytest.mark.parametrize(
    ("editing", "error"),
    [(False, "Bad Request: message is too long"), (True, "Bad Request: MESSAGE_TOO_LONG")],
    ids=["sending", "editing"],
)
@pytest.mark.parametrize("text", ["a" * 4097, "🏟" * 2048 + "a"], ids=["letters", "two units"])
def test_one_unit_more_is_refused(text: str, *, editing: bool, error: str) -> None:
    with pytest.raises(Refusal) as caught:
        message_text({"text": text}, editing=editing)

    assert caught.value.description == error


@pytest.mark.parametrize(
    ("editing", "error"),
    [
        (False, "Bad Request: message caption is too long"),
        (True, "Bad Request: MEDIA_CAPTION_TOO_LONG"),
    ],
    ids=["sending", "editing"],
)
def test_a_caption_ends_at_1024_units(*, editing: bool, error: str) -> None:
    assert caption({"caption": "a" * 1024})["caption"]
    with pytest.raises(Refusal) as caught:
        caption({"caption": "🏟" * 512 + "a"}, editing=editing)

    assert caught.value.description == error


@pytest.mark.parametrize(
    ("text", "mode"), [("  \n ", None), ("<b> </b>", "HTML"), ("``` ```", "MarkdownV2")]
)
def test_a_text_with_nothing_to_read_is_refused(text: str, mode: str | None) -> None:
    with pytest.raises(Refusal, match="Bad Request: text must be non-empty"):
        message_text({"text": text, "parse_mode": mode})


def test_an_unknown_parse_mode_is_refused() -> None:
    with pytest.raises(Refusal, match="Bad Request: unsupported parse_mode"):
        formatted("x", "BBCode", None)


@pytest.mark.parametrize(
    ("entity", "error"),
    [
        (bold(-1, 1), "receive an entity with incorrect offset -1"),
        (bold(0, -1), "receive an entity with incorrect length -1"),
        (
            bold(1, 3),
            PAST_THE_END,
        ),
        (bold(1, 1), "entity begins in a middle of a UTF-16 symbol at UTF-16 offset 1"),
        (bold(0, 1), "entity ends in a middle of a UTF-16 symbol at UTF-16 offset 1"),
        (bold(0, 2) | {"type": "glow"}, "can't parse MessageEntity: Unsupported type specified"),
        (
            bold(0, 2) | {"type": "text_link"},
            "can't parse MessageEntity: Can't find field \"url\"",
        ),
        (
            bold(0, 2) | {"type": "text_link", "url": "localhost"},
            "entity URL 'localhost' is invalid: Wrong HTTP URL",
        ),
    ],
)
def test_entities_that_do_not_fit_are_refused(entity: dict[str, Any], error: str) -> None:
    with pytest.raises(Refusal) as caught:
        formatted("🏟x", None, [entity])

    assert caught.value.description == f"Bad Request: {error}"


def test_trimming_moves_the_entities_along() -> None:
    assert formatted(" 🏟b ", None, [bold(3, 2)]) == ("🏟b", [bold(2, 1)])


def test_a_mode_wins_over_given_entities() -> None:
    assert formatted("<b>a</b>", "HTML", [bold(0, 99)]) == ("a", [bold(0, 1)])


def test_marks_with_a_bad_address_become_plain_text() -> None:
    assert formatted('<a href="localhost">x</a>', "HTML", None) == ("x", [])


def test_telegram_keeps_a_hundred_entities() -> None:
    _, entities = formatted("ab" * 101, None, [bold(2 * index, 1) for index in range(101)])

    assert len(entities) == 100
