"""The form, step by step: what counts as an answer, and where it leads."""

from datetime import UTC, datetime, time

import pytest

from bot.domain.callbacks.form import (
    Draft,
    Facts,
    MistakeError,
    answered,
    back,
    carded,
    changing,
    free,
    takes,
    times_of,
)
from bot.domain.callbacks.steps import Step
from bot.domain.callbacks.zones import ELSEWHERE, place_of, zone_of
from bot.domain.handoff.hours import Hours, Span

HOURS = Hours("America/New_York", {day: (Span(time(10), time(22)),) for day in range(7)})
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
FACTS = Facts(NOW, HOURS, "US", {"loneliness"}, ("en", "es"))


def filled(*words: str, start: Draft | None = None) -> Draft:
    draft = start or Draft(Step.AGE, {})
    for word in words:
        draft = answered(draft, word, FACTS)
    return draft


def with_time(*, more: bool = False) -> Draft:
    draft = filled("adult", "Sky", "212 555 0123", "yes", "eastern")
    day = next(iter(free(draft, FACTS)))
    first = free(draft, FACTS)[day][0]
    draft = filled(day.isoformat(), str(int(first.start.timestamp())), start=draft)
    return filled("more", start=draft) if more else draft


def test_the_steps_come_in_their_order() -> None:
    draft = filled("done", "no", "no", "no", "en", "loneliness", start=with_time())
    assert draft.step is Step.SUMMARY
    assert draft.answers["number"] == "+12125550123"
    assert len(times_of(draft.answers)) == 1


@pytest.mark.parametrize("step", ["message", "caller", "text", "language", "about"])
def test_what_is_optional_can_be_skipped(step: str) -> None:
    assert filled("skip", start=Draft(Step(step), {})).step is not Step(step)


@pytest.mark.parametrize("step", ["age", "name", "number", "day", "more"])
def test_what_is_needed_cannot_be_skipped(step: str) -> None:
    draft = Draft(Step(step), {"zone": "America/New_York"})
    if step == "name":
        assert filled("skip", start=draft).answers["name"] == "skip"  # it may be a name
        return
    with pytest.raises(MistakeError):
        answered(draft, "skip", FACTS)


@pytest.mark.parametrize(
    "name", ["x" * 41, "one two three four five", "   ", "2125550123", "are you real?"]
)
def test_what_is_no_name_is_asked_again(name: str) -> None:
    with pytest.raises(MistakeError):
        filled("adult", name)


@pytest.mark.parametrize("name", ["Sky", "María José", "李", "O'Neil-Smith", "k"])
def test_any_alias_is_a_name(name: str) -> None:
    assert filled("adult", name).answers["name"] == name


def test_under_13_nothing_is_kept() -> None:
    assert filled("child") == Draft(Step.CHILD, {})


def test_a_number_counts_after_a_yes_only() -> None:
    draft = filled("adult", "Sky", "212 555 0123")
    assert "number" not in draft.answers
    assert "number" not in filled("no", start=draft).answers
    assert filled("212 555 0144", "yes", start=draft).answers["number"] == "+12125550144"


def test_somebody_elses_card_is_asked_about() -> None:
    draft = filled("adult", "Sky")
    assert carded(draft, "12125550123", FACTS, own=True).step is Step.CHECK
    other = carded(draft, "12125550123", FACTS, own=False)
    assert other.step is Step.OTHER
    assert filled("yes", start=other).step is Step.CHECK
    assert filled("no", start=other).step is Step.NUMBER


def test_a_time_cannot_be_chosen_twice() -> None:
    draft = with_time(more=True)
    taken = times_of(draft.answers)[0]
    assert all(taken not in those for those in free(draft, FACTS).values())


def test_a_time_that_is_gone_or_forged_is_refused() -> None:
    draft = filled("adult", "Sky", "212 555 0123", "yes", "eastern")
    with pytest.raises(MistakeError):
        answered(draft, "2026-12-31", FACTS)
    day = next(iter(free(draft, FACTS)))
    with pytest.raises(MistakeError):
        filled(day.isoformat(), "12345", start=draft)


def test_another_zone_asks_for_the_times_anew() -> None:
    draft = Draft(Step.ZONE, with_time().answers)
    assert filled("pacific", start=draft).answers["times"] == ""
    assert filled("eastern", start=draft).answers["times"] != ""


def test_every_step_leads_back_to_the_first() -> None:
    draft: Draft | None = Draft(Step.SUMMARY, with_time().answers)
    seen = []
    while draft is not None:
        seen.append(draft.step)
        draft = back(draft)
    assert seen[-1] is Step.AGE
    assert len(seen) == len(set(seen))


def test_changing_one_thing_leads_back_to_the_summary() -> None:
    done = filled("done", "no", "no", "no", "en", "loneliness", start=with_time())
    draft = changing(done.answers, "name", Step.SUMMARY)
    assert back(draft) == done
    assert filled("Cloud", start=draft) == Draft(Step.SUMMARY, {**done.answers, "name": "Cloud"})
    number = changing(done.answers, "number", Step.APPLY)
    assert filled("212 555 0144", "yes", start=number).step is Step.APPLY
    assert back(number) is None


def test_words_are_taken_only_where_they_are_asked_for() -> None:
    assert takes(Draft(Step.NAME, {}), "Sky")
    assert not takes(Draft(Step.DAY, {}), "what is naloxone")
    assert takes(Draft(Step.CHECK, {}), "no, 212 555 0144")
    assert not takes(Draft(Step.CHECK, {}), "what is naloxone")


@pytest.mark.parametrize(
    ("word", "zone"),
    [
        ("pacific", "America/Los_Angeles"),
        ("Europe/Madrid", "Europe/Madrid"),
        (" mexico   city ", "America/Mexico_City"),
        ("Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("Atlantis", None),
        ("", None),
        ("../etc/passwd", None),
    ],
)
def test_a_place_is_found_by_its_name(word: str, zone: str | None) -> None:
    assert zone_of(word) == zone


@pytest.mark.parametrize("zone", [zone for zones in ELSEWHERE.values() for zone in zones])
def test_every_clock_on_a_button_is_one_that_can_be_chosen(zone: str) -> None:
    assert zone_of(zone) == zone
    assert place_of(zone) == zone.rsplit("/", maxsplit=1)[-1].replace("_", " ")
