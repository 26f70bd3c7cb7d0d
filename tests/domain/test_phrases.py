"""The phrase language, one rule a test."""

import re

import pytest

from bot.domain.phrases import PhraseError, anchors, parse, to_regex, words_of

SLOTS = {"pills": ("pills", "sleeping pills", "{drug}"), "drug": ("xanax",), "loop": ("{loop}",)}


def fits(phrase: str, clause: str) -> bool:
    """Say whether ``phrase`` stands somewhere in ``clause``, written as danger_text would."""
    shape = to_regex(parse(phrase, SLOTS), frozenset({"not"}))
    return bool(re.search(shape, f"| {clause} | "))


@pytest.mark.parametrize(
    ("phrase", "clause"),
    [
        pytest.param("want to die", "i want to die now", id="plain words"),
        pytest.param("(die|be dead)", "i would be dead", id="an alternative of two words"),
        pytest.param("want [so|very] to die", "want to die", id="optional, left out"),
        pytest.param("want [so|very] to die", "want so to die", id="optional, there"),
        pytest.param("took {pills}", "took sleeping pills", id="a slot"),
        pytest.param("took {pills}", "took xanax", id="a slot inside a slot"),
        pytest.param("took ..2 pills", "took all my pills", id="a gap of two"),
        pytest.param("took ..2 pills", "took pills", id="a gap of none"),
        pytest.param("took {many} pills", "took 40 pills", id="a large number"),
        pytest.param("in {year}", "in 2017", id="a year"),
        pytest.param("/ help /", "please | help | now", id="edges are pauses too"),
        pytest.param("want to die", "want | to die", id="over a pause"),
        pytest.param("I'm DYING", "i am dying", id="read like a message"),
        pytest.param("me tomé", "me tome", id="accents"),
    ],
)
def test_a_phrase_fits(phrase: str, clause: str) -> None:
    assert fits(phrase, clause)


@pytest.mark.parametrize(
    ("phrase", "clause"),
    [
        pytest.param("die", "a diet", id="part of a word"),
        pytest.param("took ..2 pills", "took all of my pills", id="three words in a gap of two"),
        pytest.param("want ..2 die", "want not die", id="a negation in a gap"),
        pytest.param("took {many} pills", "took 2 pills", id="a small number"),
        pytest.param("/ help /", "help with forms", id="words after the edge"),
    ],
)
def test_a_phrase_does_not_fit(phrase: str, clause: str) -> None:
    assert not fits(phrase, clause)


@pytest.mark.parametrize(
    "phrase",
    ["", "(a|b", "a)", "(a|)", "{nobody}", "{loop}", "..2", "/", "[a]", "a.b.*", "a {b"],
)
def test_a_phrase_that_says_nothing_sure_is_refused(phrase: str) -> None:
    with pytest.raises(PhraseError, match=r"\w"):
        parse(phrase, SLOTS)


def test_an_anchor_is_the_rarest_word_that_every_match_holds() -> None:
    phrase = parse("i [really] want to (die|vanish) ..2", SLOTS)

    found = anchors(phrase, lambda word: 1 if word in {"die", "vanish", "really"} else 9)

    assert found == {"die", "vanish"}


def test_the_words_of_a_phrase_include_those_of_its_slots() -> None:
    words = set(words_of(parse("took [all] {pills}", SLOTS)))

    assert words == {"took", "all", "pills", "sleeping", "xanax"}
