"""Crisis cards with the numbers of a country."""

from dataclasses import replace

from bot.domain.cards import card_text, helplines_of, pack_of
from bot.domain.crisis import Alarm, Kind, Tier
from bot.domain.knowledge import Card, Knowledge
from tests.builders import knowledge


def with_lines(*lines: str) -> Knowledge:
    ours = knowledge()
    card = Card(Kind.HELP, {"en": lines, "es": lines}, {"en": lines, "es": lines})
    return replace(ours, cards={**ours.cards, Kind.HELP: card})


def test_the_numbers_are_those_of_the_language() -> None:
    text = card_text(with_lines("Call {crisis_call}."), Alarm(), "US", "es")

    assert text == "Call 988, opción 2."


def test_a_line_whose_number_the_country_lacks_is_left_out() -> None:
    text = card_text(with_lines("Call {emergency}.", "Text {text_line}."), Alarm(), "US", "en")

    assert text == "Call 911."


def test_who_writes_about_somebody_else_gets_the_other_card() -> None:
    alarm = Alarm(Tier.CRISIS, (Kind.OVERDOSE,), third_person=True)

    assert card_text(knowledge(), alarm, "US", "en") == "overdose card for them."


def test_a_second_kind_adds_one_line() -> None:
    alarm = Alarm(Tier.EMERGENCY, (Kind.OVERDOSE, Kind.SUICIDE_ACTIVE))

    text = card_text(knowledge(), alarm, "US", "en")
    assert text == "overdose card: call 911.\n\nsuicide_active card: call 911."


def test_a_country_without_a_pack_gets_the_default_one() -> None:
    assert pack_of(knowledge(), "FR").country == "US"


def test_only_verified_helplines_are_shown() -> None:
    assert [line.id for line in helplines_of(knowledge(), "US")] == ["988"]
