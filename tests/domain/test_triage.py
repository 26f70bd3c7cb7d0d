"""Triage with small patterns: guards, order and tiers, one rule a test."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.crisis import Alarm, Kind, Tier
from bot.domain.triage import Triage
from tests.domain.patterns import our_triage, pattern

TRIAGE = Triage(
    [
        pattern("kill myself", "want to die", "(suicidal|dying)", unless=("die of laughter",)),
        pattern("(he|she) wants to die", name="other", third=True),
        pattern("overdosed", name="od", kind=Kind.OVERDOSE, tier=Tier.EMERGENCY),
        pattern("relapsed", name="use", kind=Kind.CRAVING, tier=Tier.ELEVATED),
    ]
)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("i want to kill myself", id="plain"),
        pytest.param("I'm not suicidal but I want to die", id="denial ends at but"),
        pytest.param("not suicidal, i want to die", id="denial ends at a pause"),
        pytest.param("why not kill myself", id="why not"),
        pytest.param("what if i do not kill myself", id="if not"),
        pytest.param("i can't kill myself here", id="unable is no denial"),
        pytest.param("not joking i want to die", id="not joking"),
        pytest.param("want to die lol haha", id="laughter"),
        pytest.param("want to die of laughter, no, want to die", id="idiom beside it"),
        pytest.param("years ago i was fine. i want to die", id="another sentence is past"),
        pytest.param("years ago i was fine, i want to die", id="another part is past"),
        pytest.param("years ago and again tonight i want to die", id="a word of now"),
    ],
)
def test_a_statement_stays_red(text: str) -> None:
    assert TRIAGE.assess(text).tier == Tier.CRISIS


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("i do not want to die", id="denied"),
        pytest.param("i'm not suicidal", id="denied, contracted"),
        pytest.param("no thoughts of going to kill myself", id="denied over fillers"),
        pytest.param("want to die of laughter", id="idiom"),
        pytest.param("drying my hair", id="known word near a pattern's"),
        pytest.param("", id="empty"),
        pytest.param("👍", id="no words"),
    ],
)
def test_a_harmless_message_raises_nothing(text: str) -> None:
    assert TRIAGE.assess(text) == Alarm()


@pytest.mark.parametrize(
    "text",
    ["years ago i overdosed", "When I was 19, I overdosed.", "i overdosed years ago"],
)
def test_what_is_long_past_becomes_soft(text: str) -> None:
    assert TRIAGE.assess(text) == Alarm(Tier.SOFT, (Kind.OVERDOSE,), patterns=("od",))


def test_a_guard_cancels_one_match_and_no_other() -> None:
    alarm = TRIAGE.assess("i do not want to die and i relapsed and i want to die")

    assert alarm.tier == Tier.CRISIS
    assert alarm.patterns == ("one", "use")


def test_a_harmless_shape_does_not_reach_over_a_pause() -> None:
    triage = Triage([pattern("kill him", unless=("kill him ..3 game",))])

    assert triage.assess("i will kill him in that game") == Alarm()
    assert triage.assess("i will kill him, after the game").tier == Tier.CRISIS


@pytest.mark.parametrize(
    "text",
    [
        "I'm not saying i took all my pills",
        "years ago i took all my pills",
        "took all my pills lol",
    ],
    ids=["denied", "past", "harmless shape"],
)
def test_a_hard_phrase_is_open_to_no_guard(text: str) -> None:
    triage = Triage([pattern("! took all my pills", unless=("pills lol",))])

    assert triage.assess(text).tier == Tier.CRISIS


def test_two_doubtful_signs_of_one_kind_in_two_places_make_a_crisis() -> None:
    triage = Triage([pattern("hopeless", "no way out", tier=Tier.ELEVATED)])

    assert triage.assess("it is hopeless").tier == Tier.ELEVATED
    assert triage.assess("it is hopeless, i see no way out").tier == Tier.CRISIS


def test_doubtful_signs_of_two_kinds_do_not_add_up() -> None:
    uneasy = pattern("hits walls", name="uneasy", kind=Kind.VIOLENCE, tier=Tier.ELEVATED)
    triage = Triage([pattern("hopeless", tier=Tier.ELEVATED), uneasy])

    assert triage.assess("hopeless. he hits walls").tier == Tier.ELEVATED


def test_cravings_do_not_add_up() -> None:
    assert TRIAGE.assess("i relapsed. again i relapsed").tier == Tier.ELEVATED


def test_what_the_next_clause_calls_over_becomes_soft() -> None:
    triage = Triage([pattern("suicidal", slots={"over": ("/ not anymore /",)})])

    assert triage.assess("i was suicidal but not anymore").tier == Tier.SOFT
    assert triage.assess("i was suicidal but not anymore than you").tier == Tier.CRISIS


def test_what_may_cost_a_life_this_minute_is_never_over() -> None:
    slots = {"over": ("/ not anymore /",)}
    triage = Triage([pattern("no pulse", tier=Tier.EMERGENCY, slots=slots)])

    assert triage.assess("there is no pulse, but not anymore").tier == Tier.EMERGENCY


def test_reported_speech_from_the_past_still_deserves_a_question() -> None:
    triage = Triage([pattern("wants to die", slots={"reported": ("(he|she) says",)})])

    assert triage.assess("years ago wants to die").tier == Tier.SOFT
    assert triage.assess("she says since years ago wants to die").tier == Tier.ELEVATED


def test_a_name_may_be_the_one_who_is_meant() -> None:
    triage = Triage([pattern("/ {name} overdosed", third=True, slots={"no_name": ("people",)})])

    assert triage.assess("dani overdosed").third_person
    assert triage.assess("people overdosed") == Alarm()


def test_kinds_come_in_order_of_precedence_and_the_gravest_tier_wins() -> None:
    alarm = TRIAGE.assess("i want to die. i overdosed")

    assert alarm.kinds == (Kind.OVERDOSE, Kind.SUICIDE_ACTIVE)
    assert alarm.tier == Tier.EMERGENCY


def test_a_past_event_does_not_take_the_card_from_what_is_now() -> None:
    alarm = TRIAGE.assess("i overdosed years ago. now i want to die")

    assert alarm.kinds == (Kind.SUICIDE_ACTIVE, Kind.OVERDOSE)


def test_a_statement_about_somebody_else_is_third_person() -> None:
    assert TRIAGE.assess("she wants to die").third_person


def test_a_statement_about_both_is_first_person() -> None:
    assert not TRIAGE.assess("she wants to die. i want to die").third_person


def test_patterns_of_every_language_are_run_on_every_message() -> None:
    spanish = pattern("me persiguen", name="es", kind=Kind.DISTRESS)

    english = pattern("relapsed", name="use", kind=Kind.CRAVING, tier=Tier.ELEVATED)

    alarm = Triage([english, spanish]).assess("i relapsed y me persiguen")

    assert alarm.patterns == ("es", "use")


def test_no_length_hides_a_statement() -> None:
    story = "we went to the lake and had a good day. " * 2_000

    assert TRIAGE.assess(f"{story} i want to die. {story}").tier == Tier.CRISIS


# No deadline: the first example compiles the patterns.
@settings(deadline=None)
@given(st.text(max_size=300))
def test_no_text_makes_triage_fail(text: str) -> None:
    assert our_triage().assess(text) == our_triage().assess(text)


@given(
    st.lists(st.sampled_from("i not want to kill k*ll my self , . but ' | .. ( 7 años".split()))
)
def test_no_mixture_of_our_own_words_makes_triage_fail(words: list[str]) -> None:
    assert our_triage().assess(" ".join(words)).tier in Tier
