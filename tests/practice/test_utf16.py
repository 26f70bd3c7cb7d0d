"""Counting in UTF-16 units."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.utf16 import Places, length

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(TEXTS)
def test_a_length_is_what_the_encoding_takes(text: str) -> None:
    assert length(text) == len(text.encode("utf-16-le")) // 2 == Places(text).length


@given(TEXTS)
def test_every_character_has_one_place(text: str) -> None:
    places = Places(text)

    assert [places.index(places.unit(index)) for index in range(len(text))] == list(
        range(len(text))
    )


@pytest.mark.parametrize(("unit", "index"), [(0, 0), (1, None), (2, 1), (3, 2), (9, None)])
def test_the_middle_of_a_character_is_no_place(unit: int, index: int | None) -> None:
    assert Places("🏟a").index(unit) == index
