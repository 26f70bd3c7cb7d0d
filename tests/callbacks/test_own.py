"""One's own callback: seen, changed, cancelled, and what danger, blocking and forgetting do."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from bot.domain.handoff.actions import Action
from bot.domain.handoff.hours import Hours, Span
from bot.usecases.edition import Edition, Editions
from tests.callbacks.callers import DIGITS, NAME, SHOWN, Caller, on_shift, outcome
from tests.callbacks.conftest import TERMS
from tests.handoff.house import House, a_house
from tests.handoff.people import DANA, LEE, ROBIN, SAM
from tests.handoff.stories import CARD_DANGER, DANGER


async def test_mycallback_shows_it_with_the_end_of_the_number_only(
    house: House, dana: Caller
) -> None:
    await dana.asks("10:00")
    await house.say(DANA, "/mycallback")
    assert house.sees(DANA, "callback.open", name=NAME, ending="23")
    assert SHOWN not in "\n".join(house.phones.of[DANA].texts)


async def test_another_number_is_taken_after_a_yes(house: House, dana: Caller) -> None:
    await dana.asks("10:00")
    await dana.own("number")
    await house.say(DANA, "(212) 555-0144")
    await dana.tap("check:yes")
    assert house.sees(DANA, "callback.changed")
    assert house.sees(DANA, "callback.open", name=NAME, ending="44")
    assert house.rows("forms") == []


async def test_another_time_puts_it_in_line_anew(house: House, dana: Caller) -> None:
    await dana.asks("10:00")
    await dana.own("time")
    await dana.tap("zone:eastern")
    await dana.choose("18:00", ahead=1)
    await dana.tap("more:done")
    await on_shift(house, SAM)
    await house.pass_time(hours=6)
    assert not house.phones.of[SAM].has_button(Action.CLAIM)
    assert not house.sees(DANA, "callback.missed")


async def test_what_is_safe_is_changed(dana: Caller) -> None:
    await dana.asks("10:00")
    await dana.own("safe")
    for word in ("message:yes", "caller:no", "text:yes"):
        await dana.tap(word)
    row = dana.row()
    assert (row["voicemail"], row["named"], row["text"]) == (True, False, True)


async def test_a_cancelled_one_is_erased_and_taken_off_all_screens(
    house: House, dana: Caller
) -> None:
    await dana.asks("10:00")
    await house.pass_time(hours=3)
    await on_shift(house, SAM)
    await dana.own("cancel")
    assert house.rows("callbacks") == []
    assert house.request(DANA)["state"] == "cancelled"
    assert not house.phones.of[SAM].has_button(Action.CLAIM)


async def test_cancelled_while_somebody_has_it_the_number_goes_from_their_screen(
    house: House, dana: Caller
) -> None:
    await dana.asks("10:00")
    await house.pass_time(hours=3)
    await on_shift(house, SAM)
    await house.press(SAM, Action.CLAIM)
    await house.press(SAM, Action.CALL_NUMBER)
    await house.say(DANA, "/end")
    assert house.rows("callbacks") == []
    assert SHOWN not in "\n".join(house.phones.of[SAM].texts)
    assert house.sees(SAM, "end.over")


async def test_reply_here_instead_makes_a_planned_call_a_chat(house: House, dana: Caller) -> None:
    await on_shift(house, SAM)
    await dana.asks("16:00")
    await dana.own("chat")
    assert house.rows("callbacks") == []
    await house.press(SAM, Action.CLAIM)
    assert house.sees(DANA, "talk.begins", name="Sam")


async def test_there_is_one_open_callback_only(house: House, dana: Caller) -> None:
    await dana.asks("10:00")
    await house.say(DANA, "/callback")
    assert house.count(DANA, "callback.open", name=NAME, ending="23") == 2
    assert len(house.rows("requests", kind="callback")) == 1


async def test_nobody_changes_somebody_elses(house: House, dana: Caller) -> None:
    await dana.asks("10:00")
    for what in ("show", "cancel", "number"):
        await house.press_data(LEE, f"h.cbm:{house.request(DANA)['id']}:{what}")
    assert house.count(LEE, "peer.gone") == 3
    assert house.request(DANA)["state"] == "waiting"


async def test_three_new_ones_a_day_and_the_crisis_card_always(house: House, dana: Caller) -> None:
    for _ in range(3):
        await dana.asks("16:00")
        await dana.own("cancel")
    await house.say(DANA, "/callback")
    assert house.sees(DANA, "callback.too_many")
    await house.say(DANA, DANGER)
    assert "988" in house.last(DANA)


async def test_the_limit_outlives_forget(house: House, dana: Caller) -> None:
    for _ in range(3):
        await dana.asks("16:00")
        await house.say(DANA, "/forget")
        await house.press_data(DANA, "fg")
    await house.say(DANA, "/callback")
    assert house.sees(DANA, "callback.too_many")


async def test_after_six_bad_numbers_there_is_a_pause_for_an_hour(
    house: House, dana: Caller
) -> None:
    await dana.to_number()
    for _ in range(6):
        await house.say(DANA, "12345")
    await house.say(DANA, "(212) 555-0123")
    assert house.sees(DANA, "callback.pause_numbers")
    await house.say(DANA, DANGER)
    assert "988" in house.last(DANA)
    await house.pass_time(hours=1)
    await house.say(DANA, "(212) 555-0123")
    assert house.sees(DANA, "callback.check", number=SHOWN)


async def test_two_wrong_numbers_bring_a_pause_of_days(house: House, dana: Caller) -> None:
    await dana.asks("10:00")
    await house.pass_time(hours=3)
    await on_shift(house, SAM)
    await house.press(SAM, Action.CLAIM)
    await outcome(house, "wrong_number")
    await dana.asks("12:00")
    await house.pass_time(hours=2)
    await house.press(SAM, Action.CLAIM)
    await outcome(house, "wrong_number")
    await house.say(DANA, "/callback")
    assert house.sees(DANA, "callback.pause")


async def test_somebody_in_danger_gets_a_peer_in_the_chat_instead(
    house: House, dana: Caller
) -> None:
    await on_shift(house, SAM)
    await dana.asks("16:00")
    await house.say(DANA, DANGER)
    assert house.sees(ROBIN, "page.alarm")
    await house.press_data(DANA, CARD_DANGER, house.phones.of[DANA].newest)
    assert (house.request(DANA)["kind"], house.request(DANA)["priority"]) == ("chat", 0)
    assert house.rows("callbacks") == []


async def test_danger_while_a_call_is_in_hand_brings_the_card_and_the_holder_hears(
    house: House, dana: Caller
) -> None:
    await dana.asks("10:00")
    await house.pass_time(hours=3)
    await on_shift(house, SAM)
    await house.press(SAM, Action.CLAIM)
    await house.say(DANA, DANGER)
    assert "988" in house.last(DANA)
    assert house.sees(SAM, "alarm.banner")


async def test_asking_for_a_peer_shows_the_planned_call_first(house: House, dana: Caller) -> None:
    await dana.asks("16:00")
    await house.say(DANA, "/peer")
    assert house.count(DANA, "callback.open", name=NAME, ending="23") == 2


async def test_whoever_deletes_the_chat_is_called_all_the_same(house: House, dana: Caller) -> None:
    await dana.asks("10:00")
    await house.block(DANA)
    await house.pass_time(hours=3)
    await on_shift(house, SAM)
    await house.press(SAM, Action.CLAIM)
    await house.press(SAM, Action.CALL_NUMBER)
    assert SHOWN in "\n".join(house.phones.of[SAM].texts)


async def test_forget_erases_it_at_once_and_tells_whoever_had_it(
    house: House, dana: Caller
) -> None:
    await dana.asks("10:00")
    await house.pass_time(hours=3)
    await on_shift(house, SAM)
    await house.press(SAM, Action.CLAIM)
    await house.press(SAM, Action.CALL_NUMBER)
    await house.say(DANA, "/forget")
    await house.press_data(DANA, "fg")
    assert house.rows("callbacks") == []
    assert house.rows("requests") == []
    assert SHOWN not in "\n".join(house.phones.of[SAM].texts)


async def test_thirty_days_after_the_end_name_and_number_are_erased(
    house: House, dana: Caller
) -> None:
    await dana.asks("10:00")
    await house.pass_time(hours=3)
    await on_shift(house, SAM)
    await house.press(SAM, Action.CLAIM)
    await outcome(house, "reached")
    await house.sleep_through(days=29, hours=23)
    await house.database.upkeep.purge(before=house.now - TWO_DAYS)
    assert len(house.rows("callbacks")) == 1
    await house.sleep_through(hours=2)
    await house.database.upkeep.purge(before=house.now - TWO_DAYS)
    assert house.rows("callbacks") == []
    assert len(house.rows("requests")) == 1


async def test_hours_that_changed_since_are_told_early_with_a_choice(
    sqlite_url: str, editions: Editions
) -> None:
    changing = Changing(editions)
    async with a_house(sqlite_url, changing, terms=TERMS) as house:
        await house.enrol()
        dana = Caller(house)
        await dana.asks("14:00", ahead=2)
        changing.hours = Hours("America/New_York", {2: (Span(time(18), time(20)),)})
        await house.pass_time(days=1, hours=8)
        assert house.sees(DANA, "callback.hours_changed")
        assert not house.sees(ROBIN, "page.callback_missed")


async def test_a_time_that_passed_while_somebody_thought_is_asked_anew(
    house: House, dana: Caller
) -> None:
    await dana.to_summary("10:00")
    await house.pass_time(hours=5)
    await dana.tap("summary:")
    assert house.sees(DANA, "callback.time_gone")
    assert house.rows("callbacks") == []


async def test_neither_name_nor_number_leaves_for_anybody_but_the_caller_after_the_tap(
    house: House, dana: Caller
) -> None:
    await on_shift(house, SAM, LEE)
    await dana.asks("10:00", "14:00")
    await house.pass_time(hours=3)
    await house.press(SAM, Action.CLAIM)
    await house.press(SAM, Action.CALL_NUMBER)
    await outcome(house, "no_answer")
    await house.pass_time(hours=7)
    told = [(call.chat_id, call.method) for call in house.calls
            if call.chat_id != DANA and has_traces(str(call.params))]  # fmt: skip
    assert told == [(SAM, "editMessageText")]
    assert not has_traces(str([house.rows("request_events"), house.rows("timers"),
                               house.rows("requests"), house.rows("message_links")]))  # fmt: skip


async def test_neither_name_nor_number_is_logged(
    house: House,
    dana: Caller,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level("DEBUG")
    await dana.to_number()
    await house.say(DANA, f"{DIGITS}99")
    await house.say(DANA, DIGITS)
    await house.press_data(DANA, "h.cbf:check:maybe", house.phones.of[DANA].newest)
    await dana.tap("check:yes")
    assert not has_traces(caplog.text + "".join(capfd.readouterr()))


def has_traces(text: str) -> bool:
    return NAME in text or DIGITS in "".join(sign for sign in text if sign not in " -()")


@pytest.mark.parametrize("language", ["en", "es"])
async def test_the_form_speaks_both_languages(house: House, dana: Caller, language: str) -> None:
    await house.say(DANA, "/language")
    await house.press_data(DANA, f"l:{language}")
    await dana.asks("10:00")
    assert house.request(DANA)["language"] == language


TWO_DAYS = timedelta(hours=48)


class Changing:
    """Knowledge whose hours change while the bot runs."""

    def __init__(self, inner: Editions) -> None:
        self._inner = inner
        self.hours: Hours | None = None

    def current(self) -> Edition:
        edition = self._inner.current()
        if self.hours is None:
            return edition
        peers = replace(edition.knowledge.peers, hours=self.hours)
        return replace(edition, knowledge=replace(edition.knowledge, peers=peers))
