"""Words spelled out, stemmed, and joined into concepts."""

import pytest

from bot.domain.knowledge import Language, Words
from bot.domain.terms import Reader


def read(text: str, language: Language = "en", words: Words | None = None) -> list[str]:
    reader = Reader.of(language, words or Words({}, {}))
    return [token.word for token in reader.read(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("don't", ["do", "not"], id="a contraction"),
        pytest.param("can't won't", ["can", "not", "will", "not"], id="irregular ones"),
        pytest.param("he's", ["he"], id="an s is no word"),
        pytest.param("o'clock", ["o", "clock"], id="another apostrophe"),
        pytest.param("dont", ["do", "not"], id="the apostrophe left out"),
        pytest.param("r u ok", ["are", "you", "ok"], id="chat-speak"),
    ],
)
def test_spells_out(text: str, expected: list[str]) -> None:
    assert read(text) == expected


def test_spells_out_spanish_chat_speak() -> None:
    assert read("xq kiero", "es") == ["porque", "quiero"]


def test_the_curators_abbreviations_win_over_chat_speak() -> None:
    assert read("ur OD", words=Words({}, {"UR": "urine", "od": "overdose"})) == [
        "urine",
        "overdose",
    ]


def test_expressions_of_one_meaning_share_a_term() -> None:
    reader = Reader.of("en", Words({"naloxone": ("nose spray", "narcan")}, {}))
    terms = [set(reader.terms(reader.read(text))) for text in ("nose sprays", "narcan")]

    assert terms[0] & terms[1] == {"=naloxon"}


def test_a_group_that_repeats_an_expression_joins_the_first() -> None:
    reader = Reader.of("en", Words({"booze": ("liquor",), "liquor": ("spirits",)}, {}))

    assert "=booz" in reader.terms(reader.read("spirits"))


def test_neighbours_are_terms_too() -> None:
    reader = Reader.of("en")

    assert reader.terms(reader.read("cold turkey")) == ["cold", "turkey", "cold turkey"]


@pytest.mark.parametrize(
    "forms",
    [("dejar", "dejé", "dejando"), ("adicción", "adicciones"), ("medicacion", "medicaciones")],
)
def test_forms_of_a_spanish_word_share_a_stem(forms: tuple[str, ...]) -> None:
    reader = Reader.of("es")

    assert len({reader.read(form)[0].stem for form in forms}) == 1


def test_a_short_expression_at_the_end_counts_once_beside_a_longer_one() -> None:
    reader = Reader.of("en", Words({"bot": ("ai", "ai chat")}, {}))

    assert reader.terms(reader.read("is it ai")).count("=bot") == 1


def test_a_very_long_word_is_stemmed_like_any_other() -> None:
    long = "un" * 20 + "ending"

    assert Reader.of("en").read(long)[0].stem == long.removesuffix("ing")
