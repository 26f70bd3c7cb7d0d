"""Talking: each line reaches the other side as it is, under a mark, and can be mended."""

from typing import Any

import pytest

from bot.domain.delivery import Call, Failure, Invalid
from tests.handoff.house import House
from tests.handoff.messages import DICE, LOCATION, POLL, RELAYED
from tests.handoff.people import DANA, LEE, MARTA, NAMES, SAM
from tests.handoff.stories import Story

BOTH = pytest.mark.parametrize(
    ("sender", "receiver"), [(DANA, SAM), (SAM, DANA)], ids=["person", "supporter"]
)


async def test_a_persons_line_comes_under_their_alias(house: House, story: Story) -> None:
    await story.talks()
    await house.say(DANA, "is someone there")
    assert house.lines(SAM) == [f"🔵 {story.alias(DANA)}\nis someone there"]


async def test_a_supporters_line_comes_as_it_is(house: House, story: Story) -> None:
    await story.talks()
    await house.say(SAM, "i am here")
    assert house.lines(DANA) == ["i am here"]


@BOTH
@pytest.mark.parametrize("content", RELAYED.values(), ids=RELAYED.keys())
async def test_every_kind_of_message_reaches_the_other_side(
    house: House, story: Story, sender: int, receiver: int, content: dict[str, Any]
) -> None:
    await story.talks()
    await house.send(sender, content)
    phone = house.phones.of[receiver]
    copied = phone.messages[phone.newest]
    assert next(iter(content)) in copied
    assert copied["protected"]


@pytest.mark.parametrize("content", [RELAYED["sticker"], RELAYED["video note"]])
async def test_a_message_without_room_for_words_has_its_mark_before_it(
    house: House, story: Story, content: dict[str, Any]
) -> None:
    await story.talks()
    await house.send(DANA, content)
    assert house.lines(SAM)[0] == f"🔵 {story.alias(DANA)}:"


@BOTH
@pytest.mark.parametrize("content", [POLL, DICE], ids=["poll", "dice"])
async def test_what_cannot_be_passed_on_is_said_so(
    house: House, story: Story, sender: int, receiver: int, content: dict[str, Any]
) -> None:
    await story.talks()
    await house.send(sender, content)
    assert house.sees(sender, "line.cannot")
    assert house.lines(receiver) == []


@BOTH
async def test_a_line_keeps_its_bold_words_but_no_mention_and_no_hidden_link(
    house: House, story: Story, sender: int, receiver: int  # noqa: ARG001  # the table has both
) -> None:
    await story.talks()
    kinds = ({"type": "bold"}, {"type": "text_link", "url": "https://example.org"})
    entities = [{**one, "offset": 0, "length": 4} for one in kinds]
    await house.send(sender, {"text": "calm now", "entities": entities})
    sent = next(one for one in house.calls if "calm now" in str(one.params.get("text")))
    assert {one["type"] for one in sent.params["entities"]} == {"bold"}


@BOTH
async def test_a_reply_points_to_the_same_line_on_the_other_screen(
    house: House, story: Story, sender: int, receiver: int
) -> None:
    await story.talks()
    await house.say(receiver, "first")
    quoted = house.phones.of[sender].find("first")
    await house.say(sender, "second", reply_to=quoted)
    answer = house.phones.of[receiver].find("second")
    shown = house.phones.of[receiver].messages[answer]["reply_to"]
    assert house.phones.of[receiver].messages[shown]["text"] == "first"


@BOTH
async def test_a_reply_to_ones_own_line_points_to_its_copy(
    house: House, story: Story, sender: int, receiver: int
) -> None:
    await story.talks()
    first = await house.say(sender, "first")
    await house.say(sender, "second", reply_to=first)
    phone = house.phones.of[receiver]
    assert phone.messages[phone.find("second")]["reply_to"] == phone.find("first")


@BOTH
async def test_a_reply_to_something_that_never_arrived_goes_out_without_it(
    house: House, story: Story, sender: int, receiver: int
) -> None:
    await story.talks()
    house.fails = _refuse_texts("first")
    first = await house.say(sender, "first")
    await house.say(sender, "second", reply_to=first)
    phone = house.phones.of[receiver]
    assert phone.messages[phone.find("second")]["reply_to"] is None


def _refuse_texts(text: str) -> Any:
    def fails(call: Call) -> Failure | None:
        return Invalid("Bad Request") if text in str(call.params.get("text")) else None

    return fails


async def test_a_persons_edit_comes_as_a_reply_and_the_old_words_stay_to_be_seen(
    house: House, story: Story
) -> None:
    await story.talks()
    number = await house.say(DANA, "i am fine")
    await house.edit(DANA, number, "i am not fine")
    phone = house.phones.of[SAM]
    new = phone.find("✎")
    assert "i am not fine" in phone.messages[new]["text"]
    assert "i am fine" in phone.messages[phone.messages[new]["reply_to"]]["text"]


async def test_a_supporters_edit_changes_the_line_on_the_persons_screen(
    house: House, story: Story
) -> None:
    await story.talks()
    number = await house.say(SAM, "call 987")
    await house.edit(SAM, number, "call 988")
    assert house.lines(DANA) == ["call 988"]


async def test_a_supporters_edit_of_a_caption_changes_the_caption(
    house: House, story: Story
) -> None:
    await story.talks()
    number = await house.send(SAM, RELAYED["photo"])
    await house.edit(SAM, number, "look here", photo=RELAYED["photo"]["photo"])
    assert house.lines(DANA) == ["look here"]


async def test_a_supporters_edit_that_gives_something_away_is_not_carried_out(
    house: House, story: Story
) -> None:
    await story.talks()
    number = await house.say(SAM, "call me")
    await house.edit(SAM, number, "call me at 555 201 9988")
    assert house.lines(DANA) == ["call me"]
    assert house.sees(SAM, "line.edit_held")


async def test_an_edit_of_a_line_from_before_the_conversation_shows_nobody_anything(
    house: House, story: Story
) -> None:
    number = await house.say(DANA, "what is naloxone")
    await story.talks()
    await house.edit(DANA, number, "what is naloxone for")
    assert house.lines(SAM) == []


async def test_the_new_holder_sees_an_edit_of_a_line_that_the_former_one_got(
    house: House, story: Story
) -> None:
    await story.talks()
    number = await house.say(DANA, "i am fine")
    await story.on_shift(LEE)
    await house.say(SAM, "/release")
    await story.claims(LEE, DANA)
    await house.edit(DANA, number, "i am not fine")
    assert "i am not fine" in house.lines(LEE)[-1]
    assert "i am not fine" not in house.phones.of[SAM].log[-1]


async def test_the_steps_of_a_shared_place_that_moves_are_no_new_lines(
    house: House, story: Story
) -> None:
    await story.talks()
    number = await house.send(DANA, LOCATION)
    told = len(house.phones.of[DANA].log)
    await house.edit(DANA, number, "", **LOCATION)
    assert len(house.phones.of[DANA].log) == told
    assert house.lines(SAM) == []


@BOTH
async def test_undo_takes_the_last_line_off_the_other_screen(
    house: House, story: Story, sender: int, receiver: int
) -> None:
    await story.talks()
    await house.say(sender, "first")
    await house.say(sender, "second")
    await house.say(sender, "/undo")
    assert len(house.lines(receiver)) == 1
    assert "first" in house.lines(receiver)[0]
    assert house.sees(sender, "undo.done")


@BOTH
async def test_undo_as_a_reply_takes_that_line_back(
    house: House, story: Story, sender: int, receiver: int
) -> None:
    await story.talks()
    first = await house.say(sender, "first")
    await house.say(sender, "second")
    await house.say(sender, "/undo", reply_to=first)
    assert len(house.lines(receiver)) == 1
    assert "second" in house.lines(receiver)[0]


async def test_undo_before_the_line_is_out_stops_it(house: House, story: Story) -> None:
    await story.talks()
    house.offline = True
    await house.say(SAM, "wrong words")
    await house.say(SAM, "/undo")
    house.offline = False
    await house.settle()
    assert house.lines(DANA) == []


async def test_undo_twice_takes_back_two_lines(house: House, story: Story) -> None:
    await story.talks()
    for text in ("first", "second", "third"):
        await house.say(DANA, text)
    await house.say(DANA, "/undo")
    await house.say(DANA, "/undo")
    assert len(house.lines(SAM)) == 1


async def test_undo_of_a_sticker_takes_its_mark_along(house: House, story: Story) -> None:
    await story.talks()
    await house.send(DANA, RELAYED["sticker"])
    await house.say(DANA, "/undo")
    assert house.lines(SAM) == []


async def test_with_nothing_to_take_back_undo_says_so(house: House, story: Story) -> None:
    await story.talks()
    await house.say(DANA, "/undo")
    assert house.sees(DANA, "undo.nothing")


async def test_undo_without_words_takes_back_what_was_last_written_to_anybody(
    house: House, story: Story
) -> None:
    await story.talks_to_both()
    await house.say(MARTA, "hello")
    await house.say(SAM, "to dana", reply_to=None)
    await house.pass_time(seconds=6)
    await house.say(SAM, "to marta", reply_to=house.phones.of[SAM].find("hello"))
    await house.say(SAM, "/undo")
    assert (house.lines(DANA), house.lines(MARTA)) == (["to dana"], [])


@BOTH
async def test_a_reaction_to_a_line_is_put_on_it_for_its_sender(
    house: House, story: Story, sender: int, receiver: int
) -> None:
    await story.talks()
    number = await house.say(sender, "thank you")
    copy = house.phones.of[receiver].find("thank you")
    await house.react(receiver, copy, "❤")
    assert house.phones.of[sender].reactions[number] == "❤"
    await house.react(receiver, copy)
    assert house.phones.of[sender].reactions[number] is None


@BOTH
async def test_a_reaction_to_ones_own_line_is_put_on_its_copy(
    house: House, story: Story, sender: int, receiver: int
) -> None:
    await story.talks()
    number = await house.say(sender, "thank you")
    await house.react(sender, number, "🙏")
    copy = house.phones.of[receiver].find("thank you")
    assert house.phones.of[receiver].reactions[copy] == "🙏"


async def test_after_the_conversation_a_reaction_is_carried_nowhere(
    house: House, story: Story
) -> None:
    await story.talks()
    await house.say(SAM, "take care")
    await house.say(DANA, "/end")
    await house.react(DANA, house.phones.of[DANA].find("take care"), "❤")
    assert "❤" not in house.phones.of[SAM].reactions.values()


async def test_a_supporter_sees_that_a_line_arrived(house: House, story: Story) -> None:
    await story.talks()
    number = await house.say(SAM, "i am here")
    assert house.phones.of[SAM].reactions[number] == "👌"


@BOTH
async def test_nothing_that_is_relayed_can_be_forwarded_or_saved(
    house: House, story: Story, sender: int, receiver: int
) -> None:
    await story.talks()
    copies = {"sendMessage", "copyMessage", "copyMessages"}
    before = len(house.calls)
    for content in ({"text": "words"}, *RELAYED.values()):
        await house.send(sender, content)
    made = [one for one in house.calls[before:] if one.chat_id == receiver]
    assert [one.params["protect_content"] for one in made if one.method in copies]
    assert all(one.params["protect_content"] for one in made if one.method in copies)


async def test_a_line_taken_up_by_a_person_who_blocked_the_bot_is_said_not_to_arrive(
    house: House, story: Story
) -> None:
    await story.talks()
    house.phones.of[DANA].blocked = True
    await house.say(SAM, "are you there")
    assert house.sees(SAM, "line.lost_for")
    assert house.request(DANA)["outcome"] == "unreachable"


async def test_a_line_too_large_for_telegram_is_said_not_to_arrive(
    house: House, story: Story
) -> None:
    await story.talks()
    house.fails = lambda call: Invalid("too big") if call.method == "copyMessage" else None
    await house.send(SAM, RELAYED["video"])
    assert house.sees(SAM, "line.lost_for")
    await house.send(DANA, RELAYED["video"])
    assert house.sees(DANA, "line.lost")
    assert house.request(DANA)["state"] == "active"


async def test_when_the_supporter_blocked_the_bot_the_person_is_back_in_line(
    house: House, story: Story
) -> None:
    await story.talks()
    await story.on_shift(LEE)
    house.phones.of[SAM].blocked = True
    await house.say(DANA, "are you there")
    assert house.sees(DANA, "back.looking")
    assert house.sees(LEE, "offer")
    assert house.member(SAM)["duty"] == "off"


async def test_a_word_with_a_stroke_that_is_no_command_is_not_passed_on(
    house: House, story: Story
) -> None:
    await story.talks()
    await house.say(SAM, "/clsoe")
    assert house.lines(DANA) == []
    assert house.sees(SAM, "unknown_command")


async def test_a_stroke_within_a_line_is_part_of_it(house: House, story: Story) -> None:
    await story.talks()
    await house.send(DANA, {"text": "/ i do not know", "entities": []})
    assert "/ i do not know" in house.lines(SAM)[0]


async def test_the_bot_answers_nothing_of_what_is_said_in_a_conversation(
    house: House, story: Story
) -> None:
    await story.talks()
    told = len(house.phones.of[DANA].log)
    await house.say(DANA, "what is naloxone")
    await house.send(DANA, RELAYED["sticker"])
    assert len(house.phones.of[DANA].log) == told


async def test_every_name_on_telegram_stays_with_the_bot(house: House, story: Story) -> None:
    await story.talks()
    await house.say(DANA, "hello")
    await house.say(SAM, "hello")
    assert not any(name in text for name in NAMES.values() for text in house.phones.of[SAM].log)
