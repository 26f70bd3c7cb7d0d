"""How we speak: each rule tells, and is silent about the next to it."""

import pytest

from tests.content.builders import Files, article, cards, entry, helpline, pack, texts
from tests.content.lint.asking import ENTRY, answer, told

AVOID = [
    {
        "term": "addict",
        "say": "person in recovery",
        "severity": "error",
        "allow": ["Addict Inc"],
    },
    {"term": "tough love", "say": "care with limits", "severity": "warn"},
]


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        pytest.param("You can do it!", "calm", id="exclamation mark"),
        pytest.param("Well done 🎉", "calm", id="party"),
        pytest.param("Take it 💊", "calm", id="pill"),
        pytest.param("See [this](https://a.org).", "marks", id="link"),
        pytest.param("This is *so* good.", "marks", id="single stars"),
        pytest.param("This is __so__ good.", "marks", id="underscores"),
        pytest.param("This is <b>so</b> good.", "marks", id="html"),
        pytest.param("Type `this`.", "marks", id="back quotes"),
        pytest.param("\n\n# More\n\nText.", "marks", id="heading"),
        pytest.param("\n\n  - an item", "marks", id="list set in"),
        pytest.param("This is **so good.", "marks", id="open bold"),
        pytest.param("It is 100% private.", "promises", id="percent"),
        pytest.param("Guaranteed.", "promises", id="guarantee"),
        pytest.param("Talking always works.", "promises", id="always"),
        pytest.param("This is a cure.", "promises", id="cure"),
        pytest.param("Call {emergency}.", "placeholders", id="braces in an answer"),
    ],
)
def test_an_answer_must_not_say(files: Files, sentence: str, rule: str) -> None:
    files.put(ENTRY, answer(sentence))

    assert [(one.key, one.severity) for one in told(files, rule)] == [("en.answer", "error")]


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        pytest.param("You can do it.", "calm", id="calm"),
        pytest.param("It grows 🌱", "calm", id="quiet emoji"),
        pytest.param("Read **this** at https://a.org/b_c_d.", "marks", id="bold and address"),
        pytest.param("\n\n1. One\n2. Two", "marks", id="numbered list"),
        pytest.param("No treatment is guaranteed to work.", "promises", id="no guarantee"),
        pytest.param("There is no cure, but many people get well.", "promises", id="no cure"),
        pytest.param("Nothing here is 100% private, and it isn't a cure.", "promises", id="isn't"),
        pytest.param("They said “it always works”.", "promises", id="quoted"),
    ],
)
def test_an_answer_may_say(files: Files, sentence: str, rule: str) -> None:
    files.put(ENTRY, answer(sentence))

    assert told(files, rule) == []


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        pytest.param("¡Sí se puede!", "calm", id="exclamation marks"),
        pytest.param("Está garantizado.", "promises", id="guarantee"),
        pytest.param("Esto te cura.", "promises", id="cure"),
    ],
)
def test_a_spanish_answer_must_not_say(files: Files, sentence: str, rule: str) -> None:
    files.put(ENTRY, answer(sentence, lang="es"))

    assert [one.key for one in told(files, rule)] == ["es.answer"]


@pytest.mark.parametrize("sentence", ["No hay cura.", "Nadie lo garantiza."])
def test_a_spanish_answer_may_deny_a_promise(files: Files, sentence: str) -> None:
    files.put(ENTRY, answer(sentence, lang="es"))

    assert told(files, "promises") == []


@pytest.mark.parametrize(
    ("sentence", "severities"),
    [
        pytest.param("Addicts come here.", ["error"], id="plural and capital"),
        pytest.param("Tough love hurts.", ["warning"], id="warning"),
        pytest.param("The word “addict” hurts.", [], id="quoted"),
        pytest.param("Addict Inc helps.", [], id="allowed name"),
        pytest.param("Addiction is an illness.", [], id="another word"),
    ],
)
def test_terms_to_avoid(files: Files, sentence: str, severities: list[str]) -> None:
    files.put("words/en.yaml", {"avoid": AVOID})
    files.put(ENTRY, answer(sentence))

    assert [one.severity for one in told(files, "person-first")] == severities


def test_people_may_say_what_we_avoid(files: Files) -> None:
    made = entry()
    made["en"]["phrasings"][0] = "is my son an addict"
    files.put("words/en.yaml", {"avoid": AVOID})
    files.put(ENTRY, made)

    assert told(files, "person-first") == []


@pytest.mark.parametrize(
    ("path", "data"),
    [
        pytest.param("articles/first-week.en.md", article(body="## Hi\n\nYes!\n"), id="article"),
        pytest.param("cards/en.yaml", cards(help={"first": ["Now!"], "third": ["x"]}), id="card"),
        pytest.param("texts/en.yaml", texts(sorry="Sorry!"), id="sentence"),
        pytest.param("faq/groups.yaml", [{"id": "basics", "title": {"en": "Yes!", "es": "B"}}],
                     id="group"),
        pytest.param("helplines/us.yaml",
                     pack(helplines=[helpline(about={"en": "Call!", "es": "Llama."})]),
                     id="helpline"),
    ],
)  # fmt: skip
def test_rules_of_tone_hold_everywhere(files: Files, path: str, data: object) -> None:
    files.put(path, data)

    assert [one.file for one in told(files, "calm")] == [f"knowledge/{path}"]
