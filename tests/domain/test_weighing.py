"""Evidence becomes chances that add up to one."""

import numpy as np
import pytest

from bot.domain.weighing import Feature, Weighing

PLAIN = Weighing({"near": Feature(0.0, 1.0, 1.0)}, {"always": Feature(0.0, 1.0, 0.0)})


def test_chances_of_all_entries_and_of_none_are_one() -> None:
    likely, nothing = PLAIN.likely({"near": np.array([3.0, 1.0, -2.0])}, {"always": 1.0})

    assert likely.sum() + nothing == pytest.approx(1)
    assert likely.tolist() == sorted(likely, reverse=True)


def test_more_of_what_counts_makes_an_entry_likelier() -> None:
    little, _ = PLAIN.likely({"near": np.array([1.0, 0.0])}, {"always": 1.0})
    much, _ = PLAIN.likely({"near": np.array([2.0, 0.0])}, {"always": 1.0})

    assert much[0] > little[0]


def test_doubt_takes_from_all_entries() -> None:
    doubting = Weighing(PLAIN.entry, {"always": Feature(0.0, 1.0, 50.0)})

    likely, nothing = doubting.likely({"near": np.array([3.0, 1.0])}, {"always": 1.0})

    assert nothing == pytest.approx(1)
    assert likely.max() < 1e-9


def test_evidence_counts_from_where_it_usually_is() -> None:
    shifted = Weighing({"near": Feature(10.0, 2.0, 1.0)}, PLAIN.nothing)

    assert shifted.contributions({"near": 14.0}) == [("near", 2.0)]


def test_great_evidence_does_not_overflow() -> None:
    likely, nothing = PLAIN.likely({"near": np.array([1e6, 0.0])}, {"always": 1.0})

    assert (likely[0], nothing) == (1.0, 0.0)
