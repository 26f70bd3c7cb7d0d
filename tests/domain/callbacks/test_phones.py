"""Numbers as people type them."""

import pytest

from bot.domain.callbacks.phones import Phone, Wrong, ending, example, from_card, read, shown

GOOD = Phone("+12125550123", "+1 212-555-0123")


@pytest.mark.parametrize(
    "typed",
    ["212 555 0123", "(212) 555-0123", "+12125550123", "1-212-555-0123", "my cell: 212.555.0123",
     "212-555-0123 x12", "２１２ ５５５ ０１２３"],
)  # fmt: skip
def test_a_number_is_read_however_it_is_written(typed: str) -> None:
    assert read(typed, "US") == GOOD


def test_a_number_of_another_country_needs_a_plus() -> None:
    assert read("+34 612 34 56 78", "US") == Phone("+34612345678", "+34 612 34 56 78")
    assert isinstance(read("612 34 56 78", "US"), Wrong)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", Wrong.NO_NUMBER),
        ("call me", Wrong.NO_NUMBER),
        ("988", Wrong.TOO_SHORT),
        ("555-0123", Wrong.NO_AREA),
        ("212 555 01234", Wrong.TOO_LONG),
        ("+999 123 4567", Wrong.NO_COUNTRY),
        ("023 555 0123", Wrong.NOT_IN_USE),
        ("800 555 0199", Wrong.COSTLY),
        ("900 555 0123", Wrong.COSTLY),
        ("9" * 4000, Wrong.NO_NUMBER),
    ],
)
def test_a_number_that_cannot_be_called_is_told_why(typed: str, why: Wrong) -> None:
    found = read(typed, "US")
    assert found is why or (len(typed) > 40 and isinstance(found, Wrong))


@pytest.mark.parametrize("digits", ["12125550123", "+12125550123", "2125550123"])
def test_a_card_is_read_with_its_plus_and_without(digits: str) -> None:
    assert from_card(digits, "US") == GOOD


def test_the_example_can_be_called_and_only_the_end_is_shown() -> None:
    assert isinstance(read(example("US"), "US"), Phone)
    assert isinstance(read(example("nowhere"), "US"), Phone)
    assert ending(GOOD.e164) == "23"
    assert shown(GOOD.e164) == GOOD.shown
