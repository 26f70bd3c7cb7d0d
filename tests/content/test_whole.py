"""Files that are each sound and do not fit together."""

from typing import Any

import pytest

from bot.content.findings import ContentError
from bot.content.loader import load
from tests.content.builders import Files, article, cards, entry, helpline, pack, pattern, texts

ENTRY = "faq/basics/peer-support.yaml"


def complaints(files: Files) -> list[str]:
    with pytest.raises(ContentError) as caught:
        load(files.root)
    return [str(one) for one in caught.value.complaints]


def without(card: str) -> dict[str, Any]:
    return {kind: lines for kind, lines in cards().items() if kind != card}


def spoiled(key: str, sentence: str) -> dict[str, str]:
    return texts(**{key: sentence})


GROUP = {"id": "basics", "title": {"en": "A", "es": "B"}}
NO_SLOT = {"en": {"emergency": "911"}, "es": {"emergency": "911", "crisis_call": "988"}}


@pytest.mark.parametrize(
    ("path", "data", "told"),
    [
        pytest.param("faq/strange/an-entry.yaml", entry(), "which groups.yaml lacks", id="group"),
        pytest.param("faq/basics/An_Entry.yaml", entry(), "is named 'An_Entry'", id="name"),
        pytest.param(f"faq/basics/{'a' * 51}.yaml", entry(), "at most 50", id="long name"),
        pytest.param(ENTRY, entry(see_also=["pear-support"]), "no other entry", id="see also"),
        pytest.param(ENTRY, entry(see_also=["peer-support"]), "no other entry", id="itself"),
        pytest.param("faq/groups.yaml", [GROUP, GROUP],
                     "'basics' is there twice", id="group twice"),
        pytest.param("articles/other.en.md", article(), "in one language only", id="one language"),
        pytest.param("cards/en.yaml", without("help"), "help: is missing", id="card"),
        pytest.param("cards/en.yaml", cards(help={"first": ["{crysis_call}"], "third": ["x"]}),
                     "help.first.1: names {crysis_call}, which no country has: did you mean"
                     " 'crisis_call'?", id="card's slot"),
        pytest.param("helplines/us.yaml", pack(slots=NO_SLOT), "slots.en.crisis_call", id="slot"),
        pytest.param("helplines/usa.yaml", pack(),
                     "needs a name of two small letters", id="country"),
        pytest.param("helplines/us.yaml", pack(helplines=[helpline(), helpline()]),
                     "'lifeline' is there twice", id="helpline twice"),
        pytest.param("cards/en.yaml", cards(od={"first": ["x"], "third": ["x"]}),
                     ": od: is 'od': write one of overdose", id="no such kind"),
        pytest.param("crisis/es.yaml", {"patterns": [pattern(unless=["a | b"])]},
                     "patterns.1.unless.1: is 'a | b', which cannot be read", id="harmless shape"),
        pytest.param("crisis/es.yaml", {"patterns": [pattern(id="wants-to-die-en")]},
                     "'wants-to-die-en' is there twice", id="pattern twice"),
        pytest.param("crisis/es.yaml", {"patterns": [pattern(say=["(want|wish"])]},
                     "patterns.1.say.1: is '(want|wish', which cannot be read", id="phrase"),
        pytest.param("crisis/es.yaml", {"patterns": [pattern()], "slots": {"kin": ["my ["]}},
                     "slots.kin.1: is 'my [', which cannot be read", id="slot's phrase"),
        pytest.param("texts/en.yaml", spoiled("sorry", " "), "sorry: is empty", id="no sentence"),
        pytest.param("texts/en.yaml", spoiled("sorry", "So {sad}."), "names {sad}", id="unfilled"),
        pytest.param("texts/en.yaml", spoiled("unknown", "{emergency}"),
                     "write it out", id="none"),
        pytest.param("texts/en.yaml", spoiled("first_screen", "Hi."),
                     "must name {emergency}", id="must"),
        pytest.param("texts/en.yaml", spoiled("sorry", "a { b"),
                     "without its partner", id="brace"),
        pytest.param("texts/en.yaml", spoiled("sorry", "{emergency!r}"),
                     "one plain name", id="spec"),
        pytest.param("texts/en.yaml", spoiled("sorry", "{0}"), "one plain name", id="number"),
        pytest.param("texts/en.yaml", spoiled("extra", "x"), "extra: is in the other", id="key"),
    ],
)  # fmt: skip
def test_files_that_do_not_fit_together_are_told(
    files: Files, path: str, data: object, told: str
) -> None:
    files.put(path, data)

    assert any(told in one for one in complaints(files))


def test_two_entries_of_one_name_are_told(files: Files) -> None:
    files.put("faq/groups.yaml", [GROUP, {**GROUP, "id": "more"}])
    files.put("faq/more/peer-support.yaml", entry())

    assert sum("has the name of another entry" in one for one in complaints(files)) == 2


def test_an_entry_that_cannot_be_read_is_not_missed_by_see_also(files: Files) -> None:
    files.put(ENTRY, entry(see_also=["other"]))
    files.put("faq/basics/other.yaml", "a: b: c")

    (told,) = complaints(files)

    assert "other.yaml" in told


def test_the_list_of_known_words_holds_no_phrases(files: Files) -> None:
    files.put("crisis/es.yaml", {"slots": {"known": ["w/o (sic"]}, "patterns": [pattern()]})

    assert load(files.root).patterns[1].slots == {"known": ("w/o (sic",)}


def test_a_folder_without_a_country_is_told(files: Files) -> None:
    files.remove("helplines/us.yaml")

    assert "knowledge/helplines: holds no country: add one, like us.yaml" in complaints(files)
