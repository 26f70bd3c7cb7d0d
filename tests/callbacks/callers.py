"""What somebody does who wants to be called, and what a supporter does with it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.handoff.actions import Action
from tests.handoff.house import House
from tests.handoff.people import DANA, SAM

NUMBER = "(212) 555-0123"
SHOWN = "+1 212-555-0123"
DIGITS = "2125550123"
NAME = "Skyfall"


def day(house: House, ahead: int = 0) -> str:
    """Return the word of a day, counted from the house's today in New York."""
    local = house.now.astimezone(ZoneInfo("America/New_York"))
    return (local.date() + timedelta(days=ahead)).isoformat()


@dataclass
class Caller:
    """A person with a telephone."""

    house: House
    chat: int = DANA

    async def tap(self, word: str) -> None:
        """Press the newest button whose word begins so."""
        await tap(self.house, self.chat, f"{Action.CALL_FORM}:{word}")

    async def own(self, what: str) -> None:
        """Press a button of the callback that is open."""
        await self.house.press(self.chat, Action.MY_CALLBACK, self.house.text(f"button.cb_{what}"))

    async def to_number(self, name: str = NAME, age: str = "adult") -> None:
        """Begin, and come to where the number is asked for."""
        await self.house.say(self.chat, "/callback")
        await self.tap(f"age:{age}")
        await self.house.say(self.chat, name)

    async def to_times(self, number: str = NUMBER, **parts: str) -> None:
        """Come to where the day is asked for."""
        await self.to_number(**parts)
        await self.house.say(self.chat, number)
        await self.tap("check:yes")
        await self.tap("zone:eastern")

    async def choose(self, hour: str, ahead: int = 0) -> None:
        """Choose a day and the window that begins at ``hour``."""
        await self.tap(f"day:{day(self.house, ahead)}")
        await self.house.press(self.chat, Action.CALL_FORM, f"{hour}–")

    async def to_summary(self, *hours: str, ahead: int = 0, **parts: str) -> None:
        """Fill all of it in, with these times of one day."""
        await self.to_times(**parts)
        for number, hour in enumerate(hours):
            if number:
                await self.tap("more:more")
            await self.choose(hour, ahead)
        if len(hours) < 3:
            await self.tap("more:done")
        for step in ("message", "caller", "text", "language", "about"):
            await self.tap(f"{step}:skip")

    async def asks(self, *hours: str, ahead: int = 0, **parts: str) -> None:
        """Ask for a call at these hours, New York time."""
        await self.to_summary(*hours or ("10:00",), ahead=ahead, **parts)
        await self.tap("summary:")

    def row(self) -> dict[str, Any]:
        """Return what is kept of the callback."""
        return self.house.rows("callbacks", chat_id=self.chat)[-1]


async def tap(house: House, chat: int, word: str) -> None:
    """Press the newest button that carries ``word``, or begins so."""
    for number, one in reversed(house.phones.of[chat].messages.items()):
        for row in one.get("keyboard", []):
            for button in row:
                if button["callback_data"].startswith(f"h.{word}"):
                    await house.press_data(chat, button["callback_data"], number)
                    return
    raise AssertionError(f"no button {word!r} on the screen")


async def on_shift(house: House, *supporters: int) -> None:
    """Let them start a shift of eight hours."""
    for one in supporters or (SAM,):
        await house.say(one, "/shift")
        await house.press(one, Action.SHIFT_ON, "8")


async def outcome(house: House, word: str, by: int = SAM) -> None:
    """Say how the attempt went."""
    await house.press(by, Action.CALL_DONE, house.text(f"call.as_{word}"))
