"""The patterns as a clinician reads them."""

from pathlib import Path

import pytest

from bot.app.reviewing import plain, review
from bot.content.findings import ContentError
from tests.domain.patterns import ROOT, rows


@pytest.mark.parametrize(
    ("phrase", "told"),
    [
        ("i ..3 (overdosed|od)", "i … (overdosed or od)"),
        ("{who} & {resp}", "‹who› AND NEARBY ‹resp›"),
        ("want [really] to die", "want (perhaps really) to die"),
        ("/ help /", "(edge of the sentence) help (edge of the sentence)"),
        ("! took it", "took it (no guard may cancel this)"),
    ],
    ids=["gap and choice", "together", "optional", "edge", "hard"],
)
def test_a_phrase_is_told_in_words(phrase: str, told: str) -> None:
    assert plain(phrase) == told


def test_every_pattern_is_printed_with_its_examples_and_a_place_to_sign() -> None:
    printed = "\n".join(review(ROOT / "knowledge"))

    for row in rows():
        assert f"\n{row['id']}\n" in printed
    assert printed.count("Sign here") == len(rows())


def test_a_folder_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentError):
        list(review(tmp_path))
