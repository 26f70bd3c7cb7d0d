"""What a person in danger sees: cards, check-ins and the presses below them."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.crisis import Kind, Tier
from bot.domain.people import Person
from bot.domain.triage import Triage
from tests.builders import CHAT, message, press
from tests.domain.patterns import pattern
from tests.fakes import NOON
from tests.tg.conftest import FrontDesk

DANGER = "I am going to kill myself"


async def met(desk: FrontDesk) -> FrontDesk:
    """Return the desk with a person who has seen the first screen."""
    await desk(message("/start"))
    return desk


def doubtful(desk: FrontDesk) -> FrontDesk:
    """Return the desk with a pattern for a doubtful sign."""
    triage = Triage([pattern("hopeless", tier=Tier.ELEVATED)])
    desk.editions.edition = replace(desk.editions.edition, triage=triage)
    return desk


async def test_a_doubtful_sign_is_answered_and_then_asked_about(desk: FrontDesk) -> None:
    turn = await (await met(doubtful(desk)))(message("hopeless, what is peer support"))

    assert "Answer to peer." in turn.shown[0]
    assert turn.shown[1] == "[en:check_in.ask]"
    assert turn.buttons[-3:] == ["ok", "ns", "sos"]


async def test_the_question_comes_once_and_then_a_soft_line(desk: FrontDesk) -> None:
    desk = await met(doubtful(desk))
    await desk(message("it is hopeless"))

    assert (await desk(message("it is hopeless"))).shown[-1] == "[en:card.footer]"


async def test_no_to_the_question_shows_the_card_and_nothing_else(desk: FrontDesk) -> None:
    desk = await met(doubtful(desk))
    await desk(message("it is hopeless"))

    assert (await desk(message("no"))).shown == ["help card: call 911."]


async def test_not_sure_counts_as_yes(desk: FrontDesk) -> None:
    assert (await desk(press("ns"))).shown == ["help card: call 911."]


async def test_i_am_safe_is_believed(desk: FrontDesk) -> None:
    desk = await met(doubtful(desk))
    await desk(press("ok"))

    assert (await desk(message("it is hopeless"))).shown[-1] == "[en:card.footer]"


async def test_its_someone_else_shows_the_card_for_a_helper(desk: FrontDesk) -> None:
    assert "se:suicide_active" in (await desk(message(DANGER))).buttons

    assert (await desk(press("se:suicide_active"))).shown == ["suicide_active card for them."]


async def test_a_helper_at_an_overdose_is_asked_again_after_two_minutes(desk: FrontDesk) -> None:
    turn = await desk(press("se:overdose"))

    later = turn.calls[1]
    assert later.params["text"] == "[en:overdose.still]"
    assert later.delay == timedelta(minutes=2)
    assert later.lane != turn.calls[0].lane
    assert turn.buttons[:3] == ["aw", "h.peer:overdose", "me:overdose"]


async def test_they_are_awake_says_what_comes_next(desk: FrontDesk) -> None:
    assert (await desk(press("aw"))).shown == ["[en:overdose.awake]"]


async def test_a_card_about_violence_can_be_hidden(desk: FrontDesk) -> None:
    assert "hd" in (await desk(press("me:violence_abuse"))).buttons

    turn = await desk(press("hd"))
    assert turn.calls[0].method == "editMessageText"
    assert turn.calls[0].params["text"] == "[en:card.hidden]"


@pytest.mark.parametrize("word", ["useless", "aloud", "police", "money"])
async def test_what_stands_in_the_way_is_answered(desk: FrontDesk, word: str) -> None:
    assert f"b:{word}" in (await desk(press("cc"))).buttons

    assert (await desk(press(f"b:{word}"))).shown == [f"[en:barrier.{word}.answer]"]


@pytest.mark.parametrize("data", ["b:nothing", "me:nothing", "se:nothing"])
async def test_a_button_of_another_release_is_said_to_be_old(desk: FrontDesk, data: str) -> None:
    assert (await desk(press(data))).shown == []


async def test_the_day_after_a_card_knows_no_guesses(desk: FrontDesk) -> None:
    desk = await met(desk)
    await desk(message(DANGER))

    assert (await desk(message("support"))).shown[-1] != "[en:near.ask]"


async def test_danger_in_a_group_is_answered_to_its_writer_in_private(desk: FrontDesk) -> None:
    group: dict[str, Any] = message(DANGER, chat={"id": -1, "type": "supergroup", "title": "g"})

    turn = await desk(group)

    assert turn.calls[0].chat_id == CHAT
    assert turn.shown[0] == "suicide_active card: call 911."


async def test_only_tier_kind_and_moments_are_remembered(desk: FrontDesk) -> None:
    await desk(message(DANGER))

    person = desk.people.known[CHAT]
    assert isinstance(person, Person)
    assert person.care.kind is Kind.SUICIDE_ACTIVE
    assert person.care.alarmed_at == NOON
