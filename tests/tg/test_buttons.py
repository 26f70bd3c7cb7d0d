"""What buttons carry."""

import pytest

from bot.tg.buttons import PLAIN, WORDED, Press, ShowEntry, packed, unpacked

EVERY = [kind() for kind in PLAIN.values()] + [kind("a-word.1") for kind in WORDED.values()]


@pytest.mark.parametrize("press", EVERY, ids=lambda press: type(press).__name__)
def test_a_press_comes_back_as_it_went_out(press: Press) -> None:
    assert unpacked(packed(press)) == press


@pytest.mark.parametrize("data", ["", "zz", "zz:word", "go:word", "e", ":"])
def test_what_nobody_knows_is_no_press(data: str) -> None:
    assert unpacked(data) is None


def test_a_word_too_long_for_a_button_is_refused() -> None:
    with pytest.raises(ValueError, match="too long"):
        packed(ShowEntry("x" * 63))


def test_no_two_presses_share_a_verb() -> None:
    assert not PLAIN.keys() & WORDED.keys()
