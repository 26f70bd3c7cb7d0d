"""The rules of tone and length hold for what peers, and the line for them, say."""

from typing import Any

import pytest

from tests.content.builders import Files, choice, peers, rehearsal, said
from tests.content.lint.asking import answer, told

SPOKEN = "Call now!"
WHOLE = peers()


def loud(**more: Any) -> dict[str, Any]:
    return {**said("x"), "en": SPOKEN, **more}


LINES = [{"says": said("x"), "note": said("x"), "hard": "true"}] * 5


@pytest.mark.parametrize(
    ("name", "data", "key"),
    [
        pytest.param("topics", [choice("a", label=loud()), choice("b"), choice("c")],
                     "1.label.en", id="topic"),
        pytest.param("wishes", [choice("a", label=loud())], "1.label.en", id="wish"),
        pytest.param("replies", [choice("a", text=loud())], "1.text.en", id="reply"),
        pytest.param("trainings", [choice("a", label=loud(), required="true")],
                     "1.label.en", id="training"),
        pytest.param("boundary", loud(), "en", id="boundary card"),
        pytest.param("debrief", [{**WHOLE["debrief"][0], "ask": loud()}, *WHOLE["debrief"][1:]],
                     "1.ask.en", id="debrief"),
        pytest.param("rehearsal", rehearsal(intro=loud()), "intro.en", id="intro"),
        pytest.param("rehearsal", rehearsal(outro=loud()), "outro.en", id="outro"),
        pytest.param("rehearsal", rehearsal(lines=[{**LINES[0], "says": loud()}, *LINES[1:]]),
                     "lines.1.says.en", id="line"),
        pytest.param("rehearsal", rehearsal(lines=[{**LINES[0], "note": loud()}, *LINES[1:]]),
                     "lines.1.note.en", id="note"),
    ],
)  # fmt: skip
def test_no_exclamation_mark_stands_in(files: Files, name: str, data: object, key: str) -> None:
    files.put(f"peers/{name}.yaml", data)

    assert [(one.file, one.key) for one in told(files, "calm")] == [
        (f"knowledge/peers/{name}.yaml", key)
    ]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        pytest.param("Take 10 mg in the morning.", "doses", id="dose"),
        pytest.param("Call me at 555-123-4567.", "phones", id="number"),
        pytest.param("See {emergency}.", "placeholders", id="braces"),
        pytest.param("This is `it`.", "marks", id="marks"),
        pytest.param("I won't tell anyone.", "promises", id="secrecy"),
    ],
)
def test_a_reply_must_not_say(files: Files, text: str, rule: str) -> None:
    files.put("peers/replies.yaml", [choice("a", text=said(text))])

    assert {one.key for one in told(files, rule)} >= {"1.text.en"}


@pytest.mark.parametrize(("length", "findings"), [(900, 0), (901, 1)])
def test_a_reply_fits_on_one_screen(files: Files, length: int, findings: int) -> None:
    files.put("peers/replies.yaml", [choice("a", text={"en": "a" * length, "es": "b"})])

    assert len(told(files, "text-length")) == findings


@pytest.mark.parametrize(("length", "findings"), [(60, 0), (61, 1)])
def test_a_label_fits_on_its_button(files: Files, length: int, findings: int) -> None:
    files.put("peers/wishes.yaml", [choice("a", label={"en": "a" * length, "es": "b"})])

    assert len(told(files, "text-length")) == findings


def test_a_reply_that_is_hard_to_read_is_mentioned(files: Files) -> None:
    hard = " ".join(["Institutional heterogeneity necessitates organisational deliberation"] * 8)
    files.put("peers/replies.yaml", [choice("a", text={"en": f"{hard}.", "es": "b"})])

    assert [one.severity for one in told(files, "reading")] == ["warning"]


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "I won't tell anyone."),
        ("en", "I will keep it secret."),
        ("en", "It stays between us."),
        ("es", "No se lo diré a nadie."),
        ("es", "Esto queda entre nosotros."),
        ("es", "Voy a guardar tu secreto."),
    ],
)
def test_nobody_promises_secrecy(files: Files, lang: str, sentence: str) -> None:
    files.put("faq/basics/peer-support.yaml", answer(sentence, lang=lang))

    assert [one.key for one in told(files, "promises")] == [f"{lang}.answer"]


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "I can't promise that it stays between us."),
        ("en", "The space between us is small."),
        ("es", "No puedo prometer que queda entre nosotros."),
        ("es", "Fueron dos meses entre nosotros."),
    ],
)
def test_that_secrecy_is_not_promised_may_be_said(files: Files, lang: str, sentence: str) -> None:
    files.put("faq/basics/peer-support.yaml", answer(sentence, lang=lang))

    assert told(files, "promises") == []
