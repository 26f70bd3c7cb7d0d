"""All evidence together: what words miss, meaning finds, and the other way round."""

import pytest

from bot.domain.combining import CombinedMatcher
from bot.domain.evidence import Gatherer
from bot.domain.knowledge import Language
from bot.domain.matching import LexicalMatcher, Ranking
from tests.domain.shelf import WORDS, entry, shelf
from tests.domain.vectors import BagEncoder
from tests.fakes import WEIGHINGS


def matcher(*roles: str) -> CombinedMatcher:
    entries = shelf()
    reading = [(one, one.encode) for one in map(BagEncoder, roles)]
    gatherer = Gatherer.of(entries, LexicalMatcher.of(entries, WORDS), reading)
    return CombinedMatcher(gatherer, WEIGHINGS.of(gatherer.roles))


WORDS_ALONE = matcher()
BOTH = matcher("english", "many")


def ask(question: str, language: Language | None = "en") -> Ranking:
    return BOTH.consider(question, language)


@pytest.mark.parametrize("ours", [WORDS_ALONE, BOTH], ids=["words alone", "with encoders"])
@pytest.mark.parametrize(
    ("question", "entry_id"),
    [
        ("where do i get naloxone", "naloxone"),
        ("wat does a sponser do", "sponsor"),
        ("where do i get narcan", "naloxone"),
        ("cómo encuentro un padrino", "sponsor"),
    ],
)
def test_finds_by_words(ours: CombinedMatcher, question: str, entry_id: str) -> None:
    assert ours.consider(question, None).matches[0].entry_id == entry_id


def test_finds_by_meaning_what_shares_no_word() -> None:
    assert WORDS_ALONE.consider("automobile", "en").matches == ()
    assert ask("automobile").matches[0].entry_id == "no-car"


def test_chances_are_at_most_one_together() -> None:
    ranking = ask("can a sponsor help after a relapse")

    assert sum(match.score for match in ranking.matches) + ranking.nothing <= 1 + 1e-9
    scores = [match.score for match in ranking.matches]
    assert scores == sorted(scores, reverse=True)


def test_a_phrasing_word_for_word_is_certain() -> None:
    ranking = ask("¿Qué hace un padrino?", None)

    assert (ranking.matches[0].entry_id, ranking.matches[0].score) == ("sponsor", 1.0)
    assert ranking.exact


def test_a_slip_is_mended_before_the_encoder_reads_it() -> None:
    considered = BOTH.explain("finding a sponser", "en")

    assert considered.gathered.mended.text == "finding a sponsor"
    assert considered.gathered.mended.slips == (("sponser", "sponsor"),)


def test_every_match_tells_the_phrasing_that_came_closest() -> None:
    assert ask("naloxone prescription").matches[0].phrasing == "do I need a prescription"
    assert ask("automobile").matches[0].phrasing == "sleeping in my car"


def test_ties_go_by_id() -> None:
    twins = [entry("b", ("open meetings tonight",)), entry("a", ("open meetings tonight",))]
    gatherer = Gatherer.of(twins, LexicalMatcher.of(twins))

    ranking = CombinedMatcher(gatherer, WEIGHINGS.of("")).consider("meetings", "en")

    assert [match.entry_id for match in ranking.matches] == ["a", "b"]


@pytest.mark.parametrize("question", ["", "???", "🙂"])
def test_no_words_are_no_question(question: str) -> None:
    assert WORDS_ALONE.consider(question, None) == Ranking((), 1.0)
    assert len(ask(question).matches) <= 5


def test_an_empty_knowledge_base_finds_nothing() -> None:
    encoder = BagEncoder()
    gatherer = Gatherer.of([], LexicalMatcher.of([]), [(encoder, encoder.encode)])

    assert CombinedMatcher(gatherer, WEIGHINGS.of("")).consider("a car", "en").nothing == 1.0


def test_what_was_asked_before_changes_nothing() -> None:
    before = ask("naloxne for my sponser")
    ask("the naloxne is gone. naloxne", "es")

    assert ask("naloxne for my sponser") == before
