"""Texts made comparable and cut to Telegram's limits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.text import (
    clip,
    normalise,
    sentences,
    split_text,
    utf16_length,
    without_middle,
    words,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("HELLO", "hello", id="case"),
        pytest.param("Adicción, ¿qué?", "adiccion, ¿que?", id="accents"),
        pytest.param("don’t", "don't", id="curly quotes"),
        pytest.param("soooo", "soo", id="a letter held down"),
        pytest.param("call 1000", "call 1000", id="numbers stay"),
        pytest.param("see https://example.org/x ok", "see   ok", id="addresses"),
        pytest.param("ｆｕｌｌ", "full", id="wide letters"),
    ],
)
def test_normalises(text: str, expected: str) -> None:
    assert normalise(text) == expected


def test_a_contraction_is_one_word_and_signs_are_none() -> None:
    assert words("don't -- stop, m30s 🙏 ok") == ["don't", "stop", "m30s", "ok"]


def test_sentences_end_at_signs_and_lines() -> None:
    assert sentences("One. Two? Three\nfour\n\n...") == ["One.", "Two?", "Three", "four"]


@pytest.mark.parametrize(("text", "length"), [("abc", 3), ("é", 1), ("🙏", 2), ("👍🏽", 4)])
def test_counts_as_telegram_does(text: str, length: int) -> None:
    assert utf16_length(text) == length


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        pytest.param("short", ["short"], id="fits"),
        pytest.param("", [], id="nothing"),
        pytest.param("aaa bb.\n\nccc dd.", ["aaa bb.", "ccc dd."], id="between paragraphs"),
        pytest.param("aaa bb.\nccc dd.", ["aaa bb.", "ccc dd."], id="between lines"),
        pytest.param("aaa. bbb. ccc.", ["aaa. bbb.", "ccc."], id="between sentences"),
        pytest.param("aaaa bbbb cccc", ["aaaa bbbb", "cccc"], id="between words"),
        pytest.param("aaaaaaaaaabb", ["aaaaaaaaaa", "bb"], id="within a long word"),
        pytest.param("🙏🙏🙏🙏🙏🙏", ["🙏🙏🙏🙏🙏", "🙏"], id="never within an emoji"),
        pytest.param("aaaaaaaaa👍\ufe0f", ["aaaaaaaaa", "👍\ufe0f"], id="nor before its variant"),
    ],
)
def test_splits_at_the_best_border(text: str, pieces: list[str]) -> None:
    assert split_text(text, 10) == pieces


@given(st.text(), st.integers(4, 60))
def test_no_piece_is_too_long_or_empty_and_nothing_but_space_is_lost(
    text: str, limit: int
) -> None:
    pieces = split_text(text, limit)

    assert all(piece and utf16_length(piece) <= limit for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


@given(st.text(), st.integers(4, 60))
def test_clipped_text_fits(text: str, limit: int) -> None:
    assert utf16_length(clip(text, limit)) <= limit


def test_clips_after_a_word() -> None:
    assert clip("one two three four", 15) == "one two three…"


@pytest.mark.parametrize("limit", [0, -1, 1])
def test_refuses_a_limit_into_which_nothing_fits(limit: int) -> None:
    with pytest.raises(ValueError, match=r"fits|room"):
        split_text("🙏🙏", limit)


@pytest.mark.parametrize(
    ("text", "kept"),
    [("a b c d", "a b c d"), ("a b c d e", "a b\nd e"), ("  a b\nc d  e f ", "  a b\ne f ")],
)
def test_keeps_the_beginning_and_the_end_of_a_long_message(text: str, kept: str) -> None:
    assert without_middle(text, 4) == kept
