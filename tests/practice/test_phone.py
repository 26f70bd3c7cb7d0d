"""How much a phone remembers."""

from practice.line import Line
from practice.phone import KEPT, SHOWN, SLACK
from tests.practice.clients import account


async def test_a_phone_forgets_its_oldest_messages() -> None:
    line = Line()
    dana = account(line)
    for _ in range(KEPT + SLACK + 1):
        dana.say("x")

    assert next(iter(dana.phone.messages)) == SLACK + 2
    assert len(dana.phone.messages) == KEPT
    assert len(dana.phone.shown()) == SHOWN
    assert dana.phone.shown()[-1]["message_id"] == KEPT + SLACK + 1
