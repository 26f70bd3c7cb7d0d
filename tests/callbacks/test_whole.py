"""A call from the first button to the last word."""

from bot.domain.handoff.actions import Action
from tests.callbacks.callers import DIGITS, NAME, SHOWN, Caller, on_shift, outcome
from tests.handoff.house import House
from tests.handoff.people import DANA, SAM


async def test_somebody_is_called_at_their_time_and_reached(each_house: House) -> None:
    house = each_house
    await Caller(house).asks("10:00")
    await house.pass_time(hours=3, minutes=5)
    await on_shift(house)
    await house.press(SAM, Action.CLAIM)
    assert house.sees(DANA, "callback.taken", name="Sam")
    assert SHOWN not in "\n".join(house.phones.of[SAM].texts)
    await house.press(SAM, Action.CALL_NUMBER)
    assert SHOWN in "\n".join(house.phones.of[SAM].texts)
    assert NAME in "\n".join(house.phones.of[SAM].texts)
    await outcome(house, "reached")
    assert house.request(DANA)["outcome"] == "reached"
    assert SHOWN not in "\n".join(house.phones.of[SAM].texts)
    assert house.sees(DANA, "callback.done")
    assert DIGITS not in str(house.rows("callbacks"))
