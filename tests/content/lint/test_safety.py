"""Doses, numbers, and sensitive answers."""

import pytest

from tests.content.builders import Files, entry, helpline, pack
from tests.content.lint.asking import ENTRY, answer, told


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        pytest.param("Take 8 mg of buprenorphine.", "doses", id="milligrams"),
        pytest.param("8mg a day is usual.", "doses", id="milligrams without a drug's name"),
        pytest.param("Two pills are enough.", "doses", id="pills"),
        pytest.param("Have 3 beers instead.", "doses", id="drinks"),
        pytest.param("Cut down by 10% every week.", "doses", id="taper"),
        pytest.param("Reduce it by a quarter each day.", "doses", id="taper in words"),
        pytest.param("Call 1-800-555-0199 now.", "phones", id="number"),
        pytest.param("Call (212) 555 0199 now.", "phones", id="number with brackets"),
        pytest.param("Call **999**.", "phones", id="short number"),
        pytest.param("Text HELLO to 741741.", "phones", id="keyword"),
        pytest.param("**211** is a free service.", "phones", id="bold number without a verb"),
    ],
)
def test_an_answer_must_not_say(files: Files, sentence: str, rule: str) -> None:
    files.put(ENTRY, answer(sentence))

    assert [(one.key, one.severity) for one in told(files, rule)] == [("en.answer", "error")]


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        pytest.param("Naloxone spray comes as 4 mg.", "doses", id="naloxone"),
        pytest.param("Get two doses, wait 3 minutes.", "doses", id="minutes"),
        pytest.param("Read 3 lines a day.", "doses", id="no drug"),
        pytest.param("Ask how to take fewer pills each day.", "doses", id="no amount"),
        pytest.param("Call 911, or 1-800-662-4357.", "phones", id="known numbers"),
        pytest.param("In 2019-2023, 1,200 of 20.000 people came 24/7.", "phones", id="no numbers"),
        pytest.param("About 10 to 100 people came on 2026-11-24.", "phones", id="amounts"),
    ],
)
def test_an_answer_may_say(files: Files, sentence: str, rule: str) -> None:
    files.put(ENTRY, answer(sentence))

    assert told(files, rule) == []


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        pytest.param("Toma dos pastillas.", "doses", id="pills"),
        pytest.param("Baja 10 por ciento cada semana.", "doses", id="taper"),
        pytest.param("Llama al 999.", "phones", id="short number"),
    ],
)
def test_a_spanish_answer_must_not_say(files: Files, sentence: str, rule: str) -> None:
    files.put(ENTRY, answer(sentence, lang="es"))

    assert [one.key for one in told(files, rule)] == ["es.answer"]


def test_a_number_of_an_unverified_helpline_is_no_known_number(files: Files) -> None:
    row = helpline(contact={"en": "Call 1-800-555-0199", "es": "x"}, verified="false")
    files.put("helplines/us.yaml", pack(helplines=[row]))
    files.put(ENTRY, answer("Call 1-800-555-0199."))

    assert len(told(files, "phones")) == 1


@pytest.mark.parametrize(
    ("changed", "severities"),
    [
        pytest.param({"guard": "overdose"}, ["error"], id="guard without card"),
        pytest.param({"guard": "self-harm"}, ["error"], id="self-harm without card"),
        pytest.param({"card": "overdose"}, ["warning"], id="grave card without guard"),
        pytest.param({"guard": "overdose", "card": "overdose"}, [], id="both"),
        pytest.param({"guard": "dose"}, [], id="guard that needs no card"),
        pytest.param({"card": "help"}, [], id="light card"),
    ],
)
def test_guard_and_card_go_together(
    files: Files, changed: dict[str, str], severities: list[str]
) -> None:
    files.put(ENTRY, entry(**changed))

    assert [one.severity for one in told(files, "guards")] == severities
