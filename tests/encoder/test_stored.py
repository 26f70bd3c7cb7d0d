"""Vectors of the knowledge base are read once."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from bot.domain.vectors import Vectors, directions
from bot.encoder.stored import StoppedError, StoredVectors


class Counting:
    """An encoder that keeps what it was asked."""

    role = "english"

    def __init__(self, name: str = "counting-1") -> None:
        self.name = name
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        rows = [[len(text), text.count("a"), 1.0] for text in texts]
        return directions(np.array(rows, np.float32))


def test_a_second_start_reads_nothing(tmp_path: Path) -> None:
    first = StoredVectors(Counting(), tmp_path)(["a cat", "a dog"])
    again = Counting()

    assert np.allclose(StoredVectors(again, tmp_path)(["a cat", "a dog"]), first, atol=1e-3)
    assert again.asked == []


def test_only_what_was_edited_is_read_again(tmp_path: Path) -> None:
    StoredVectors(Counting(), tmp_path)(["a cat", "a dog"])
    again = Counting()
    StoredVectors(again, tmp_path)(["a cat", "two dogs"])

    assert again.asked == ["two dogs"]


def test_what_was_taken_out_is_forgotten(tmp_path: Path) -> None:
    StoredVectors(Counting(), tmp_path)(["a cat", "a dog"])
    StoredVectors(Counting(), tmp_path)(["a cat", "two dogs"])
    again = Counting()
    StoredVectors(again, tmp_path)(["a dog"])

    assert again.asked == ["a dog"]


def test_other_weights_never_see_these_vectors(tmp_path: Path) -> None:
    StoredVectors(Counting("one"), tmp_path)(["a cat"])
    other = Counting("other")
    StoredVectors(other, tmp_path)(["a cat"])

    assert other.asked == ["a cat"]


def test_a_broken_file_is_read_anew(tmp_path: Path) -> None:
    (tmp_path / "vectors-counting-1.npz").write_bytes(b"half a file")
    again = Counting()

    assert StoredVectors(again, tmp_path)(["a cat"]).shape == (1, 3)
    assert again.asked == ["a cat"]


def test_nothing_is_kept_without_a_folder_and_a_folder_that_cannot_be_written_is_no_error(
    tmp_path: Path,
) -> None:
    (tmp_path / "file").write_text("")
    for folder in (None, tmp_path / "file" / "below"):
        assert len(StoredVectors(Counting(), folder)(["a cat", "a cat"])) == 2


def test_the_file_holds_no_words(tmp_path: Path) -> None:
    StoredVectors(Counting(), tmp_path)(["a secret cat"])

    assert b"secret" not in (tmp_path / "vectors-counting-1.npz").read_bytes()


def test_reading_much_is_given_up_when_the_line_stops(tmp_path: Path) -> None:
    stored = StoredVectors(Counting(), tmp_path, lambda: True)

    with pytest.raises(StoppedError):
        stored(["a cat"])
