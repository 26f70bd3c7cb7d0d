"""Plays random steps in a house, and knows from a small model what must come of them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.domain.handoff.focus import Ask, Straight, Waiting, route
from tests.handoff.house import House, Row
from tests.handoff.people import DANA, KIM, LEE, MARTA, NURIA, SAM
from tests.handoff.stories import Story

PERSONS, SUPPORTERS = (DANA, MARTA, NURIA), (SAM, LEE, KIM)


@dataclass
class Passed:
    """A line that was passed on, and where it must be seen."""

    sender: int
    number: int
    text: str
    to: int
    request: int
    gone: bool = False
    until: datetime | None = None
    """Until when it can be sent to somebody else instead."""


@dataclass
class Held:
    """A line that waits for its sender's yes."""

    sender: int
    number: int
    text: str
    request: int
    to: int


@dataclass
class Player:
    """One play; each step has a name and two numbers that choose who and what."""

    house: House
    passed: list[Passed] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    words: int = 0

    def __post_init__(self) -> None:
        self.story = Story(self.house)

    async def begin(self) -> None:
        """Bring everybody on shift, and two people into a conversation."""
        await self.story.on_shift(*SUPPORTERS)
        for person in (DANA, MARTA):
            await self.story.asks(person)
            await self.story.claims(SAM, person)

    async def step(self, name: str, first: int, second: int) -> None:
        """Do one step, and see that only what may change has changed."""
        person, supporter = PERSONS[first % 3], SUPPORTERS[second % 3]
        before = self._open()
        touched = await STEPS[name](self, person, supporter)
        self._see(before, touched)

    async def finish(self) -> None:
        """Let everything arrive, and compare all screens with the model."""
        self.house.offline = False
        await self.house.pass_time(seconds=30)
        for chat in (*PERSONS, *SUPPORTERS):
            wanted = [one.text for one in self.passed if one.to == chat and not one.gone]
            assert [_words(line) for line in self.house.lines(chat)] == wanted, chat

    # what the house shows

    def _open(self) -> dict[int, Row]:
        rows = [one for one in self.house.rows("requests", rehearsal=False) if not one["over_at"]]
        people = [one["chat_id"] for one in rows]
        assert len(people) == len(set(people)), "two open requests"
        assert all((one["state"] == "active") == (one["supporter"] is not None) for one in rows)
        return {one["chat_id"]: one for one in rows}

    def _see(self, before: dict[int, Row], touched: set[int]) -> None:
        """See that nobody else's request changed hands."""
        after = self._open()
        for person in set(PERSONS) - touched:
            old, new = before.get(person, {}), after.get(person, {})
            assert _place(old) == _place(new), person

    def _ids(self) -> dict[int, int]:
        return {row["chat_id"]: row["id"] for row in self.house.rows("supporters")}

    def _chat(self, member: int | None) -> int:
        return next((chat for chat, number in self._ids().items() if number == member), 0)

    def _new(self, kind: str) -> str:
        self.words += 1
        return f"{kind}{self.words}"

    def _active(self, person: int) -> Row | None:
        found = self._open().get(person)
        return found if found is not None and found["state"] == "active" else None

    def _hands(self, supporter: int) -> list[Row]:
        mine = self._ids()[supporter]
        rows = [one for one in self._open().values() if one["supporter"] == mine]
        return sorted(rows, key=lambda one: (one["claimed_at"], one["id"]))

    def _own(self, sender: int, choice: int) -> Passed | None:
        mine = [one for one in self.passed if one.sender == sender and not one.gone]
        return mine[choice % len(mine)] if mine else None

    # steps: each returns whose request may have changed hands

    async def say(self, person: int, _supporter: int) -> set[int]:
        request, text = self._active(person), self._new("p")
        self.house.phones.of[person].blocked = False
        number = await self.house.say(person, text)
        if request is not None:
            to = self._chat(request["supporter"])
            self.passed.append(Passed(person, number, text, to, request["id"]))
        return set()

    async def say_bare(self, _person: int, supporter: int) -> set[int]:
        hands, me = self._hands(supporter), self.house.member(supporter)
        held = {one["id"]: one for one in hands}
        way = route(quoted=None, focus=me["focus"], held=list(held), unsure=me["unsure"])
        text = self._new("s")
        number = await self.house.say(supporter, text)
        match way:
            case Straight(request=chosen) | Waiting(request=chosen):
                to = held[chosen]["chat_id"]
                line = Passed(supporter, number, text, to, chosen)
                line.until = self.house.now if isinstance(way, Waiting) else None
                self.passed.append(line)
            case Ask():
                assert self.house.sees(supporter, "line.whom")
            case _:
                pass
        return set()

    async def say_to(self, person: int, supporter: int) -> set[int]:
        """Answer the last line of that person that the supporter sees."""
        phone, text = self.house.phones.of[supporter], self._new("r")
        quoted = [
            number
            for number, shown in phone.messages.items()
            for line in self.passed
            if (line.sender, line.to) == (person, supporter)
            and shown.get("protected")
            and _words(shown["text"]) == line.text
        ]
        if not quoted:
            return set()
        number = await self.house.say(supporter, text, reply_to=quoted[-1])
        said = _words(phone.messages[quoted[-1]]["text"])
        request = next(one.request for one in self.passed if one.text == said)
        if any(one["id"] == request for one in self._hands(supporter)):
            self.passed.append(Passed(supporter, number, text, person, request))
        return set()

    async def send_instead(self, person: int, supporter: int) -> set[int]:
        """Send the last waiting line to somebody else; a button that has not come is not there."""
        if self.house.offline:
            return set()
        request = self._active(person)
        line = next((one for one in reversed(self.passed) if one.sender == supporter), None)
        mine = request is not None and request["supporter"] == self._ids()[supporter]
        if line is None or line.until is None or line.gone or request is None or not mine:
            return set()
        word = f"{line.number}:{request['id']}"
        offered = f"h.to:{word}" in str(self.house.phones.of[supporter].messages)
        await self.house.press_data(supporter, f"h.to:{word}")
        waits = (self.house.now - line.until).total_seconds() < 5
        if waits and offered and line.request != request["id"]:
            self.passed.remove(line)
            moved = Passed(supporter, line.number, line.text, person, request["id"])
            self.passed.append(moved)
        return set()

    async def say_number(self, person: int, _supporter: int) -> set[int]:
        """Write what waits for a yes."""
        request, text = self._active(person), f"{self._new('h')} 555 201 9988"
        if request is not None:
            number = await self.house.say(person, text)
            to = self._chat(request["supporter"])
            self.held.append(Held(person, number, text, request["id"], to))
        return set()

    async def agree(self, person: int, _supporter: int) -> set[int]:
        mine = [one for one in self.held if one.sender == person]
        for one in mine[-1:]:
            self.held.remove(one)
            request = self._active(person)
            await self.house.press_data(person, f"h.send:{one.number}")
            now = (request["id"], self._chat(request["supporter"])) if request else None
            if now == (one.request, one.to):
                line = Passed(person, one.number, one.text, one.to, one.request)
                self.passed.append(line)
        return set()

    async def undo(self, person: int, supporter: int) -> set[int]:
        for who in (person, supporter)[self.words % 2 :][:1]:
            line = self._own(who, self.words)
            if line is not None:
                await self.house.say(who, "/undo", reply_to=line.number)
                for one in self.passed:
                    if (one.sender, one.number) == (who, line.number):
                        one.gone = True
        return set()

    async def edit(self, person: int, _supporter: int) -> set[int]:
        line, request = self._own(person, self.words), self._active(person)
        if line is None:
            return set()
        text = self._new("e")
        await self.house.edit(person, line.number, text)
        known = any(
            (one.sender, one.number) == (person, line.number)
            and request is not None
            and one.request == request["id"]
            and not one.gone
            for one in self.passed
        )
        if request is not None and known:
            to = self._chat(request["supporter"])
            self.passed.append(Passed(person, line.number, text, to, request["id"]))
        return set()

    async def rewrite(self, _person: int, supporter: int) -> set[int]:
        line = self._own(supporter, self.words)
        if line is None:
            return set()
        text = self._new("w")
        await self.house.edit(supporter, line.number, text)
        if any(one["id"] == line.request for one in self._hands(supporter)):
            line.text = text
        return set()

    async def ask(self, person: int, _supporter: int) -> set[int]:
        self.house.phones.of[person].blocked = False
        if person not in self._open():
            await self.house.press_data(person, "h.peer:")
            for data in ("h.for:me", "h.about:skip", "h.wished:"):
                await self.house.press_data(person, data)
            assert self._open()[person]["state"] == "waiting"
        return {person}

    async def claim(self, person: int, supporter: int) -> set[int]:
        request = self._open().get(person)
        if request is None:
            return set()
        could = self._could(request, supporter)
        await self.house.press_data(supporter, f"h.claim:{request['id']}")
        if could:
            assert self.story.holder(person) == supporter
        return {person} if could else set()

    async def race(self, person: int, supporter: int) -> set[int]:
        """Let all press at once; the first one has it, whatever the others do."""
        request = self._open().get(person)
        if request is None:
            return set()
        racers = [one for one in SUPPORTERS if one != supporter]
        able = [one for one in racers if self._could(request, one)]
        for one in racers:
            await self.house.receive_press(one, f"h.claim:{request['id']}")
        await self.house.settle()
        if able:
            assert self.story.holder(person) == able[0]
        return {person} if able else set()

    def _could(self, request: Row, supporter: int) -> bool:
        mine = self._ids()[supporter]
        free = len(self._hands(supporter)) < 3 and mine not in request["avoid"]
        asked = request["asked_of"] in {None, mine}
        return request["state"] == "waiting" and free and asked

    async def _press(self, person: int, who: int, data: str) -> set[int]:
        request = self._active(person)
        if request is not None and request["supporter"] == self._ids()[who]:
            await self.house.press_data(who, data.format(request["id"]))
            return {person}
        return set()

    async def release(self, person: int, supporter: int) -> set[int]:
        touched = await self._press(person, supporter, "h.release:{}")
        assert not touched or self._open()[person]["state"] == "waiting"
        return touched

    async def close(self, person: int, supporter: int) -> set[int]:
        touched = await self._press(person, supporter, "h.closeas:{}:talked")
        assert not touched or person not in self._open()
        return touched

    async def hand_over(self, person: int, supporter: int) -> set[int]:
        """Offer it to a colleague, who says yes, or no, or nothing for now."""
        request = self._active(person)
        if request is None:
            return set()
        colleague, number = supporter, request["id"]
        holder, theirs = self._chat(request["supporter"]), self._ids()[colleague]
        if request["handing_over"] and request["asked_of"] == theirs and self.words % 3:
            await self.house.press_data(colleague, f"h.accept:{number}")
            return {person}
        await self.house.press_data(holder, f"h.handto:{number}:{theirs}:go")
        assert self.story.holder(person) == holder
        return set()

    async def decline(self, person: int, supporter: int) -> set[int]:
        request = self._open().get(person)
        if request is not None:
            await self.house.press_data(supporter, f"h.decline:{request['id']}")
        return set()

    async def end(self, person: int, _supporter: int) -> set[int]:
        await self.house.say(person, "/end")
        assert person not in self._open()
        return {person}

    async def someone_else(self, person: int, _supporter: int) -> set[int]:
        request = self._active(person)
        if request is not None:
            await self.house.press_data(person, f"h.else:{request['id']}")
            assert self._open()[person]["state"] == "waiting"
        return {person}

    async def reopen(self, person: int, _supporter: int) -> set[int]:
        for row in self.house.rows("requests", chat_id=person)[:1]:
            await self.house.press_data(person, f"h.reopen:{row['id']}")
        return {person}

    async def know(self, person: int, supporter: int) -> set[int]:
        """Say "I know this person"."""
        request = self._open().get(person)
        if request is not None:
            await self.house.press_data(supporter, f"h.known:{request['id']}")
        return {person}

    async def block(self, person: int, _supporter: int) -> set[int]:
        """Let the person block the bot, once all that is under way has arrived."""
        self.house.offline = False
        await self.house.pass_time(seconds=6)
        await self.house.block(person)
        assert person not in self._open()
        return {person}

    async def hesitate(self, person: int, supporter: int) -> set[int]:
        """Let all write, so that the next bare line waits, and send it to ``person`` instead."""
        for one in self._hands(supporter):
            await self.say(one["chat_id"], supporter)
        await self.say_bare(person, supporter)
        return await self.send_instead(person, supporter)

    async def agree_late(self, person: int, supporter: int) -> set[int]:
        """Say yes to a held line once somebody else may have the conversation."""
        request = self._active(person)
        await self.say_number(person, supporter)
        if request is not None:
            await self.release(person, self._chat(request["supporter"]))
            await self.claim(person, supporter)
        await self.agree(person, supporter)
        return {person}

    async def restart(self, _person: int, _supporter: int) -> set[int]:
        await self.house.restart()
        return set()

    async def go_offline(self, _person: int, _supporter: int) -> set[int]:
        self.house.offline = True
        return set()

    async def go_online(self, _person: int, _supporter: int) -> set[int]:
        self.house.offline = False
        await self.house.settle()
        return set()

    async def wait_a_moment(self, _person: int, _supporter: int) -> set[int]:
        await self.house.pass_time(seconds=6)
        return set()

    async def wait(self, _person: int, _supporter: int) -> set[int]:
        """Let minutes go by; a claim without a first line may go back meanwhile."""
        before = self._open()
        await self.house.pass_time(minutes=2)
        after = self._open()
        for person, row in before.items():
            if row["answered_at"] is not None or row["state"] == "waiting":
                assert _place(after.get(person, {})) == _place(row)
        return set(PERSONS)


def _place(request: Row) -> tuple[Any, ...]:
    return request.get("id"), request.get("state"), request.get("supporter")


def _words(line: str) -> str:
    """Return a relayed line without the mark before it."""
    return line.rpartition("\n")[2]


STEPS: dict[str, Callable[[Player, int, int], Awaitable[set[int]]]] = {
    "say": Player.say,
    "say bare": Player.say_bare,
    "say to": Player.say_to,
    "send instead": Player.send_instead,
    "say a number": Player.say_number,
    "agree": Player.agree,
    "undo": Player.undo,
    "edit": Player.edit,
    "rewrite": Player.rewrite,
    "ask": Player.ask,
    "claim": Player.claim,
    "race": Player.race,
    "release": Player.release,
    "close": Player.close,
    "hand over": Player.hand_over,
    "decline": Player.decline,
    "end": Player.end,
    "someone else": Player.someone_else,
    "reopen": Player.reopen,
    "know": Player.know,
    "hesitate": Player.hesitate,
    "agree late": Player.agree_late,
    "block": Player.block,
    "restart": Player.restart,
    "go offline": Player.go_offline,
    "go online": Player.go_online,
    "wait a moment": Player.wait_a_moment,
    "wait": Player.wait,
}
