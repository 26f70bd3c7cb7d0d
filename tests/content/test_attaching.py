"""Phrasings are put into files as a curator would, if the check passes with them."""

from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from bot.content.attaching import attach
from bot.content.loader import load

REAL = Path(__file__).parents[2] / "knowledge"
TODAY = date(2026, 11, 25)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(copytree(REAL, tmp_path / "knowledge"))


def test_a_phrasing_becomes_one_more_line(folder: Path) -> None:
    before = load(folder).entries["what-is-peer-support"].text["es"].phrasings

    assert attach(folder, "what-is-peer-support", "es", "apoyo de un igual", today=TODAY) == ()

    after = load(folder).entries["what-is-peer-support"].text["es"].phrasings
    assert after == (*before, "apoyo de un igual")


def test_a_phrasing_that_another_entry_has_is_refused_and_nothing_is_written(
    folder: Path,
) -> None:
    taken = load(folder).entries["i-relapsed"].text["en"].question
    file = next((folder / "faq").glob("*/what-is-peer-support.yaml"))
    before = file.read_text()

    assert attach(folder, "what-is-peer-support", "en", taken, today=TODAY)
    assert file.read_text() == before


def test_an_entry_that_is_not_there_is_said(folder: Path) -> None:
    with pytest.raises(LookupError):
        attach(folder, "no-such", "en", "hello there", today=TODAY)
