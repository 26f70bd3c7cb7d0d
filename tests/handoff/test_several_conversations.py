"""Several conversations at once: no line reaches the wrong person."""

from collections.abc import Awaitable, Callable

import pytest

from bot.domain.handoff.actions import Action
from tests.handoff.house import House
from tests.handoff.messages import STICKER
from tests.handoff.people import DANA, LEE, MARTA, NURIA, ROBIN, SAM
from tests.handoff.stories import DANGER, Story


async def test_each_persons_lines_carry_their_own_colour_and_alias(
    house: House, story: Story
) -> None:
    await story.talks_to_both()
    await house.say(DANA, "one")
    await house.say(MARTA, "two")
    assert house.lines(SAM) == [f"🔵 {story.alias(DANA)}\none", f"🟢 {story.alias(MARTA)}\ntwo"]


async def test_a_colour_is_free_again_after_the_conversation(house: House, story: Story) -> None:
    await story.talks_to_both()
    await house.say(DANA, "/end")
    await story.talks(NURIA)
    await house.say(NURIA, "three")
    assert house.lines(SAM)[-1].startswith("🔵")


async def test_a_bare_line_goes_to_the_person_in_the_banner(house: House, story: Story) -> None:
    await story.talks_to_both()
    assert house.sees(SAM, "banner", mark=f"🔵 {story.alias(DANA)}")
    await house.say(SAM, "hello")
    assert (house.lines(DANA), house.lines(MARTA)) == (["hello"], [])


async def test_the_banner_is_pinned_without_a_sound(house: House, story: Story) -> None:
    await story.talks()
    phone = house.phones.of[SAM]
    assert len(phone.pinned) == 1
    assert phone.pinned[0] not in phone.sounds


async def test_a_reply_goes_to_the_person_it_answers_whatever_the_focus(
    house: House, story: Story
) -> None:
    await story.talks_to_both()
    await house.say(MARTA, "hello")
    await house.say(SAM, "hi", reply_to=house.phones.of[SAM].find("hello"))
    assert (house.lines(DANA), house.lines(MARTA)) == ([], ["hi"])


async def test_a_reply_to_the_mark_above_a_sticker_goes_to_its_sender(
    house: House, story: Story
) -> None:
    await story.talks_to_both()
    await house.send(MARTA, STICKER)
    mark = house.phones.of[SAM].find(f"{story.alias(MARTA)}:")
    await house.say(SAM, "hi", reply_to=mark)
    assert (house.lines(DANA), house.lines(MARTA)) == ([], ["hi"])


async def test_a_reply_to_ones_own_line_goes_to_whom_that_line_went(
    house: House, story: Story
) -> None:
    await story.talks_to_both()
    await house.say(MARTA, "hello")
    own = await house.say(SAM, "hi", reply_to=house.phones.of[SAM].find("hello"))
    await house.say(SAM, "are you well", reply_to=own)
    assert (house.lines(DANA), house.lines(MARTA)) == ([], ["hi", "are you well"])


async def test_a_reply_to_a_message_nobody_knows_goes_to_nobody_until_a_choice(
    house: House, story: Story
) -> None:
    """A notice of the bot, or a copy of a line whose number a crash has lost."""
    await story.talks_to_both()
    await house.say(SAM, "/who")
    await house.say(SAM, "hello", reply_to=house.phones.of[SAM].newest)
    await house.pass_time(minutes=1)
    assert (house.lines(DANA), house.lines(MARTA)) == ([], [])
    assert house.sees(SAM, "line.whom")


async def test_a_reply_to_what_opened_a_conversation_goes_to_its_person(
    house: House, story: Story
) -> None:
    await story.talks_to_both()
    opening = house.phones.of[SAM].find(f"You are talking with <b>🟢 {story.alias(MARTA)}")
    await house.say(SAM, "hello", reply_to=opening)
    assert (house.lines(DANA), house.lines(MARTA)) == ([], ["hello"])


async def test_a_reply_to_an_alarm_goes_to_the_person_in_danger(
    house: House, story: Story
) -> None:
    await story.talks_to_both()
    await house.say(MARTA, DANGER)
    alarm = house.phones.of[SAM].find("<b>Danger in")
    await house.say(SAM, "I am here", reply_to=alarm)
    assert (house.lines(DANA), house.lines(MARTA)) == ([], ["I am here"])


async def _after_another_line(house: House, story: Story) -> None:
    """Let Marta write while Sam is typing to Dana."""
    await story.talks_to_both()
    await house.say(MARTA, "hello")


async def _after_a_switch(house: House, story: Story) -> None:
    await story.talks_to_both()
    await house.press(SAM, Action.FOCUS)
    await house.press(SAM, Action.FOCUS)


Begin = Callable[[House, Story], Awaitable[None]]
UNSURE = pytest.mark.parametrize(
    "begin", [_after_another_line, _after_a_switch], ids=["another line", "a switch"]
)


@UNSURE
async def test_the_first_bare_line_after_something_unsettling_waits_five_seconds(
    house: House, story: Story, begin: Begin
) -> None:
    await begin(house, story)
    await house.say(SAM, "hi")
    assert house.lines(DANA) == []
    assert house.sees(SAM, "line.waits", mark=f"🔵 {story.alias(DANA)}")
    await house.pass_time(seconds=5)
    assert (house.lines(DANA), len(house.lines(MARTA))) == (["hi"], 0)


async def test_the_second_bare_line_goes_at_once_but_never_before_the_first(
    house: House, story: Story
) -> None:
    await _after_another_line(house, story)
    await house.say(SAM, "first")
    await house.say(SAM, "second")
    assert house.lines(DANA) == []
    await house.pass_time(seconds=5)
    assert house.lines(DANA) == ["first", "second"]


async def test_a_waiting_line_can_be_undone(house: House, story: Story) -> None:
    await _after_another_line(house, story)
    await house.say(SAM, "hi")
    await house.press(SAM, Action.TAKE_BACK)
    await house.pass_time(seconds=20)
    assert (house.lines(DANA), house.lines(MARTA)) == ([], [])


async def test_a_waiting_line_can_be_sent_to_the_other_person_instead(
    house: House, story: Story
) -> None:
    await _after_another_line(house, story)
    await house.say(SAM, "hi")
    await house.press(SAM, Action.SEND_TO)
    await house.pass_time(seconds=20)
    assert (house.lines(DANA), house.lines(MARTA)) == ([], ["hi"])
    assert house.sees(SAM, "line.goes_to", mark=f"🟢 {story.alias(MARTA)}")


async def test_once_it_is_out_a_line_can_go_to_nobody_else(house: House, story: Story) -> None:
    await _after_another_line(house, story)
    await house.say(SAM, "hi")
    instead = house.phones.of[SAM].button(Action.SEND_TO)
    await house.pass_time(seconds=6)
    await house.press_data(SAM, instead[1], instead[0])
    assert (house.lines(DANA), house.lines(MARTA)) == (["hi"], [])
    assert house.sees(SAM, "line.too_late")


async def test_of_three_people_only_the_chosen_one_gets_the_line(
    house: House, story: Story
) -> None:
    await story.talks_to_both()
    await story.talks(NURIA)
    await house.say(NURIA, "hello")
    await house.say(SAM, "hi")
    await house.press(SAM, Action.SEND_TO, story.alias(MARTA))
    await house.pass_time(seconds=20)
    assert [house.lines(one) for one in (DANA, MARTA, NURIA)] == [[], ["hi"], []]


async def test_a_sticker_sent_instead_comes_whole(house: House, story: Story) -> None:
    await _after_another_line(house, story)
    await house.send(SAM, STICKER)
    await house.press(SAM, Action.SEND_TO)
    await house.pass_time(seconds=20)
    assert (len(house.lines(DANA)), len(house.lines(MARTA))) == (0, 1)


async def test_what_gives_somebody_away_is_not_kept_for_a_choice(
    house: House, story: Story
) -> None:
    await _after_another_line(house, story)
    await house.say(SAM, "555 201 9988")
    await house.pass_time(seconds=20)
    assert (house.lines(DANA), house.lines(MARTA)) == ([], [])
    assert house.sees(SAM, "line.whom_first")


async def test_when_the_focused_person_has_just_gone_the_next_line_waits_for_the_only_other(
    house: House, story: Story
) -> None:
    await story.talks_to_both()
    await house.say(DANA, "/end")
    await house.say(SAM, "take care")
    assert house.lines(MARTA) == []
    assert house.sees(SAM, "line.waits", mark=f"🟢 {story.alias(MARTA)}")


async def test_when_the_focused_person_has_gone_and_two_are_left_the_supporter_is_asked(
    house: House, story: Story
) -> None:
    await _asked(house, story)
    assert house.sees(SAM, "line.whom")
    await house.pass_time(minutes=1)
    assert (house.lines(MARTA), house.lines(NURIA)) == ([], [])
    await house.press(SAM, Action.SEND_TO, story.alias(NURIA))
    assert (house.lines(MARTA), house.lines(NURIA)) == ([], ["hi"])


async def _asked(house: House, story: Story) -> None:
    await story.talks_to_both()
    await story.talks(NURIA)
    await house.say(DANA, "/end")
    await house.say(SAM, "hi")


async def test_whoever_was_chosen_has_the_focus_then(house: House, story: Story) -> None:
    await _asked(house, story)
    await house.press(SAM, Action.SEND_TO, story.alias(NURIA))
    assert house.sees(SAM, "banner", mark=f"🟡 {story.alias(NURIA)}")


async def test_a_line_for_nobody_can_be_dropped(house: House, story: Story) -> None:
    await _asked(house, story)
    await house.press(SAM, Action.DROP_HELD)
    await house.pass_time(minutes=1)
    assert (house.lines(MARTA), house.lines(NURIA)) == ([], [])


async def test_the_end_of_another_conversation_does_not_move_the_focus(
    house: House, story: Story
) -> None:
    await story.talks_to_both()
    await story.talks(NURIA)
    await house.say(SAM, "/who")
    await house.press(SAM, Action.FOCUS, story.alias(NURIA))
    await house.say(DANA, "/end")
    assert house.sees(SAM, "banner", mark=f"🟡 {story.alias(NURIA)}")


async def test_a_reply_to_a_conversation_that_is_over_goes_nowhere(
    house: House, story: Story
) -> None:
    await story.talks_to_both()
    await house.say(MARTA, "hello")
    await house.say(MARTA, "/end")
    await house.say(SAM, "hi", reply_to=house.phones.of[SAM].find("hello"))
    assert (house.lines(DANA), house.lines(MARTA)) == ([], [])
    assert house.sees(SAM, "line.gone")


async def test_without_a_conversation_a_line_of_a_supporter_is_a_question_like_any_other(
    house: House, story: Story
) -> None:
    await story.on_shift(SAM)
    await house.say(SAM, "what is naloxone")
    assert "naloxone" in house.last(SAM).lower()


async def test_who_lists_the_conversations_and_marks_the_focused_one(
    house: House, story: Story
) -> None:
    await story.talks_to_both()
    await house.say(SAM, "/who")
    assert house.sees(SAM, "who.focused", mark=f"🔵 {story.alias(DANA)}")
    assert house.sees(SAM, "who.one", mark=f"🟢 {story.alias(MARTA)}")


async def test_a_lead_who_has_joined_gets_the_line_only_in_the_chosen_conversation(
    house: House, story: Story
) -> None:
    dana, _ = await story.talks_to_both()
    await house.press_data(ROBIN, f"h.join:{dana}")
    await house.say(MARTA, "hello")
    await house.say(SAM, "hi")
    await house.press(SAM, Action.SEND_TO)
    await house.pass_time(seconds=20)
    assert (house.lines(DANA), house.lines(MARTA), house.lines(ROBIN)) == ([], ["hi"], [])


async def test_a_lead_can_send_a_line_to_the_conversation_they_have_joined_instead(
    house: House, story: Story
) -> None:
    await story.talks(DANA, SAM)
    await story.talks(MARTA, ROBIN)
    await house.press_data(ROBIN, f"h.join:{house.request(DANA)['id']}")
    await house.press(ROBIN, Action.FOCUS)
    await house.say(DANA, "hello")
    await house.say(ROBIN, "hi")
    await house.press(ROBIN, Action.SEND_TO)
    await house.pass_time(seconds=20)
    assert (house.lines(DANA), house.lines(MARTA)) == (["Robin\nhi"], [])
    assert house.lines(SAM)[-1] == f"🔵 {story.alias(DANA)} ← Robin\nhi"


async def test_a_switch_to_somebody_elses_conversation_is_refused(
    house: House, story: Story
) -> None:
    await story.talks(DANA, SAM)
    await story.talks(MARTA, LEE)
    await house.press_data(SAM, f"h.focus:{house.request(MARTA)['id']}")
    await house.say(SAM, "hi")
    assert (house.lines(DANA), house.lines(MARTA)) == (["hi"], [])


async def test_words_of_danger_do_not_change_where_a_supporters_line_goes(
    house: House, story: Story
) -> None:
    await story.talks_to_both()
    await story.talks(NURIA)
    await house.say(DANA, "/end")
    await house.say(SAM, DANGER)
    assert house.sees(SAM, "line.whom")
    assert house.sees(SAM, "alarm.your_words")
