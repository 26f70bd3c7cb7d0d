"""How much a phone remembers."""

from practice.line import Line
from practice.people import Account
from practice.phone import KEPT, SHOWN, SLACK
from tests.practice.clients import Bot, account


async def test_a_phone_forgets_its_oldest_messages() -> None:
    line = Line()
    dana = account(line)
    for _ in range(KEPT + SLACK + 1):
        dana.say("x")

    assert next(iter(dana.phone.messages)) == SLACK + 2
    assert len(dana.phone.messages) == KEPT
    assert len(dana.phone.shown()) == SHOWN
    assert dana.phone.shown()[-1]["message_id"] == KEPT + SLACK + 1


async def test_a_pin_is_shown_however_old_it_is() -> None:
    line = Line()
    dana = account(line)
    for _ in range(SHOWN + 5):
        dana.say("x")
    line.pin(dana.phone, [2])

    assert [message["message_id"] for message in dana.phone.shown()][:2] == [2, 6]


async def test_what_comes_without_a_sound_is_marked_and_the_bot_does_not_see_the_mark(
    bot: Bot, dana: Account
) -> None:
    loud = await bot("sendMessage", chat_id=101, text="x")
    quiet = await bot("sendMessage", chat_id=101, text="x", disable_notification=True)
    marks = [message.get("silent") for message in dana.phone.shown()]
    await bot("deleteMessage", chat_id=101, message_id=3)

    assert marks == [None, None, True]
    assert loud.result.keys() == quiet.result.keys()
    assert dana.phone.silent == set()
