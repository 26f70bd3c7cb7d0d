"""Beginning an entry from the template."""

import re
from datetime import date
from pathlib import Path

import pytest

from bot.content.findings import ContentError
from bot.content.loader import load
from bot.content.new_entry import Beginning, NewEntryError, begin, id_from
from bot.domain.knowledge import Audience
from tests.content.builders import Files

TODAY = date(2026, 11, 25)
TEMPLATE = Path(__file__).parents[2] / "knowledge" / "templates" / "entry.yaml"
NEW = Beginning(group="basics", question="Is it free?", pregunta="¿Es gratis?")


@pytest.fixture
def knowledge(files: Files) -> Files:
    files.put("templates/entry.yaml", TEMPLATE.read_text(encoding="utf-8"))
    return files


def changed(**parts: str) -> Beginning:
    known = {"group": NEW.group, "question": NEW.question, "pregunta": NEW.pregunta}
    return Beginning(**{**known, **parts})  # type: ignore[arg-type]


def test_the_file_stands_where_the_loader_looks(knowledge: Files) -> None:
    assert begin(knowledge.root, NEW, TODAY) == knowledge.root / "faq/basics/is-it-free.yaml"


def test_what_is_not_written_yet_keeps_it_out_of_service(knowledge: Files) -> None:
    begin(knowledge.root, NEW, TODAY)

    with pytest.raises(ContentError, match="put your own words in its place"):
        load(knowledge.root)


def test_once_every_text_is_written_it_is_an_entry(knowledge: Files) -> None:
    path = begin(knowledge.root, changed(question='Is "it" free: really?'), TODAY)
    numbers = iter(range(1000))
    text = re.sub(r"<write [^>]*>", lambda _: f"words {next(numbers)}", path.read_text())
    path.write_text(text)

    entry = load(knowledge.root).entries["is-it-free-really"]
    assert entry.text["en"].question == 'Is "it" free: really?'
    assert entry.text["es"].question == "¿Es gratis?"
    assert len(entry.text["es"].phrasings) == 6


def test_its_review_is_due_in_half_a_year(knowledge: Files) -> None:
    assert "next: 2027-05-24" in begin(knowledge.root, NEW, TODAY).read_text()


def test_the_audience_is_written_down(knowledge: Files) -> None:
    new = Beginning(group="basics", question="Is it?", pregunta="¿Es?", audience=Audience.FAMILY)

    assert begin(knowledge.root, new, TODAY).read_text().startswith("audience: family")


def test_an_entry_is_never_written_over(knowledge: Files) -> None:
    path = begin(knowledge.root, NEW, TODAY)
    path.write_text("mine")

    with pytest.raises(NewEntryError, match="is there already"):
        begin(knowledge.root, NEW, TODAY)
    assert path.read_text() == "mine"


def test_an_id_of_another_group_is_taken_too(knowledge: Files) -> None:
    knowledge.put(
        "faq/groups.yaml",
        [{"id": name, "title": {"en": name, "es": name}} for name in ("basics", "other")],
    )
    begin(knowledge.root, NEW, TODAY)

    with pytest.raises(NewEntryError, match="is there already"):
        begin(knowledge.root, changed(group="other"), TODAY)


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        pytest.param({"group": "nowhere"}, "There are: basics", id="no such group"),
        pytest.param({"entry_id": "Two Words"}, "cannot be an id", id="bad id"),
        pytest.param({"entry_id": "../up"}, "cannot be an id", id="another folder"),
        pytest.param({"entry_id": "a" * 51}, "at most 50", id="long id"),
        pytest.param({"question": "¿?"}, "cannot be an id", id="no words"),
    ],
)
def test_what_cannot_be_begun_is_said(knowledge: Files, parts: dict[str, str], told: str) -> None:
    with pytest.raises(NewEntryError, match=told):
        begin(knowledge.root, changed(**parts), TODAY)


def test_a_missing_template_is_said(files: Files) -> None:
    with pytest.raises(NewEntryError, match="is missing"):
        begin(files.root, NEW, TODAY)


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("What's peer support?", "whats-peer-support"),
        ("¿Qué es?", "que-es"),
        ("a " * 40, "-".join("a" * 24)),
    ],
)
def test_an_id_is_made_of_the_question(question: str, name: str) -> None:
    assert id_from(question) == name


@pytest.mark.parametrize("name", ["entry.yaml", "country.yaml"])
def test_templates_are_no_content(files: Files, name: str) -> None:
    files.put(f"templates/{name}", (TEMPLATE.parent / name).read_text(encoding="utf-8"))

    assert load(files.root).entries.keys() == {"peer-support"}


def test_the_template_for_a_country_holds_every_key_that_a_row_may_have(files: Files) -> None:
    text = (TEMPLATE.parent / "country.yaml").read_text(encoding="utf-8")
    filled = re.sub(r"<write [^>]*(day|2026)[^>]*>", "2026-11-25", text)
    filled = re.sub(r"<write the address[^>]*>", "https://example.org", filled)
    files.put("helplines/pt.yaml", re.sub(r"<write [^>]*>", "112", filled))

    assert load(files.root).packs["PT"].slots["en"]["emergency"] == "112"
