"""What a person is called on a supporter's screen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.handoff.aliases import pick

NAMES = ["Brisa", "Coral", "Lago"]


def test_chance_decides_among_those_that_are_free() -> None:
    assert {pick(NAMES, {"Coral"}, chance) for chance in range(10)} == {"Brisa", "Lago"}


def test_when_all_are_taken_a_number_goes_behind() -> None:
    assert pick(NAMES, NAMES, 1) == "Coral 2"
    assert pick(NAMES, [*NAMES, "Coral 2"], 1) == "Coral 3"


@given(st.lists(st.integers(0, 2**62), max_size=30))
def test_no_two_open_requests_share_an_alias(chances: list[int]) -> None:
    taken: list[str] = []
    for chance in chances:
        taken.append(pick(NAMES, taken, chance))

    assert len(set(taken)) == len(taken)


def test_without_names_there_is_no_alias() -> None:
    with pytest.raises(ValueError, match="no names"):
        pick([], [], 1)
