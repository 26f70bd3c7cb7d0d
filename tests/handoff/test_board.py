"""The lead's board: who waits, who is on shift, and one press to do something about it."""

import pytest

from bot.domain.handoff.actions import Action
from tests.handoff.house import House
from tests.handoff.people import ALEX, DANA, KIM, LEE, MARTA, ROBIN, SAM
from tests.handoff.stories import DANGER, Story


async def test_the_most_urgent_come_first(house: House, story: Story) -> None:
    await story.asks(DANA)
    await story.asks_urgently(MARTA)
    await house.say(ROBIN, "/board")
    wanted = [story.alias(MARTA), story.alias(DANA)]
    assert house.phones.of[ROBIN].labels(Action.VIEW) == wanted


async def test_what_waits_too_long_is_marked(house: House, story: Story) -> None:
    await story.asks(DANA)
    await house.say(ROBIN, "/board")
    assert house.sees(ROBIN, "board.waiting")
    await house.pass_time(minutes=61)
    await house.say(ROBIN, "/board")
    assert house.sees(ROBIN, "board.overdue", alias=story.alias(DANA))


async def test_who_is_on_shift_is_shown_with_their_load(house: House, story: Story) -> None:
    await story.talks()
    await house.say(ROBIN, "/board")
    assert house.sees(ROBIN, "board.supporter", name="Sam", load=1)
    assert house.sees(ROBIN, "board.active", alias=story.alias(DANA), name="Sam")


async def test_a_waiting_person_is_assigned_with_one_press(house: House, story: Story) -> None:
    await _assigned(house, story)
    assert story.holder(DANA) == LEE
    assert house.sees(DANA, "talk.begins", name="Lee")
    assert house.sees(SAM, "claim.taken", name="Lee")


async def _assigned(house: House, story: Story) -> None:
    await story.on_shift(SAM, LEE)
    await story.asks(DANA)
    await _view(house)
    await house.press(ROBIN, Action.ASSIGN)
    await house.press(ROBIN, Action.ASSIGN_TO, "Lee")


async def _view(house: House) -> None:
    await house.say(ROBIN, "/board")
    await house.press(ROBIN, Action.VIEW)


async def test_a_conversation_is_given_to_another_and_both_are_told(
    house: House, story: Story
) -> None:
    await story.talks()
    await story.on_shift(LEE)
    await _view(house)
    await house.press(ROBIN, Action.ASSIGN)
    await house.press(ROBIN, Action.ASSIGN_TO, "Lee")
    assert house.sees(SAM, "assign.taken_away")
    await house.say(DANA, "who is here")
    assert (len(house.lines(SAM)), len(house.lines(LEE))) == (0, 1)


async def test_nobody_is_assigned_who_knows_the_person(house: House, story: Story) -> None:
    await story.on_shift(SAM, LEE)
    await story.asks(DANA)
    await house.press(LEE, Action.KNOWN)
    await _view(house)
    await house.press(ROBIN, Action.ASSIGN)
    assert house.phones.of[ROBIN].labels(Action.ASSIGN_TO) == ["Sam"]
    number = house.request(DANA)["id"]
    await house.press_data(ROBIN, f"h.assignto:{number}:{house.member(LEE)['id']}")
    assert house.request(DANA)["state"] == "waiting"


async def test_nobody_is_assigned_who_waits_for_a_peer_themself(
    house: House, story: Story
) -> None:
    await story.asks(KIM)
    await story.asks(DANA)
    number = house.request(DANA)["id"]
    await house.press_data(ROBIN, f"h.assignto:{number}:{house.member(KIM)['id']}")
    assert house.request(DANA)["state"] == "waiting"


async def test_a_request_is_raised_with_one_press(house: House, story: Story) -> None:
    await story.asks(DANA)
    await _view(house)
    await house.press(ROBIN, Action.RAISE, house.text("raise.crisis"))
    assert house.request(DANA)["priority"] == 1


async def test_lowering_needs_a_reason_which_is_kept_sealed(house: House, story: Story) -> None:
    await story.asks_urgently(DANA)
    await _view(house)
    await house.press(ROBIN, Action.LOWER, house.text("lower.elevated"))
    assert house.request(DANA)["priority"] == 0
    await house.say(ROBIN, "a misunderstanding")
    assert house.request(DANA)["priority"] == 2
    [note] = house.rows("notes")
    assert b"misunderstanding" not in note["body"]


async def test_a_lead_who_joins_is_announced_to_both_sides(house: House, story: Story) -> None:
    await _joined(house, story)
    assert house.sees(DANA, "join.announced", name="Robin")
    assert house.sees(SAM, "join.announced_holder", name="Robin")


async def _joined(house: House, story: Story) -> None:
    await story.talks()
    await _view(house)
    await house.press(ROBIN, Action.JOIN)


async def test_in_a_joined_conversation_each_line_reaches_the_other_two(
    house: House, story: Story
) -> None:
    await _joined(house, story)
    mark = f"🔵 {story.alias(DANA)}"
    await house.say(DANA, "one")
    await house.say(SAM, "two")
    await house.say(ROBIN, "three")
    assert house.lines(DANA) == ["two", "Robin\nthree"]
    assert house.lines(SAM) == [f"{mark}\none", f"{mark} ← Robin\nthree"]
    assert house.lines(ROBIN) == [f"{mark}\none", f"{mark} ← Sam\ntwo"]


async def test_a_changed_line_of_a_joined_lead_keeps_their_name(
    house: House, story: Story
) -> None:
    await _joined(house, story)
    number = await house.say(ROBIN, "three")
    await house.edit(ROBIN, number, "four")
    assert house.lines(DANA) == ["Robin\nfour"]
    assert house.lines(SAM) == [f"🔵 {story.alias(DANA)} ← Robin\nfour"]


async def test_a_line_too_large_for_the_lead_only_is_not_called_lost(
    house: House, story: Story
) -> None:
    await _joined(house, story)
    house.phones.of[ROBIN].blocked = True
    await house.say(DANA, "one")
    assert len(house.lines(SAM)) == 1
    assert story.holder(DANA) == SAM
    assert not house.sees(DANA, "line.lost")


async def test_a_lead_who_parts_hears_nothing_more(house: House, story: Story) -> None:
    await _joined(house, story)
    await house.press(ROBIN, Action.PART)
    assert house.sees(DANA, "join.left", name="Robin")
    await house.say(DANA, "one")
    assert house.lines(ROBIN) == []


async def test_a_lead_who_has_joined_can_take_it_and_gets_each_line_once(
    house: House, story: Story
) -> None:
    await _joined(house, story)
    number, robin = house.request(DANA)["id"], house.member(ROBIN)["id"]
    await house.press_data(ROBIN, f"h.assignto:{number}:{robin}")
    await house.say(DANA, "one")
    assert (len(house.lines(ROBIN)), len(house.lines(SAM))) == (1, 0)


async def test_only_one_lead_joins(house: House, story: Story) -> None:
    await _joined(house, story)
    await house.press_data(ALEX, f"h.join:{house.request(DANA)['id']}")
    assert house.sees(ALEX, "join.other")


async def test_a_lead_ends_a_conversation_kindly(house: House, story: Story) -> None:
    await story.talks()
    await _view(house)
    await house.press(ROBIN, Action.END_IT)
    assert house.sees(DANA, "end.by_lead")
    assert house.sees(SAM, "end.over")


async def test_a_lead_takes_somebody_out_of_the_line(house: House, story: Story) -> None:
    await story.on_shift(SAM)
    await story.asks(DANA)
    await _view(house)
    await house.press(ROBIN, Action.END_IT)
    assert house.sees(DANA, "end.wait_by_lead")
    assert house.sees(SAM, "offer.over")


@pytest.mark.parametrize(("span", "days"), [("day", 1), ("week", 7), ("month", 30)])
async def test_a_block_ends_the_talk_needs_a_reason_and_lifts_itself(
    house: House, story: Story, span: str, days: int
) -> None:
    await story.talks()
    await _view(house)
    await house.press(ROBIN, Action.BLOCK)
    await house.press(ROBIN, Action.BLOCK_FOR, house.text(f"block.{span}"))
    assert house.request(DANA)["state"] == "active"
    await house.say(ROBIN, "threats")
    assert house.sees(DANA, "block.told")
    await house.say(DANA, "/peer")
    assert house.sees(DANA, "ask.blocked_until")
    await house.pass_time(days=days)
    await house.say(DANA, "/peer")
    assert house.sees(DANA, "ask.for")


async def test_for_the_blocked_the_crisis_card_and_the_numbers_go_on_working(
    house: House, story: Story
) -> None:
    number = await story.talks()
    await house.press_data(ROBIN, f"h.blockfor:{number}:good")
    await house.say(ROBIN, "threats")
    await house.say(DANA, DANGER)
    assert "988" in house.last(DANA)
    await house.say(DANA, "/crisis")
    assert "988" in house.last(DANA)
    await house.press(DANA, Action.PEER)
    assert house.sees(DANA, "ask.blocked")


async def test_a_block_can_be_lifted(house: House, story: Story) -> None:
    number = await story.talks()
    await house.press_data(ROBIN, f"h.blockfor:{number}:good")
    await house.say(ROBIN, "threats")
    await house.press(ROBIN, Action.UNBLOCK)
    await house.say(DANA, "/peer")
    assert house.sees(DANA, "ask.for")


async def test_the_reason_of_a_block_is_kept_sealed(house: House, story: Story) -> None:
    number = await story.talks()
    await house.press_data(ROBIN, f"h.blockfor:{number}:good")
    await house.say(ROBIN, "threats")
    assert b"threats" not in house.rows("blocks")[0]["reason"]
