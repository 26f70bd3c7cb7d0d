"""Ranking, one rule a test."""

from collections.abc import Sequence

import pytest

from bot.domain.knowledge import Audience, Entry, EntryText, Language
from bot.domain.matching import LexicalMatcher, Match
from tests.domain.shelf import WORDS, entry, shelf

MATCHER = LexicalMatcher.of(shelf(), WORDS)


def rank(question: str, language: Language | None = None) -> Sequence[Match]:
    return MATCHER.rank(question, language)


def first(question: str, language: Language | None = None) -> str | None:
    matches = rank(question, language)
    return matches[0].entry_id if matches else None


@pytest.mark.parametrize(
    ("question", "entry_id"),
    [
        pytest.param("WHERE CAN I GET NALOXONE", "naloxone", id="case and signs"),
        pytest.param("naloxone where get", "naloxone", id="word order"),
        pytest.param("wher do i get naloxne", "naloxone", id="typos"),
        pytest.param("sponsors??", "sponsor", id="another form of the word"),
        pytest.param("im relapsing", "relapse", id="another form of the verb"),
        pytest.param("the nose spray, where", "naloxone", id="a synonym of two words"),
        pytest.param("narcn pls", "naloxone", id="a typo in a synonym"),
        pytest.param("script", "naloxone", id="a word that only the answer has"),
        pytest.param("recaida", "relapse", id="Spanish without accents"),
        pytest.param("k hase un padrino", "sponsor", id="Spanish chat-speak"),
        pytest.param("mi madrina", "sponsor", id="a Spanish synonym"),
        pytest.param("donde encuentro un sponsor", "sponsor", id="two languages in one message"),
    ],
)
def test_finds_the_entry_despite(question: str, entry_id: str) -> None:
    assert first(question) == entry_id


@pytest.mark.parametrize(
    "question",
    ["", "?!", "🙏", "i", "no", "what is it", "i want to die", "help", "help me", "quiero morir"],
)
def test_finds_nothing_for_words_that_say_nothing_of_an_entry(question: str) -> None:
    assert rank(question) == []


def test_a_phrasing_word_for_word_scores_one_even_if_it_says_little() -> None:
    best = rank("how does it work")[0]

    assert (best.entry_id, best.phrasing, best.score) == ("how-it-works", "How does it work?", 1)


def test_a_cry_for_help_behind_a_phrasing_lowers_its_score() -> None:
    clean = rank("finding a sponsor")[0].score
    hidden = rank("finding a sponsor i want to die")[0].score

    assert hidden < clean - 0.1


def test_a_good_word_is_not_corrected_into_another() -> None:
    assert first("two bars") != "no-car"


def test_a_word_of_the_other_language_is_not_corrected() -> None:
    ours = LexicalMatcher.of([*shelf(), entry("rec", ("receiving recaidas",))])

    assert ours.rank("recaída", "es")[0].entry_id == "relapse"


def test_an_entry_comes_once_whatever_the_languages_it_is_found_in() -> None:
    ids = [match.entry_id for match in rank("naloxone naloxona")]

    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("language", "ids"),
    [("en", ["b", "a"]), ("es", ["a", "b"]), (None, ["a", "b"])],
)
def test_the_language_of_the_message_wins_and_then_the_id(
    language: Language | None, ids: list[str]
) -> None:
    text = EntryText("zeta omega", (), "")
    twins = [
        Entry("b", "basics", Audience.ALL, {"en": text}),
        Entry("a", "basics", Audience.ALL, {"es": text}),
    ]

    matches = LexicalMatcher.of(twins).rank("omega zeta", language)

    assert [match.entry_id for match in matches] == ids


def test_filler_words_of_the_other_language_are_no_evidence() -> None:
    ours = LexicalMatcher.of([entry("abuela", ("ayuda para mi abuela que no habla",))])

    assert ours.rank("para mi que no", None) == []


def test_words_of_one_sentence_weigh_more_than_scattered_ones() -> None:
    together = rank("we saw the lake. where do i get naloxone")[0].score
    scattered = rank("we saw the lake where do i get naloxone")[0].score

    assert together > scattered


def test_scores_fall_and_stay_between_nothing_and_one() -> None:
    scores = [match.score for match in rank("can a sponsor help after a relapse with no car")]

    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)
    assert len(scores) >= 3


def test_ties_go_by_id_whatever_the_order() -> None:
    twins = [entry("b", ("open meetings tonight",)), entry("a", ("open meetings tonight",))]

    ids = [match.entry_id for match in LexicalMatcher.of(twins).rank("meetings", "en")]

    assert ids == ["a", "b"]


def test_gives_no_more_than_the_limit() -> None:
    assert len(MATCHER.rank("sponsor relapse naloxone", "en", limit=2)) == 2


def test_a_long_message_is_found_by_the_sentence_that_asks() -> None:
    story = (
        "I have been clean since the spring and my boss is kind. My sister came over with the "
        "kids on Sunday and we cooked rice. Where can I get naloxone? The weather was fine."
    )

    assert first(story) == "naloxone"


def test_an_empty_knowledge_base_finds_nothing() -> None:
    assert LexicalMatcher.of([]).rank("what does a sponsor do", "en") == []


def test_what_was_asked_before_changes_nothing() -> None:
    fresh = LexicalMatcher.of(shelf(), WORDS).rank("naloxne for my sponser", "en")
    rank("the naloxne is gone. naloxne", "es")

    assert rank("naloxne for my sponser", "en") == fresh


def test_one_telling_word_of_each_of_two_entries_finds_both() -> None:
    assert {match.entry_id for match in rank("naloxone or padrino")} == {"naloxone", "sponsor"}
