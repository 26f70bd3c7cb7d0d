"""How a message is folded and cut, one rule a test."""

import pytest

from bot.domain.danger_text import clauses, fold
from bot.domain.spelling import Spelling

SPELLING = Spelling(
    "i want to die kill myself killing suicide suicidal overdosed help please".split(),
    known=["suicides", "billing"],
)


def read(text: str) -> list[str]:
    return [" ".join(clause.split()[1:-1]) for clause in clauses(text, SPELLING)]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("DIE", "die", id="capitals"),
        pytest.param("ｄｉｅ", "die", id="full width"),
        pytest.param("sui\u00adci\u200bde", "suicide", id="invisible signs"),
        pytest.param("tomé añil", "tome anil", id="accents"),
        pytest.param("don’t", "don't", id="curly apostrophe"),
        pytest.param("dіе", "die", id="Cyrillic look-alikes"),
    ],
)
def test_signs_are_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("I'm dying", "i am dying", id="contraction"),
        pytest.param("im dying", "i am dying", id="contraction without its sign"),
        pytest.param("can't", "cannot", id="can't"),
        pytest.param("can not", "cannot", id="can not"),
        pytest.param("my self", "myself", id="my self"),
        pytest.param("mom's friend", "mom s friend", id="possessive"),
        pytest.param("wanna die", "want to die", id="chat form"),
        pytest.param("helllp", "help", id="stretched letters"),
        pytest.param("s u i c i d e", "suicide", id="spaced letters"),
        pytest.param("s.u.i.c.i.d.e", "suicide", id="dotted letters"),
        pytest.param("k i l l m y s e l f", "kill myself", id="spaced letters of two words"),
        pytest.param("k*ll", "kill", id="a masked letter"),
        pytest.param("su!c1de", "suicide", id="digits and signs for letters"),
        pytest.param("sucide", "suicide", id="one slip"),
        pytest.param("killimg", "killing", id="another slip"),
        pytest.param("overdossedd", "overdosed", id="two slips in a long word"),
        pytest.param("killmyself", "kill myself", id="lost space"),
        pytest.param("suicides billing", "suicides billing", id="known words stay"),
        pytest.param("dye", "dye", id="short words stay"),
    ],
)
def test_words_are_spelt_out(text: str, words: str) -> None:
    assert read(text) == [words]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("i am. help!", ["i am", "help"], id="stops"),
        pytest.param("not that but this", ["not that", "this"], id="contrast"),
        pytest.param("no, pero quiero", ["no", "quiero"], id="contrast in Spanish"),
        pytest.param("i want\nto die", ["i want | to die"], id="a new line is a pause"),
        pytest.param("i want... to die", ["i want | to die"], id="three dots are a pause"),
        pytest.param("3.5 and 1,000", ["3.5 and 1,000"], id="numbers stay whole"),
        pytest.param("i am ok and i cry", ["i am ok | and i cry"], id="a new thought is a pause"),
        pytest.param("?!", [], id="nothing"),
    ],
)
def test_a_message_is_cut_into_clauses(text: str, parts: list[str]) -> None:
    assert read(text) == parts
