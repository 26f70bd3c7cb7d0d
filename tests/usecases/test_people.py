"""Knowing people again, and keeping no more of them than was agreed."""

from dataclasses import replace

import pytest

from bot.domain.people import Person
from bot.usecases.people import CONSENT_VERSION, Recognise, agree, first_language, live_in, lose
from tests.builders import CHAT, open_update
from tests.fakes import NOON, FakeTurn

DANA = Person(CHAT, "en", "US")


@pytest.fixture
def turn() -> FakeTurn:
    return FakeTurn(open_update("{}"))


async def test_a_stranger_is_kept_with_the_language_of_their_telegram(turn: FakeTurn) -> None:
    person = await Recognise("US")(turn, CHAT, "es-MX")

    assert person == turn.people.known[CHAT] == Person(CHAT, "es", "US")


async def test_a_known_person_keeps_what_they_chose(turn: FakeTurn) -> None:
    turn.people.known[CHAT] = replace(DANA, language="es", country="MX")

    assert await Recognise("US")(turn, CHAT, "en") == turn.people.known[CHAT]


async def test_of_a_group_nothing_is_kept(turn: FakeTurn) -> None:
    await Recognise("US")(turn, -100, "en", remember=False)

    assert turn.people.known == {}


async def test_whoever_writes_again_can_be_reached_again(turn: FakeTurn) -> None:
    await lose(turn, DANA)

    assert not (await Recognise("US")(turn, CHAT, "en")).unreachable


async def test_consent_is_kept_with_its_time_and_wording(turn: FakeTurn) -> None:
    person = await agree(turn, DANA)

    assert (person.consented_at, person.consent_version) == (NOON, CONSENT_VERSION)


async def test_the_country_they_choose_is_kept(turn: FakeTurn) -> None:
    await live_in(turn, DANA, "NZ")

    assert turn.people.known[CHAT].country == "NZ"


@pytest.mark.parametrize(
    ("code", "language"), [("es", "es"), ("ES-419", "es"), ("en-GB", "en"), ("", "en")]
)
def test_a_language_nobody_speaks_here_begins_in_english(code: str, language: str) -> None:
    assert first_language(code) == language
