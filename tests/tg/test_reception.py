"""What one update leads to: danger first, then whatever else it asks."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.crisis import Kind, Pattern, Tier
from bot.domain.knowledge import Audience
from bot.domain.triage import Triage
from bot.tg.reception import UnreadableUpdateError
from tests.builders import CHAT, knowledge, message, pack, press
from tests.tg.conftest import FrontDesk

DANGER = "I am going to kill myself"
CARD = "suicide_active card: call 911."


async def met(desk: FrontDesk) -> FrontDesk:
    """Return the desk with a person who has seen the first screen."""
    await desk(message("/start"))
    return desk


async def test_start_brings_the_keyboard_and_the_first_screen(desk: FrontDesk) -> None:
    turn = await desk(message("/start"))

    assert turn.shown == ["[en:menu.ready]", "[en:first_screen]"]
    assert turn.calls[0].params["reply_markup"]["is_persistent"] is True
    assert turn.buttons == ["go", "pv", "sos"]


async def test_a_stranger_who_just_asks_sees_the_first_screen_and_the_answer(
    desk: FrontDesk,
) -> None:
    turn = await desk(message("what is peer support"))

    assert turn.shown[1] == "[en:first_screen]"
    assert "Answer to peer." in turn.shown[2]


async def test_a_stranger_is_met_in_the_language_of_the_question(desk: FrontDesk) -> None:
    turn = await desk(message("¿cuánto cuesta el tratamiento?"))

    assert turn.shown[:2] == ["[es:menu.ready]", "[es:first_screen]"]


async def test_the_first_screen_comes_only_once(desk: FrontDesk) -> None:
    turn = await (await met(desk))(message("what is peer support"))

    assert len(turn.shown) == 1


async def test_an_answer_offers_its_neighbours_and_asks_whether_it_helped(
    desk: FrontDesk,
) -> None:
    turn = await (await met(desk))(message("what is peer support"))

    assert turn.buttons == ["y:peer", "n:peer", "e:cost", "h.peer:"]


async def test_an_answer_about_danger_carries_the_way_to_help(desk: FrontDesk) -> None:
    turn = await (await met(desk))(message("where do i get naloxone"))

    assert turn.buttons[0] == "sos"


async def test_a_question_nobody_wrote_an_answer_for_is_said_to_be_unknown(
    desk: FrontDesk,
) -> None:
    turn = await (await met(desk))(message("quantum chromodynamics lecture notes"))

    assert turn.shown == ["[en:unknown]"]
    assert turn.buttons == ["ts", "as", "h.peer:", "sos"]


async def test_danger_shows_the_card_of_its_kind_and_nothing_else(desk: FrontDesk) -> None:
    turn = await desk(message(DANGER))

    assert turn.shown == [CARD]
    assert turn.calls[0].urgent
    assert turn.tally.alarms[0][1] == "en"


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param({"photo": [], "caption": DANGER}, id="in a caption"),
        pytest.param(
            {"contact": {"phone_number": "1", "first_name": DANGER}}, id="as a contact's name"
        ),
    ],
)
async def test_danger_is_seen_wherever_words_may_stand(
    desk: FrontDesk, parts: dict[str, Any]
) -> None:
    turn = await desk(message(**parts))

    assert CARD in turn.shown


async def test_danger_in_an_edited_message_is_seen(desk: FrontDesk) -> None:
    update = message(DANGER)
    update["edited_message"] = {**update.pop("message"), "edit_date": 1_790_000_100}

    assert (await desk(update)).shown == [CARD]


async def test_an_ordinary_edit_is_not_answered_twice(desk: FrontDesk) -> None:
    update = message("what is peer support")
    update["edited_message"] = {**update.pop("message"), "edit_date": 1_790_000_100}

    assert (await desk(update)).calls == []


async def test_a_craving_gets_its_card_before_the_answer(desk: FrontDesk) -> None:
    turn = await (await met(desk))(message("really craving, where do i get naloxone"))

    assert turn.shown[0] == "relapse_craving card: call 911."
    assert len(turn.shown) == 2


@pytest.mark.parametrize("words", ["[en:menu.help_now]", "[es:menu.help_now]", "/crisis"])
async def test_help_now_shows_the_card_before_anything_was_agreed_to(
    desk: FrontDesk, words: str
) -> None:
    turn = await desk(message(words))

    assert turn.shown == ["help card: call 911."]
    assert turn.calls[0].urgent


async def test_the_help_button_below_a_message_shows_the_card(desk: FrontDesk) -> None:
    turn = await desk(press("sos"))

    assert turn.shown == ["help card: call 911."]


async def test_a_card_that_cannot_be_made_becomes_the_bare_numbers(desk: FrontDesk) -> None:
    knowledge = desk.editions.edition.knowledge
    object.__setattr__(knowledge, "cards", {})

    turn = await desk(message("/crisis"))

    assert "call 911" in turn.shown[0]


async def test_a_triage_that_breaks_counts_as_an_alarm(desk: FrontDesk) -> None:
    object.__setattr__(desk.editions.edition, "triage", None)

    turn = await desk(message("what is peer support"))

    assert turn.shown == ["help card: call 911."]


async def test_an_update_that_nobody_can_parse_is_called_unreadable(desk: FrontDesk) -> None:
    poison = message("hello")
    poison["message"]["date"] = "yesterday"

    with pytest.raises(UnreadableUpdateError):
        await desk(poison)


async def test_an_error_in_a_handler_comes_out(desk: FrontDesk) -> None:
    object.__setattr__(desk.editions.edition, "matcher", None)
    await met(desk)

    with pytest.raises(AttributeError):
        await desk(message("what is peer support"))


async def test_going_on_asks_for_whom_and_keeps_the_consent(desk: FrontDesk) -> None:
    turn = await desk(press("go"))

    assert turn.calls[0].method == "editMessageText"
    assert turn.buttons == ["who:recovery", "who:family", "who:all"]
    assert desk.people.known[CHAT].consent_version == 1


async def test_saying_for_whom_is_kept(desk: FrontDesk) -> None:
    turn = await desk(press("who:family"))

    assert turn.shown == ["[en:who.thanks.family]"]
    assert desk.people.known[CHAT].audience is Audience.FAMILY


async def test_every_press_is_answered_so_that_its_button_stops_waiting(desk: FrontDesk) -> None:
    turn = await desk(press("ts"))

    assert turn.calls[-1].method == "answerCallbackQuery"
    assert turn.calls[-1].params["callback_query_id"] == "q1"


@pytest.mark.parametrize(
    "data", ["", "zz", "e:gone", "g:gone", "p:gone.1", "p:waves.9", "p:waves.x", "l:fr", "who:me"]
)
async def test_an_old_or_forged_button_is_said_to_be_old(desk: FrontDesk, data: str) -> None:
    turn = await desk(press(data))

    assert [call.method for call in turn.calls] == ["answerCallbackQuery"]
    assert turn.calls[0].params["text"] == "[en:stale_button]"


async def test_shelves_show_what_stands_on_them_and_empty_ones_stay_away(desk: FrontDesk) -> None:
    shelves = await desk(message("/topics"))
    shelf = await desk(press("g:basics"))

    assert shelves.buttons == ["g:basics"]
    assert shelf.buttons == ["e:peer", "e:cost", "e:naloxone", "ts"]


async def test_an_article_is_read_in_pages_in_place(desk: FrontDesk) -> None:
    first = await desk(press("p:waves.1"))
    last = await desk(press("p:waves.2"))

    assert first.buttons == ["p:waves.2", "as"]
    assert last.buttons == ["p:waves.1", "as"]
    assert last.calls[0].method == "editMessageText"
    assert "<b>Second</b> page." in last.shown[0]


async def test_a_yes_is_counted_and_the_question_goes_away(desk: FrontDesk) -> None:
    turn = await desk(press("y:peer"))

    assert turn.tally.feedbacks == [("peer", "en", True)]
    assert "[en:answer.helped]" not in turn.shown[0]


async def test_a_no_is_counted_and_something_else_is_offered(desk: FrontDesk) -> None:
    turn = await desk(press("n:peer"))

    assert turn.tally.feedbacks == [("peer", "en", False)]
    assert turn.shown[-1] == "[en:answer.thanks_no]"


async def test_the_bot_goes_on_in_the_language_of_the_question(desk: FrontDesk) -> None:
    turn = await (await met(desk))(message("¿cuánto cuesta el tratamiento?"))

    assert "Respuesta a cost." in turn.shown[0]
    assert desk.people.known[CHAT].language == "es"


async def test_a_chosen_language_is_kept(desk: FrontDesk) -> None:
    await desk(press("l:es"))

    assert (await desk(message("/help"))).shown == ["[es:help]"]


async def test_every_country_with_helplines_can_be_chosen(desk: FrontDesk) -> None:
    assert (await desk(message("/country"))).buttons == ["c:US", "c:-"]


async def test_a_chosen_country_is_kept(desk: FrontDesk) -> None:
    packs = {"US": pack(), "NZ": replace(pack(), country="NZ")}
    desk.editions.edition = replace(
        desk.editions.edition, knowledge=replace(knowledge(), packs=packs)
    )
    turn = await desk(press("c:NZ"))

    assert turn.shown == ["[en:country.set]"]
    assert desk.people.known[CHAT].country == "NZ"


@pytest.mark.parametrize("word", ["XX", ""], ids=["no pack", "nothing"])
async def test_a_country_that_is_gone_is_an_old_button(desk: FrontDesk, word: str) -> None:
    turn = await desk(press(f"c:{word}"))

    assert turn.shown == []
    assert desk.people.known[CHAT].country == "US"


async def test_who_lives_elsewhere_is_told_where_to_look(desk: FrontDesk) -> None:
    turn = await desk(press("c:-"))

    assert turn.shown == ["[en:country.unknown]"]
    assert desk.people.known[CHAT].country == "US"


async def test_pictures_are_met_with_a_plain_sentence(desk: FrontDesk) -> None:
    assert (await desk(message(photo=[]))).shown == ["[en:not_text]"]


async def test_a_group_is_asked_to_write_in_private(desk: FrontDesk) -> None:
    chat = {"id": -100200, "type": "supergroup", "title": "A group"}

    assert (await desk(message("/help", chat=chat))).shown == ["[en:group]"]


async def test_who_blocks_the_bot_is_unreachable_until_they_write_again(desk: FrontDesk) -> None:
    await met(desk)
    member = {"user": {"id": 1000001, "is_bot": True, "first_name": "W"}, "until_date": 0}
    change = {
        "chat": {"id": CHAT, "type": "private"},
        "from": {"id": CHAT, "is_bot": False, "first_name": "Dana"},
        "date": 1_790_000_000,
        "old_chat_member": {**member, "status": "member"},
        "new_chat_member": {**member, "status": "kicked"},
    }

    await desk({"update_id": 2, "my_chat_member": change})
    assert desk.people.known[CHAT].unreachable
    await desk(message("/help", update_id=3))
    assert not desk.people.known[CHAT].unreachable


async def test_a_command_that_an_edit_makes_of_a_slip_shows_the_card(desk: FrontDesk) -> None:
    update = message("/crisis")
    update["edited_message"] = {**update.pop("message"), "edit_date": 1_790_000_100}

    assert (await desk(update)).shown == ["help card: call 911."]


async def test_nobody_is_remembered_outside_the_database(desk: FrontDesk) -> None:
    await desk(message("what is peer support"))
    application = desk.reception.application

    for kind in type(application).__mro__:
        for name in getattr(kind, "__slots__", ()):
            kept = getattr(application, name, ())
            assert not (isinstance(kept, (set, dict)) and CHAT in kept), name


async def test_helplines_that_cannot_be_shown_become_the_bare_numbers(desk: FrontDesk) -> None:
    object.__setattr__(desk.editions.edition.knowledge, "packs", {})

    assert "call 911" in (await desk(press("hl"))).shown[0]


async def test_without_a_verified_helpline_there_are_still_numbers(desk: FrontDesk) -> None:
    (pack,) = desk.editions.edition.knowledge.packs.values()
    object.__setattr__(pack, "helplines", ())

    assert "call 911" in (await desk(press("hl"))).shown[0]


async def test_a_command_whose_name_sounds_like_a_cry_is_only_a_command(desk: FrontDesk) -> None:
    cry = Pattern("help", Kind.HELP, Tier.CRISIS, third_person=False, say=("help",))
    desk.editions.edition = replace(desk.editions.edition, triage=Triage([cry]))

    assert (await desk(message("/help"))).shown == ["[en:help]"]


async def test_danger_behind_a_command_shows_the_card_alone(desk: FrontDesk) -> None:
    assert (await desk(message("/start i will kill myself"))).shown == [CARD]
