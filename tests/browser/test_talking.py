"""What people and peers say to each other through Warmline, on the phones of both.

With ``SCREENSHOTS=docs/images`` in the environment the pictures of the documentation are made.
"""

from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browser.desk import picture, voice
from tests.browser.shift import Shift, arrived, bring_together, heard, not_heard, press
from tests.browser.test_warmline import picture as screenshot
from tests.end_to_end.team import part, say

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_line_of_each_side_is_heard_on_the_other_and_nowhere_else(shift: Shift) -> None:
    dana, sam = shift.cast.dana, shift.cast.sam
    await bring_together(dana, sam)
    await dana.write("i have not slept for three days")
    await heard(sam, "i have not slept")
    await sam.write("that sounds hard, I am here")
    await heard(dana, "that sounds hard")
    await arrived(sam, "that sounds hard")

    for other in (shift.cast.lee, shift.cast.marta, shift.cast.robin):
        await not_heard(other, "slept")
        await not_heard(other, "sounds hard")


async def test_with_two_people_a_reply_goes_to_the_one_who_is_quoted(shift: Shift) -> None:
    dana, marta, sam = shift.cast.dana, shift.cast.marta, shift.cast.sam
    await bring_together(dana, sam)
    await bring_together(marta, sam, "es")
    await dana.write("the evenings are the worst")
    await marta.write("mi hijo no me contesta")
    await heard(sam, "mi hijo")
    await sam.reply("the evenings", "what helps you get through one")
    await sam.reply("mi hijo", "cuánto lo siento, Marta no es tu culpa")

    await heard(dana, "get through one")
    await heard(marta, "cuánto lo siento")
    await not_heard(dana, "cuánto lo siento")
    await not_heard(marta, "get through one")


async def test_a_bare_line_after_somebody_else_wrote_can_be_sent_to_them_instead(
    shift: Shift,
) -> None:
    dana, marta, sam = shift.cast.dana, shift.cast.marta, shift.cast.sam
    first = await bring_together(dana, sam)
    second = await bring_together(marta, sam, "es")
    await expect(sam.pinned).to_contain_text(first)
    await marta.write("no sé qué hacer")
    await heard(sam, "no sé qué hacer")
    await sam.write("te leo, cuéntame")
    await sam.sees(say("line.waits", mark=first))
    await sam.press(f"→ {second}")

    await heard(marta, "te leo")
    await not_heard(dana, "te leo")


async def test_a_bare_line_that_waits_can_be_taken_back(shift: Shift) -> None:
    dana, marta, sam = shift.cast.dana, shift.cast.marta, shift.cast.sam
    first = await bring_together(dana, sam)
    await bring_together(marta, sam, "es")
    await marta.write("hola")
    await heard(sam, "hola")
    await sam.write("meant for nobody")
    await sam.sees(say("line.waits", mark=first))
    await press(sam, "button.undo")
    await sam.sees(part("undo.done"))
    await sam.write("this one is meant")

    await heard(dana, "this one is meant")
    await not_heard(dana, "meant for nobody")


async def test_a_photo_and_a_voice_note_arrive(shift: Shift, tmp_path: Path) -> None:
    dana, sam = shift.cast.dana, shift.cast.sam
    mark = await bring_together(dana, sam)
    await dana.send_photos(picture(tmp_path / "garden.png"), caption="our garden")
    await expect((await sam.sees("our garden")).locator("img")).to_have_count(1)
    await dana.send_voice(voice(tmp_path / "note.ogg"))
    await expect(sam.area.locator(".entry.in audio")).to_have_count(1)
    await sam.send_voice(voice(tmp_path / "answer.ogg"))

    await expect(dana.area.locator(".entry.in audio")).to_have_count(1)
    await expect(sam.answer("our garden")).to_contain_text(mark)


async def test_an_edit_a_reply_and_an_undo_follow_the_line(shift: Shift) -> None:
    dana, sam = shift.cast.dana, shift.cast.sam
    await bring_together(dana, sam)
    await sam.write("how was your mornign")
    await heard(dana, "mornign")
    await sam.edit("mornign", "how was your morning")
    await heard(dana, "your morning")
    await dana.reply("your morning", "better than yesterday")
    await heard(sam, "better than yesterday")
    await dana.edit("better than yesterday", "a bit better than yesterday")
    await heard(sam, "a bit better than yesterday")
    await dana.write("and this was a slip")
    await heard(sam, "this was a slip")
    await dana.write("/undo")

    await not_heard(sam, "this was a slip")
    await not_heard(dana, "mornign")
    # Whoever talks with a person goes on seeing what stood there before an edit.
    await expect(sam.answer("better than yesterday")).to_have_count(2)


async def test_a_phone_number_goes_only_after_a_yes(shift: Shift) -> None:
    dana, sam = shift.cast.dana, shift.cast.sam
    await bring_together(dana, sam)
    await dana.write("call me on 555 201 9988")
    await dana.sees(say("held", what=say("held.phone")))
    await dana.write("or write to me here")
    await heard(sam, "or write to me here")
    await not_heard(sam, "201 9988")
    await press(dana, "button.send")

    await heard(sam, "201 9988")


async def test_danger_shows_the_card_first_and_calls_the_lead(shift: Shift) -> None:
    dana, sam, robin = shift.cast.dana, shift.cast.sam, shift.cast.robin
    await bring_together(dana, sam)
    await dana.write("i want to kill myself tonight")
    await heard(sam, "i want to kill myself")
    after = dana.area.locator(".entry.out", has_text="kill myself").locator("~ .entry")
    banner = sam.answer(part("alarm.banner")).locator("~ .entry")

    await expect(after.first).to_contain_text("988")
    await expect(banner.first).to_contain_text("i want to kill myself")
    await robin.sees(part("page.alarm"))


async def test_a_shift_looks_as_in_the_docs(shift: Shift) -> None:
    dana, marta, sam, robin = (getattr(shift.cast, n) for n in ("dana", "marta", "sam", "robin"))
    first = await bring_together(dana, sam)
    await dana.write("hi. the evenings are the worst")
    await heard(sam, "the evenings")
    await sam.write("hi, I am Sam. I know those evenings")
    await heard(dana, "I know those evenings")
    await bring_together(marta, sam, "es")
    await dana.write("they get so long")
    await heard(sam, "they get so long")
    await marta.write("mi hijo no me contesta el teléfono")
    await heard(sam, "mi hijo")
    await sam.write("what helps you get through one")
    await sam.sees(say("line.waits", mark=first))
    await heard(dana, "what helps you get through one")
    await robin.write("/board")
    await robin.sees(part("board"))
    await shown(shift, "conversations")
    await dana.write("some nights i want to die")
    await robin.sees(part("page.alarm"))
    await heard(sam, "some nights")
    await shown(shift, "danger-in-a-conversation")


async def shown(shift: Shift, name: str) -> None:
    """Scroll every phone to its newest message, and take a picture if one is wanted."""
    for owner in ("Marta", "Sam", "Lee", "Robin"):
        await shift.desk.phone(owner).area.locator(".entry").last.scroll_into_view_if_needed()
    await screenshot(shift.desk.page, name)
