"""A person reaches a peer through Warmline, as the five phones of the practice line show it.

Two people, two supporters and a lead, in a real browser; the bot runs in a process of its own,
and is killed in the middle.
"""

import signal

import pytest
from playwright.async_api import expect

from tests.browser.shift import Shift, ask, bring_together, heard, key, not_heard, press
from tests.end_to_end.team import part, say

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_of_two_who_press_at_once_exactly_one_has_the_request(shift: Shift) -> None:
    sam, lee = shift.cast.sam, shift.cast.lee
    await ask(shift.cast.dana)
    claims = [key(phone, say("button.claim")) for phone in (sam, lee)]
    await shift.desk.press_at_once(*claims)
    begun = shift.desk.page.locator(".entry.in", has_text=part("talk.opening"))
    await expect(begun).to_have_count(1)
    winner, loser = (sam, lee) if await sam.answer(part("talk.opening")).count() else (lee, sam)

    await loser.sees(say("claim.taken", name=winner.name))
    await expect(shift.desk.page.locator(".key", has_text=say("button.claim"))).to_have_count(0)


async def test_a_conversation_is_handed_to_a_colleague_who_says_yes(shift: Shift) -> None:
    dana, sam, lee = shift.cast.dana, shift.cast.sam, shift.cast.lee
    await bring_together(dana, sam)
    await sam.write("hello, I am here")
    await heard(dana, "I am here")
    await sam.write("/transfer")
    await sam.press("Lee")
    await sam.sees(part("hand.note"))
    await sam.write("calm now, wants to talk about sleep")
    await lee.sees("wants to talk about sleep")
    await press(lee, "button.accept")
    await dana.sees(say("talk.handed_over", name="Lee", former="Sam"))
    await dana.write("good evening Lee")
    await lee.write("good evening, how did you sleep")

    await heard(lee, "good evening Lee")
    await heard(dana, "how did you sleep")
    await not_heard(sam, "good evening")


async def test_who_is_blocked_reaches_no_peer_but_still_the_numbers(shift: Shift) -> None:
    dana, sam, robin = shift.cast.dana, shift.cast.sam, shift.cast.robin
    mark = await bring_together(dana, sam)
    await robin.write("/board")
    await robin.press(mark.split()[1])
    await press(robin, "button.block")
    await press(robin, "block.day")
    await robin.sees(part("block.why"))
    await robin.write("threats, twice")
    await dana.sees(part("block.told"))
    await dana.write("/peer")
    await dana.sees(part("ask.blocked_until"))
    await dana.key("Help now").last.click()

    await dana.sees("In danger right now")
    await sam.sees(part("end.over"))


async def test_who_feels_worse_is_shown_the_number_and_the_lead_is_told(shift: Shift) -> None:
    dana, sam, robin = shift.cast.dana, shift.cast.sam, shift.cast.robin
    mark = await bring_together(dana, sam)
    await sam.write("/close")
    await press(sam, "outcome.talked")
    await dana.sees(say("end.by_supporter", name="Sam"))
    await press(dana, "rate.worse")

    await dana.sees(part("rate.thanks_worse"))
    await robin.sees(say("page.worse", alias=mark.split()[1]))


async def test_a_kill_in_the_middle_loses_no_line_and_keeps_the_order(shift: Shift) -> None:
    dana, marta, sam, lee = shift.cast.dana, shift.cast.marta, shift.cast.sam, shift.cast.lee
    hers = await bring_together(dana, sam)
    theirs = await bring_together(marta, lee, "es")
    lines = [f"line {n} of dana" for n in range(1, 7)]
    for number, line in enumerate(lines):
        await dana.write(line)
        await sam.write(f"answer {number} of sam")
        await marta.write(f"línea {number} de marta")
        if number == 3:
            await shift.scene.end_bot(signal.SIGKILL)
    await shift.scene.start_bot()
    await sam.sees(lines[-1], within=30)  # what waited goes out a line a second and chat
    await lee.sees("línea 5 de marta", within=30)
    await dana.sees("answer 5 of sam", within=30)

    assert once(await sam.texts(mine=False), "line") == [f"{hers}\n{line}" for line in lines]
    assert once(await dana.texts(mine=False), "of sam") == [f"answer {n} of sam" for n in range(6)]
    got = once(await lee.texts(mine=False), "de marta")
    assert got == [f"{theirs}\nlínea {n} de marta" for n in range(6)]
    assert once(await marta.texts(mine=False), " of ") == []


def once(texts: list[str], word: str) -> list[str]:
    """Return the texts that hold ``word``; of repeats in a row only one.

    A line whose answer from Telegram was on its way at the kill is sent again, and rightly.
    """
    found = [text.strip() for text in texts if word in text]
    return [text for at, text in enumerate(found) if at == 0 or found[at - 1] != text]


async def test_an_offer_from_before_a_kill_can_be_taken_after_it(shift: Shift) -> None:
    dana, lee = shift.cast.dana, shift.cast.lee
    await ask(dana)
    await lee.sees(part("offer"))
    await shift.scene.end_bot(signal.SIGKILL)
    await press(lee, "button.claim")
    await shift.scene.start_bot()

    await dana.sees(say("talk.begins", name="Lee", emergency="911").split("\n", 1)[0])
    await shift.cast.sam.sees(say("claim.taken", name="Lee"))


async def test_what_was_held_or_waiting_at_a_kill_still_goes_where_it_was_meant_to(
    shift: Shift,
) -> None:
    dana, marta, sam = shift.cast.dana, shift.cast.marta, shift.cast.sam
    first = await bring_together(dana, sam)
    await bring_together(marta, sam, "es")
    await dana.write("my number is 555 201 9988")
    await dana.sees(say("held", what=say("held.phone")))
    await marta.write("hola")
    await heard(sam, "hola")
    await sam.write("one moment please")
    await sam.sees(say("line.waits", mark=first))
    await shift.scene.end_bot(signal.SIGKILL)
    await shift.scene.start_bot()
    await heard(dana, "one moment please")
    await press(dana, "button.send")

    await heard(sam, "201 9988")
    await not_heard(marta, "one moment")
