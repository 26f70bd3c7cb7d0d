"""From files to one value: what comes through, and what is said when it does not."""

from datetime import date
from typing import Any

import pytest

from bot.content.findings import ContentError
from bot.content.loader import load
from bot.domain.crisis import Kind, Tier
from bot.domain.knowledge import Audience
from tests.content.builders import Files, article, entry, helpline, pack, pattern

ENTRY = "faq/basics/peer-support.yaml"


def complaints(files: Files) -> list[str]:
    with pytest.raises(ContentError) as caught:
        load(files.root)
    return [str(one) for one in caught.value.complaints]


def changed(at: str, value: Any, **more: Any) -> dict[str, Any]:
    """Return an entry whose value at the dotted path is another."""
    made: dict[str, Any] = entry(**more)
    *path, last = at.split(".")
    inner = made
    for part in path:
        inner = inner[part]
    inner[last] = value
    return made


def test_an_entry_comes_through_whole(files: Files) -> None:
    files.put(ENTRY, entry(audience="family", guard="overdose", card="overdose"))

    found = load(files.root).entries["peer-support"]

    assert (found.group, found.audience, found.guard) == ("basics", Audience.FAMILY, "overdose")
    assert found.card is Kind.OVERDOSE
    assert found.text["es"].question == "¿Qué es apoyo de pares?"
    assert len(found.text["en"].phrasings) == 6


def test_null_and_nothing_mean_none(files: Files) -> None:
    files.put(ENTRY, entry(guard="null", card=""))

    found = load(files.root).entries["peer-support"]

    assert (found.guard, found.card) == (None, None)


def test_an_article_is_cut_into_pages_at_its_headings(files: Files) -> None:
    text = load(files.root).articles["first-week"].text["es"]

    assert text.title == "Title es"
    assert [(page.heading, page.body) for page in text.pages] == [
        ("One", "Some text."),
        ("Two", "More text."),
    ]


def test_a_pack_knows_its_country_and_its_dates(files: Files) -> None:
    found = load(files.root).packs["US"]

    assert found.slots["es"]["emergency"] == "911"
    assert found.helplines[0].verified_on == date(2026, 11, 20)


def test_a_helpline_knows_its_hours_and_its_other_ways(files: Files) -> None:
    both = {"en": "Text 988", "es": "Mensaje al 988"}
    row = helpline(text=both, hours={"en": "day and night", "es": "a toda hora"})
    files.put("helplines/us.yaml", pack(helplines=[row]))

    found = load(files.root).packs["US"].helplines[0]
    assert [way["es"] for way in found.other_ways] == ["Mensaje al 988"]
    assert found.hours is not None
    assert found.hours["en"] == "day and night"
    assert found.languages is None


@pytest.mark.parametrize(("said", "meant"), [("true", True), ("no", False), ("False", False)])
def test_verified_is_a_plain_yes_or_no(files: Files, said: str, meant: bool) -> None:  # noqa: FBT001
    files.put("helplines/us.yaml", pack(helplines=[helpline(verified=said)]))

    assert load(files.root).packs["US"].helplines[0].verified is meant


def test_patterns_carry_the_slots_of_their_file(files: Files) -> None:
    row = pattern(person="third", tier="emergency", say=["{kin} wants to die"], unless=["dice"])
    files.put("crisis/en.yaml", {"slots": {"kin": ["my son", "my dad"]}, "patterns": [row]})

    found = load(files.root).patterns[0]

    assert (found.tier, found.third_person, found.unless) == (Tier.EMERGENCY, True, ("dice",))
    assert found.slots == {"kin": ("my son", "my dad")}


def test_cards_keep_their_blank_lines(files: Files) -> None:
    lines = load(files.root).cards[Kind.HELP].first["en"]

    assert lines == ("Call {emergency}.", "", "Or call {crisis_call}.")


def test_word_lists_come_through(files: Files) -> None:
    files.put(
        "words/en.yaml", {"synonyms": {"naloxone": ["narcan"]}, "abbreviations": {"u": "you"}}
    )

    words = load(files.root).words["en"]

    assert (words.synonyms, words.abbreviations) == ({"naloxone": ("narcan",)}, {"u": "you"})


def test_too_few_phrasings_say_how_many_to_add(files: Files) -> None:
    files.put(ENTRY, changed("es.phrasings", ["uno", "dos", "tres", "cuatro"]))

    (told,) = complaints(files)

    assert told.startswith("knowledge/faq/basics/peer-support.yaml:")
    assert told.endswith("es.phrasings: has 4, needs 6 to 20: add 2 more ways people ask this")


@pytest.mark.parametrize(
    ("at", "value", "told"),
    [
        pytest.param("answr", "x",
                     "answr: is not a key of this file: did you mean `answer`?", id="typo"),
        pytest.param("zzz", "x", "zzz: is not a key of this file: remove it", id="unknown key"),
        pytest.param("audience", "parents",
                     "write one of recovery, family, all", id="no audience"),
        pytest.param("guard", "doses", "write one of mixing, dose, taper", id="no guard"),
        pytest.param("card", "od", "card: is 'od': write one of overdose,", id="no kind"),
        pytest.param("en.question", "  ", "en.question: is empty", id="blank"),
        pytest.param("en.question", ["x"], "en.question: is a list: it needs text", id="list"),
        pytest.param("en.question", {"x": "y"},
                     "en.question: is keys ('x'): it needs text", id="keys"),
        pytest.param("en", "x", "en: is 'x': it needs keys", id="text for keys"),
        pytest.param("see_also", "x", "see_also: is 'x': it needs a list", id="text for a list"),
        pytest.param("see_also", ["Two Words"], "see_also.1: is 'Two Words': use small", id="id"),
        pytest.param("sources", [],
                     "sources: has 0, needs at least 1: add 1 more", id="no source"),
        pytest.param("sources", [{"what": "A", "url": "www.a.org"}],
                     "sources.1.url: is", id="url"),
        pytest.param("reviewed.next", "May 2027", "write a date as year-month-day", id="date"),
        pytest.param("reviewed.next", "null", "reviewed.next: is 'null'", id="no next review"),
        pytest.param("en.examples", ["a", "b"],
                     "en.examples: has 2, needs at least 5", id="examples"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_told_with_its_key_and_mend(
    files: Files, at: str, value: Any, told: str
) -> None:
    files.put(ENTRY, changed(at, value))

    (complaint,) = complaints(files)

    assert told in complaint


def test_a_missing_key_is_told(files: Files) -> None:
    made = entry()
    del made["es"]["answer"]
    files.put(ENTRY, made)

    (told,) = complaints(files)

    assert told.endswith("es.answer: is missing: add it")


def test_every_complaint_is_told_not_only_the_first(files: Files) -> None:
    files.put(ENTRY, changed("audience", "x", guard="y"))
    files.put("texts/es.yaml", "a: b: c")
    files.remove("words/en.yaml")

    assert len(complaints(files)) == 4


def test_a_long_value_is_cut(files: Files) -> None:
    files.put(ENTRY, changed("audience", "word " * 50))

    (told,) = complaints(files)

    assert len(told) < 200
    assert "…'" in told


@pytest.mark.parametrize(
    "path",
    ["faq/groups.yaml", "texts/en.yaml", "cards/es.yaml", "crisis/es.yaml", "words/es.yaml"],
)
def test_a_file_that_must_be_there_is_missed(files: Files, path: str) -> None:
    files.remove(path)

    assert f"knowledge/{path}: is missing: add the file" in complaints(files)


@pytest.mark.parametrize(
    ("path", "told"),
    [
        pytest.param("faq/basics/other.yml", "is not read from here", id="ending"),
        pytest.param("faq/other.yaml", "is not read from here", id="no group"),
        pytest.param("texts/fr.yaml", "is no language we have: en, es", id="language"),
        pytest.param("articles/first-week.fr.md", "needs a name like", id="article's language"),
    ],
)
def test_a_file_that_nobody_would_read_is_told(files: Files, path: str, told: str) -> None:
    files.put(path, "{}")

    assert any(told in one for one in complaints(files))


def test_a_file_in_another_encoding_is_told(files: Files) -> None:
    (files.root / ENTRY).write_bytes("audience: adicción".encode("latin-1"))

    (told,) = complaints(files)

    assert told.endswith("is not saved as UTF-8: save it again with that encoding")


def test_a_byte_order_mark_and_windows_lines_are_nothing_to_mend(files: Files) -> None:
    for path in (ENTRY, "articles/first-week.en.md"):
        text = (files.root / path).read_text(encoding="utf-8").replace("\n", "\r\n")
        (files.root / path).write_bytes(b"\xef\xbb\xbf" + text.encode())

    knowledge = load(files.root)

    assert "\r" not in knowledge.entries["peer-support"].text["en"].answer
    assert knowledge.articles["first-week"].text["en"].pages[0].body == "Some text."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("# Title\n", "needs a first line of three dashes", id="no front matter"),
        pytest.param("---\ntitle: x\n", "needs a second line of three dashes", id="open"),
        pytest.param(article(body="Some text.\n"), "needs a line `## Heading`", id="no heading"),
        pytest.param(article(body="## A\n\n## B\n\nx\n"), "no text under `## A`", id="empty page"),
    ],
)
def test_an_article_out_of_shape_is_told(files: Files, text: str, told: str) -> None:
    files.put("articles/first-week.es.md", text)

    assert any(told in one for one in complaints(files))


def test_a_complaint_about_front_matter_names_the_line_of_the_file(files: Files) -> None:
    text = article("es").replace("audience: all", "audience: al")
    line = text.split("\n").index("audience: al") + 1
    files.put("articles/first-week.es.md", text)

    (told,) = complaints(files)

    assert told.startswith(f"knowledge/articles/first-week.es.md:{line}: audience: is 'al'")
