"""Failures that other handoff systems are known for; each must be impossible here.

The catalogue numbers them F1 to F28. Not of a queue or a relay are: F1 (scores of a matcher), F11
and F12 (topics of a group: there are none), F20 (a threshold that two places tell differently:
figures stand in one place and docs name it).
"""

import pytest

from bot.domain.delivery import Call, Failure, Flood, Invalid, Trouble
from bot.domain.handoff.actions import Action
from bot.domain.handoff.ladder import Rung, rungs
from bot.domain.handoff.requests import Priority
from tests.handoff.house import House
from tests.handoff.messages import PHOTO, RELAYED
from tests.handoff.people import DANA, LEE, MARTA, NAMES, ROBIN, SAM
from tests.handoff.stories import DANGER, Story


async def test_f2_the_very_first_message_is_not_lost(house: House) -> None:
    await house.say(DANA, "what is naloxone")
    phone = house.phones.of[DANA]
    assert phone.messages[phone.newest]["keyboard"]
    await house.say(MARTA, "/start peer")
    assert house.sees(MARTA, "ask.for")


async def test_f3_a_restart_forgets_no_conversation_and_no_moment_that_is_due(
    house: House, story: Story
) -> None:
    await story.on_shift(SAM)
    await story.asks(DANA)
    await house.restart()
    await house.pass_time(minutes=2)
    assert house.count(DANA, "wait.still") == 1


async def test_f4_an_update_that_comes_twice_does_nothing_twice(
    house: House, story: Story
) -> None:
    await story.talks()
    number = house.phones.of[DANA].new_id()
    house.phones.of[DANA].messages[number] = {"mine": True, "text": "once"}
    body = await house.receive({"message": house.told(DANA, number, {"text": "once"})})
    await house.again(body)
    assert len(house.lines(SAM)) == 1


async def test_f5_a_person_who_blocked_the_bot_stops_neither_it_nor_the_supporter(
    house: House, story: Story
) -> None:
    await story.talks_to_both()
    house.phones.of[DANA].blocked = True
    await house.say(SAM, "hello")
    await house.say(MARTA, "hello")
    await house.say(SAM, "yes", reply_to=house.phones.of[SAM].find("hello"))
    assert house.lines(MARTA) == ["yes"]


async def test_f6_a_line_that_was_refused_is_never_silent(house: House, story: Story) -> None:
    await story.talks()
    house.phones.of[DANA].blocked = True
    number = await house.say(SAM, "hello")
    assert house.sees(SAM, "line.lost_for")
    assert number not in house.phones.of[SAM].reactions


async def test_f7_when_telegram_asks_to_wait_the_line_waits_and_the_person_is_not_bothered(
    house: House, story: Story
) -> None:
    await story.talks()
    told, busy = len(house.phones.of[DANA].log), [True]
    house.fails = lambda call: Flood(7) if busy and call.chat_id == SAM else None
    await house.say(DANA, "hello")
    assert house.lines(SAM) == []
    busy.clear()
    await house.pass_time(seconds=8)
    assert len(house.lines(SAM)) == 1
    assert len(house.phones.of[DANA].log) == told


async def test_f8_of_a_burst_nothing_is_dropped_and_danger_in_it_is_heard(
    house: House, story: Story
) -> None:
    await story.talks()
    for text in (*map(str, range(15)), DANGER, *map(str, range(15))):
        await house.say(DANA, text)
    assert len(house.lines(SAM)) == 31
    assert house.count(SAM, "alarm.banner") == 1


async def test_f9_an_edit_breaks_nothing_and_leaves_the_picture_its_words(
    house: House, story: Story
) -> None:
    await story.talks()
    number = await house.send(DANA, PHOTO | {"caption": "look"})
    await house.edit(DANA, number, "look here", photo=PHOTO["photo"])
    assert [line.rpartition("\n")[2] for line in house.lines(SAM)] == ["look", "look here"]


async def test_f10_a_reply_to_the_old_copy_of_a_changed_line_finds_its_way(
    house: House, story: Story
) -> None:
    await story.talks()
    number = await house.say(DANA, "first")
    old = house.phones.of[SAM].find("first")
    await house.edit(DANA, number, "changed")
    new = house.phones.of[SAM].find("changed")
    await house.say(SAM, "to the old", reply_to=old)
    await house.say(SAM, "to the new", reply_to=new)
    phone = house.phones.of[DANA]
    shown = [phone.messages[phone.find(text)]["reply_to"] for text in ("the old", "the new")]
    assert shown == [number, number]


async def test_f13_two_wishes_at_once_of_one_person_make_one_request(
    each_house: House,
) -> None:
    for _ in range(3):
        await each_house.receive_press(DANA, "h.peer:suicide_active")
    await each_house.settle()
    assert len(each_house.rows("requests")) == 1


async def test_f14_of_many_who_press_at_once_one_has_it_and_the_person_is_told_once(
    each_house: House,
) -> None:
    house, story = each_house, Story(each_house)
    await story.on_shift(SAM, LEE, ROBIN)
    await story.asks(DANA)
    number = house.request(DANA)["id"]
    for who in (LEE, SAM, ROBIN):
        await house.receive_press(who, f"h.claim:{number}")
    await house.settle()
    assert story.holder(DANA) == LEE
    assert house.count(DANA, "talk.begins") == 1
    assert house.steps(number).count("claimed") == 1


async def test_f15_the_end_of_one_conversation_is_told_to_its_own_person_only(
    house: House, story: Story
) -> None:
    dana, _ = await story.talks_to_both()
    await house.press_data(SAM, f"h.closeas:{dana}:talked")
    assert (house.count(DANA, "end.by_supporter"), house.count(MARTA, "end.by_supporter")) == (
        1, 0,
    )  # fmt: skip
    await house.say(MARTA, "7")
    assert story.holder(MARTA) == SAM


async def test_f16_a_long_conversation_never_falls_back_to_the_bot(
    house: House, story: Story
) -> None:
    await story.talks()
    await house.say(SAM, "hello")
    for _ in range(30):
        await house.pass_time(minutes=59)
        await house.say(DANA, "what is naloxone")
    assert len(house.lines(SAM)) == 30
    assert not any("naloxone" in text.lower() for text in house.phones.of[DANA].log[3:])


@pytest.mark.parametrize("kind", ["voice", "sticker", "video note"])
async def test_f17_what_is_no_text_is_neither_ignored_nor_answered_by_the_bot(
    house: House, story: Story, kind: str
) -> None:
    await story.talks()
    told = len(house.phones.of[DANA].log)
    await house.send(DANA, RELAYED[kind])
    assert house.lines(SAM)
    assert len(house.phones.of[DANA].log) == told


async def test_f18_a_request_that_nobody_hears_is_offered_again_and_climbs(
    house: House, story: Story
) -> None:
    await story.asks_urgently(DANA)
    await house.pass_time(minutes=11)
    assert house.count(ROBIN, "page.waits") >= 3
    await story.on_shift(SAM)
    assert house.sees(SAM, "offer")


@pytest.mark.parametrize("priority", [one for one in Priority if one.grave])
def test_f18_whoever_is_in_danger_is_never_waited_for_in_silence(priority: Priority) -> None:
    paged = [after for after, what in rungs(priority) if Rung.PAGE_LEADS in what]
    assert paged[0].total_seconds() <= 300
    assert len(paged) >= 4


async def test_f19_a_supporter_can_take_what_they_were_offered(
    each_house: House,
) -> None:
    house, story = each_house, Story(each_house)
    await story.on_shift(SAM)
    await story.asks(DANA)
    await house.press(SAM, Action.CLAIM)
    await house.say(SAM, "hello")
    assert house.lines(DANA) == ["hello"]


async def test_f21_ids_longer_than_32_bits_come_through_whole(each_house: House) -> None:
    house, story = each_house, Story(each_house)
    await story.talks()
    assert house.request(DANA)["chat_id"] == DANA > 2**32
    assert story.holder(DANA) == SAM > 2**32


async def test_f22_no_button_and_no_text_names_anybodys_account(
    house: House, story: Story
) -> None:
    await story.talks()
    await house.say(DANA, DANGER)
    await house.say(ROBIN, "/board")
    for chat in (DANA, SAM, ROBIN):
        shown = [
            value
            for call in house.calls
            if call.chat_id == chat
            for key, value in call.params.items()
            if key not in {"chat_id", "from_chat_id"}
        ]
        assert not any(str(one) in str(shown) for one in NAMES)


@pytest.mark.parametrize("length", [1000, 1024, 4000], ids=["fits", "full", "of a paying account"])
async def test_f23_words_below_a_picture_come_whole_however_long_they_are(
    house: House, story: Story, length: int
) -> None:
    await story.talks()
    house.fails = _as_strict_as_telegram
    await house.send(DANA, PHOTO | {"caption": "x" * length})
    assert any("photo" in one for one in house.phones.of[SAM].messages.values())
    assert sum(line.count("x") for line in house.lines(SAM)) == length
    assert not house.sees(DANA, "line.lost")


async def test_f23_a_text_as_long_as_telegram_takes_comes_whole(
    house: House, story: Story
) -> None:
    await story.talks()
    house.fails = _as_strict_as_telegram
    await house.say(DANA, "x" * 4096)
    assert sum(line.count("x") for line in house.lines(SAM)) == 4096


def _as_strict_as_telegram(call: Call) -> Failure | None:
    caption, text = str(call.params.get("caption", "")), str(call.params.get("text", ""))
    too_long = len(caption) > 1024 or len(text) > 4096
    return Invalid("Bad Request: message is too long") if too_long else None


async def test_f24_words_that_look_like_markup_are_relayed_as_they_are(
    house: House, story: Story
) -> None:
    await story.talks()
    odd = "*a_b [c](d) <b>e & `f"
    await house.say(DANA, odd)
    await house.say(SAM, odd)
    assert house.lines(DANA) == [odd]
    relayed = [one for one in house.calls if odd in str(one.params.get("text"))]
    assert all("parse_mode" not in one.params for one in relayed)


async def test_f24_a_note_that_looks_like_markup_breaks_no_notice(
    house: House, story: Story
) -> None:
    await story.talks()
    await house.say(SAM, "hello")
    await story.on_shift(LEE)
    await house.say(SAM, "/transfer")
    await house.press(SAM, Action.HAND_TO, "Lee")
    await house.say(SAM, "<b>mind & careful")
    assert "&lt;b&gt;mind &amp; careful" in house.last(LEE)


async def test_f25_a_chat_taken_up_again_goes_to_nobody_who_is_off_shift(
    house: House, story: Story
) -> None:
    await story.talks()
    await house.say(DANA, "/end")
    await house.pass_time(hours=9)
    await house.press(DANA, Action.REOPEN)
    assert not house.sees(SAM, "offer.alone")
    assert house.sees(DANA, "wait.nobody")


async def test_f25_the_next_shift_is_told_by_the_clock_of_the_line(
    house: House, story: Story
) -> None:
    await house.pass_time(hours=16)  # four at night in London is past the last hour in New York
    await story.asks(DANA)
    assert house.sees(DANA, "wait.opens", opens="10:00") or house.sees(DANA, "wait.opens")


async def test_f26_undo_says_what_it_cannot_undo(house: House, story: Story) -> None:
    await story.talks()
    await house.say(DANA, "wrong")
    await house.say(DANA, "/undo")
    assert house.lines(SAM) == []
    assert house.sees(DANA, "undo.done")


async def test_f26_undo_while_nobody_knows_whether_it_arrived_takes_it_back_all_the_same(
    house: House, story: Story
) -> None:
    await story.talks()
    unclear = [True]
    house.fails = lambda call: Trouble(ambiguous=True) if unclear and call.chat_id == SAM else None
    await house.say(DANA, "wrong")
    await house.say(DANA, "/undo")
    unclear.clear()
    await house.pass_time(minutes=2)
    assert house.lines(SAM) == []


async def test_f27_an_update_from_outside_cannot_pass_for_one_of_our_own(house: House) -> None:
    """Whether Telegram sent it is asked before: see ``tests/tg/test_raw.py`` and ``tests/web``."""
    body = {"update_id": 5, "warmline": {"name": "enrol", "team": [{"chat_id": DANA}]}}
    await house.again(body)
    assert house.rows("supporters", chat_id=DANA) == []


async def test_f28_whoever_takes_somebody_and_says_nothing_loses_them_to_the_line(
    house: House, story: Story
) -> None:
    await story.talks()
    await house.pass_time(minutes=6)
    assert house.sees(SAM, "silence.nudge")
    assert house.request(DANA)["state"] == "waiting"
