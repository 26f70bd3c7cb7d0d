"""The shelf keeps the last good set, whatever is done to the files."""

import os
from datetime import UTC, datetime
from itertools import count

import pytest

from bot.content.findings import ContentError
from bot.content.shelf import Shelf
from tests.content.builders import Files, entry

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def shelf(files: Files) -> Shelf:
    days = count(1)
    return Shelf(files.root, lambda: NOON.replace(day=next(days)))


def test_has_what_is_in_the_folder(files: Files) -> None:
    assert list(shelf(files).knowledge.entries) == ["peer-support"]


def test_cannot_begin_without_a_good_set(files: Files) -> None:
    files.remove("faq/groups.yaml")

    with pytest.raises(ContentError):
        shelf(files)


def test_a_reload_puts_the_new_set_in_service(files: Files) -> None:
    ours = shelf(files)
    files.put("faq/basics/meetings.yaml", entry("a meeting", "una reunión"))

    ours.reload()

    assert set(ours.knowledge.entries) == {"peer-support", "meetings"}
    assert (ours.stock.number, ours.stock.read_at.day) == (2, 2)


def test_a_bad_edit_leaves_the_good_set_in_service(files: Files) -> None:
    ours = shelf(files)
    before = ours.stock
    files.put("faq/basics/peer-support.yaml", "audience: nobody")

    with pytest.raises(ContentError, match="things to mend"):
        ours.reload()

    assert ours.stock is before


def test_a_mended_edit_comes_into_service(files: Files) -> None:
    ours = shelf(files)
    files.put("texts/en.yaml", "a: b: c")
    with pytest.raises(ContentError):
        ours.reload()
    files.put("texts/en.yaml", (files.root / "texts/es.yaml").read_text(encoding="utf-8"))

    ours.reload()

    assert ours.knowledge.texts.say("language.name", "en") == "es"


@pytest.mark.parametrize(
    "path",
    [pytest.param("texts/en.yaml", id="old file"), pytest.param("helplines/ca.yaml", id="new")],
)
def test_sees_a_written_file(files: Files, path: str) -> None:
    ours = shelf(files)

    files.put(path, "x: y\n")

    assert ours.changed()


def test_sees_a_file_of_the_same_size_by_its_time(files: Files) -> None:
    ours = shelf(files)

    os.utime(files.root / "texts/en.yaml", (1, 1))

    assert ours.changed()


def test_sees_a_file_that_went_away(files: Files) -> None:
    ours = shelf(files)

    files.remove("articles/first-week.en.md")

    assert ours.changed()


def test_sees_nothing_in_an_editor_s_own_files(files: Files) -> None:
    ours = shelf(files)

    files.put("texts/.en.yaml.swp", "x")

    assert not ours.changed()


def test_does_not_try_a_bad_edit_again_until_it_changes(files: Files) -> None:
    ours = shelf(files)
    files.put("texts/en.yaml", "a: b: c")
    with pytest.raises(ContentError):
        ours.reload()

    assert not ours.changed()
