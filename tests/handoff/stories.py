"""Short words for what often happens in a house."""

from dataclasses import dataclass

from bot.domain.handoff.actions import Action
from tests.handoff.house import House
from tests.handoff.people import DANA, MARTA, SAM

CARD_DANGER = "h.peer:suicide_active"
"""What the button below a crisis card carries."""
DANGER = "i want to kill myself tonight"
CRISIS = "i keep cutting myself and i cannot stop"


@dataclass(frozen=True)
class Story:
    """What often happens."""

    house: House

    async def on_shift(self, *supporters: int) -> None:
        """Let them start a shift of eight hours."""
        for one in supporters:
            await self.house.say(one, "/shift")
            await self.house.press(one, Action.SHIFT_ON, "8")

    async def asks(self, *people: int) -> None:
        """Let them ask for a peer, with nothing special about it."""
        for one in people:
            await self.house.say(one, "/peer")
            await self.house.press(one, Action.FOR_WHOM)
            await self.house.press(one, Action.ABOUT, self.house.text("button.skip"))
            await self.house.press(one, Action.WISHED)

    async def asks_urgently(self, *people: int) -> None:
        """Let them ask from a crisis card."""
        for one in people:
            await self.house.press_data(one, CARD_DANGER)

    async def talks(self, person: int = DANA, supporter: int = SAM) -> int:
        """Let them begin to talk; return the id of the request."""
        if self.house.member(supporter)["duty"] == "off":
            await self.on_shift(supporter)
        await self.asks(person)
        await self.claims(supporter, person)
        number: int = self.house.request(person)["id"]
        return number

    async def talks_to_both(self) -> tuple[int, int]:
        """Let Sam talk with Dana, who has his focus, and with Marta."""
        return await self.talks(DANA), await self.talks(MARTA)

    async def claims(self, supporter: int, person: int) -> None:
        """Let the supporter press "I'll take it" for that person."""
        request = self.house.request(person)["id"]
        await self.house.press_data(supporter, f"h.claim:{request}")

    def alias(self, person: int) -> str:
        """Return what the person is called on a supporter's screen."""
        return str(self.house.request(person)["alias"])

    def holder(self, person: int) -> int | None:
        """Return the chat of whoever holds the person's conversation."""
        request = self.house.request(person)
        found = self.house.rows("supporters", id=request["supporter"])
        return found[0]["chat_id"] if found and request["state"] == "active" else None
