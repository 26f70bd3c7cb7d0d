"""Going on after an answer, or after none."""

from tests.builders import CHAT, message, press
from tests.tg.conftest import LEAD, FrontDesk

NOBODY_KNOWS = "quantum chromodynamics lecture notes are here for us"


def from_lead(text: str) -> dict[str, object]:
    update = message(text)
    update["message"]["chat"]["id"] = update["message"]["from"]["id"] = LEAD
    return update


async def test_other_words_are_asked_for_once(desk: FrontDesk) -> None:
    await desk(message("/start"))
    first = await desk(message(NOBODY_KNOWS))
    second = await desk(message("zxcv qwer"))

    assert (first.shown, second.shown) == (["[en:unknown]"], ["[en:unknown.again]"])


async def test_after_ten_minutes_it_is_a_new_conversation(desk: FrontDesk) -> None:
    await desk(message("/start"))
    await desk(message(NOBODY_KNOWS))
    desk.clock.move(minutes=10)

    assert (await desk(message("zxcv qwer"))).shown == ["[en:unknown]"]


async def test_an_answer_is_remembered_without_a_word_of_the_question(desk: FrontDesk) -> None:
    await desk(message("what is peer support"))

    thread = desk.threads.known[CHAT]
    assert (thread.entry_id, thread.asked_again) == ("peer", False)


async def test_an_entry_opened_by_its_button_is_remembered(desk: FrontDesk) -> None:
    await desk(press("e:cost"))

    assert desk.threads.known[CHAT].entry_id == "cost"


async def test_a_question_without_an_answer_is_counted_redacted(desk: FrontDesk) -> None:
    await desk(message("my name is dana, what is peer support to xyzzy cost cost"))
    await desk(message(NOBODY_KNOWS))

    assert [gap.words for gap in desk.gaps.counts] == ["… notes are here for us"]


async def test_the_list_of_gaps_is_for_leads_only(desk: FrontDesk) -> None:
    assert (await desk(message("/gaps"))).shown == ["[en:gaps.only_leads]"]
    assert (await desk(press("gi:1"))).calls[-1].params["text"] == "[en:gaps.only_leads]"
    assert desk.gaps.settled == {}


async def test_a_lead_sees_a_question_with_entries_that_come_near(desk: FrontDesk) -> None:
    for _ in range(3):
        await desk(message(NOBODY_KNOWS))
    turn = await desk(from_lead("/gaps"))

    assert turn.shown == ["[en:gaps.item]"]
    assert turn.buttons[-3:] == ["gi:1", "gd:1", "gn:1"]


async def test_one_tap_makes_it_a_phrasing(desk: FrontDesk) -> None:
    for _ in range(3):
        await desk(message(NOBODY_KNOWS))
    pressed = press("ga:1.cost")
    pressed["callback_query"]["message"]["chat"]["id"] = LEAD
    pressed["callback_query"]["from"]["id"] = LEAD
    turn = await desk(pressed)

    assert desk.gaps.settled == {1: ("attached", "cost")}
    assert turn.shown == ["[en:gaps.none]"]


async def test_nothing_waits_is_said(desk: FrontDesk) -> None:
    assert (await desk(from_lead("/gaps"))).shown == ["[en:gaps.none]"]
