"""Which word somebody meant to type."""

import pytest

from bot.domain.typos import Speller

SPELLER = Speller(
    {"naloxone": 5, "methadone": 4, "overdose": 3, "car": 2, "cars": 2, "grief": 1, "dosing": 1}
)


def meant(word: str) -> list[str]:
    return [spelling.word for spelling in SPELLER.spellings(word)]


@pytest.mark.parametrize(
    ("word", "right"),
    [
        pytest.param("naloxne", "naloxone", id="a letter left out"),
        pytest.param("methadonne", "methadone", id="a letter too many"),
        pytest.param("ovredose", "overdose", id="two letters swapped"),
        pytest.param("nethadone", "methadone", id="a wrong first letter of a long word"),
        pytest.param("greif", "grief", id="a short word"),
    ],
)
def test_finds_the_word_that_was_meant(word: str, right: str) -> None:
    assert meant(word) == [right]


@pytest.mark.parametrize(
    "word",
    [
        pytest.param("losing", id="an everyday word"),
        pytest.param("bars", id="a short everyday word"),
        pytest.param("brief", id="a short word with another beginning"),
        pytest.param("cat", id="too short to tell"),
        pytest.param("overdose", id="right as it is"),
        pytest.param("12345", id="a number"),
        pytest.param("xyzzy", id="like nothing"),
    ],
)
def test_leaves_alone(word: str) -> None:
    assert meant(word) == []


def test_leaves_words_of_another_language_alone() -> None:
    assert Speller({"methadone": 1}, elsewhere={"metadona"}).spellings("metadona") == ()


def test_a_nearer_spelling_comes_first() -> None:
    best = Speller({"withdraw": 1, "withdrawal": 9}).spellings("withdrawl")

    assert [spelling.word for spelling in best] == ["withdrawal", "withdraw"]
    assert best[0].likeness >= best[1].likeness
