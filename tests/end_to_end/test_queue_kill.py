"""kill -9 while people and supporters talk: every line at its right receiver, in order, none lost.

People write line after line; supporters answer each line that reaches them, as a reply to it. A
line that comes twice in a row is a repeated call, whose answer was on its way at a kill. Who
replies to the first of the two is asked for whom that is, as nobody can know its number.
"""

import asyncio
import contextlib
import itertools
import os
import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.processes import Stage, stage, until
from tests.end_to_end.team import enrol_team, knowledge, part, say
from tests.end_to_end.test_kill import kill_and_restart

SHORT = os.environ.get("SOAK") == "short"
SUPPORTERS = (103, 104, 105)
"""Sam, Lee and Robin, who takes people, too."""
PEOPLE = range(9_000_000_001, 9_000_000_006)
"""Two for Sam, two for Lee, one for Robin; ids longer than 32 bits."""

Messages = Sequence[dict[str, Any]]


@dataclass
class Evening:
    """A shift with a conversation for everybody, and what has been said so far."""

    scene: Stage
    chance: random.Random
    holders: dict[int, int] = field(default_factory=dict)
    """A person to their supporter."""
    marks: dict[str, int] = field(default_factory=dict)
    """Colour and alias, as they stand before a line, to the person."""
    written: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    answered: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    late: set[str] = field(default_factory=set)
    """Answers that went only after the supporter was asked for whom they are."""

    # --- before the conversations ---------------------------------------------------------

    async def begin(self) -> None:
        """Bring all together: shifts, requests, and two claims each, one for Robin."""
        await asyncio.gather(*(self._comes_on(one) for one in SUPPORTERS))
        aliases = await asyncio.gather(*(self._asks(person) for person in PEOPLE))
        people = dict(zip(aliases, PEOPLE, strict=True))
        for supporter in (*SUPPORTERS, *SUPPORTERS[:2]):
            mark = await self._claims(supporter, offers=len(people))
            person = people.pop(mark.split()[-1])
            self.marks[mark] = person
            self.holders[person] = supporter

    async def _comes_on(self, supporter: int) -> None:
        await self.scene.line.say(supporter, "/shift")
        await self._press(supporter, say("button.on_4"))
        await self._said(supporter, part("shift.started"))

    async def _asks(self, person: int) -> str:
        """Ask for a peer, and return the alias that the person is told."""
        await self.scene.line.post("/line/load", {"items": [[person, "/peer"]]})
        for key in ("ask.for_me", "button.skip", "button.wished"):
            await self._press(person, say(key))
        told = str((await self._said(person, part("wait.place")))["text"])
        words = set(told.replace(".", " ").split())
        return next(one for one in knowledge().peers.aliases if one in words)

    async def _claims(self, supporter: int, *, offers: int) -> str:
        """Take one of ``offers``, once what others took is off the screen; return its mark."""
        before = len(_saying(await self._messages(supporter), part("talk.opening")))

        async def offered() -> bool:
            shown = [_labels(one) for one in await self._messages(supporter)]
            return sum(say("button.claim") in labels for labels in shown) == offers

        await until(offered)
        await self._press(supporter, say("button.claim"))

        async def begun() -> Messages:
            return _saying(await self._messages(supporter), part("talk.opening"))[before:]

        opening = str((await until(begun))[0]["text"])
        return opening.split("\n", 1)[0].removeprefix(part("talk.opening")).strip(" .")

    async def _press(self, phone: int, label: str) -> None:
        async def below() -> Messages:
            return [one for one in await self._messages(phone) if label in _labels(one)]

        await self.scene.line.press(phone, (await until(below))[-1]["message_id"], label)

    async def _said(self, phone: int, words: str) -> dict[str, Any]:
        async def said() -> Messages:
            return _saying(await self._messages(phone), words)

        found: dict[str, Any] = (await until(said))[-1]
        return found

    async def _messages(self, phone: int) -> Messages:
        try:
            return await self.scene.line.messages(phone)
        except StopIteration:  # this phone has not written yet
            return []

    # --- the conversations ----------------------------------------------------------------

    async def talk(self, rounds: int) -> None:
        """Let everybody write a line, again and again, in an order of chance."""
        for number in range(rounds):
            items = [(person, f"line {number} of {person % 10}") for person in PEOPLE]
            self.chance.shuffle(items)
            await self.scene.line.post("/line/load", {"items": items})
            for person, line in items:
                self.written[person].append(line)
            await asyncio.sleep(self.chance.uniform(0.2, 0.6))

    async def listen(self) -> None:
        """Answer what reaches each supporter, until everything that was written is answered."""
        owed = {(person, line) for person in PEOPLE for line in self.written[person]}
        while not owed or any(line not in self.answered[one] for one, line in owed):
            await self.look()
            await asyncio.sleep(0.05)
            owed = {(person, line) for person in PEOPLE for line in self.written[person]}

    async def look(self) -> None:
        """Let each supporter look at their phone once, and do what is to be done."""
        for supporter in SUPPORTERS:
            messages = await self._messages(supporter)
            await self._answer(supporter, messages)
            await self._choose(supporter, messages)

    async def _choose(self, supporter: int, messages: Messages) -> None:
        for question in _saying(messages, say("line.whom")):
            answer = str(question["reply_to_message"]["text"])
            if answer not in self.late:
                self.late.add(answer)
                mark = next(one for one in self.marks if answer.endswith(str(self.marks[one])[-1]))
                await self.scene.line.press(supporter, question["message_id"], mark)

    async def _answer(self, supporter: int, messages: Messages) -> None:
        for message in messages:
            mark, _, line = str(message.get("text", "")).partition("\n")
            person = self.marks.get(mark)
            if person is None or message["out"] or line in self.answered[person]:
                continue
            self.answered[person].add(line)
            reply = {"text": f"answer to {line}", "reply_to": message["message_id"]}
            await self.scene.line.post(f"/line/phones/{supporter}/messages", reply)

    # --- what came of it ------------------------------------------------------------------

    async def heard(self) -> dict[int, list[tuple[str, str]]]:
        """Return the lines that reached each phone, with their marks; repeats in a row folded."""
        got: dict[int, list[tuple[str, str]]] = defaultdict(list)
        for entry in await self.scene.line.sent():
            text = str(entry["params"].get("text", ""))
            if entry["method"] == "sendMessage" and entry["status"] == 200 and " of " in text:
                mark, _, line = text.rpartition("\n")
                if line.startswith(("line ", "answer to ")):
                    got[int(entry["params"]["chat_id"])].append((mark, line))
        return {phone: [one for one, _ in itertools.groupby(all_)] for phone, all_ in got.items()}

    async def all_heard(self) -> bool:
        await self.look()
        got = await self.heard()
        return all(len(got.get(one, [])) >= len(self.written[one]) for one in PEOPLE)

    async def check(self) -> None:
        """Compare what each phone got with what was written to it."""
        got = await self.heard()
        for person in PEOPLE:
            answers = [f"answer to {line}" for line in self.written[person]]
            heard = [line for _, line in got[person]]
            assert sorted(heard) == sorted(answers)
            assert self._in_time(heard) == self._in_time(answers)
        for supporter in SUPPORTERS:
            assert _by_mark(got[supporter]) == self._expected(supporter)

    def _in_time(self, answers: Sequence[str]) -> list[str]:
        return [one for one in answers if one not in self.late]

    def _expected(self, supporter: int) -> dict[str, list[str]]:
        return {
            mark: self.written[person]
            for mark, person in self.marks.items()
            if self.holders[person] == supporter
        }


def _labels(message: dict[str, Any]) -> list[str]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


def _saying(messages: Messages, words: str) -> Messages:
    return [one for one in messages if not one["out"] and words in str(one.get("text", ""))]


def _by_mark(lines: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for mark, line in lines:
        found[mark].append(line)
    return dict(found)


async def run(
    folder: Path, settings: dict[str, str], *, rounds: int, kills: int, seed: int
) -> Evening:
    """Play an evening with kills in it."""
    async with stage(folder, **settings) as scene:
        await enrol_team(scene)
        await scene.start_bot()
        evening = Evening(scene, random.Random(seed))  # noqa: S311  # to be repeated
        await evening.begin()
        async with asyncio.TaskGroup() as group:
            group.create_task(evening.talk(rounds))
            group.create_task(evening.listen())
            group.create_task(kill_and_restart(scene, evening.chance, kills))
        with contextlib.suppress(TimeoutError):  # then the check says what is missing
            await until(evening.all_heard)
        await evening.check()
        await scene.end_bot()
    return evening


@pytest.fixture(params=["polling"] if SHORT else ["polling", "postgresql"])
def settings(request: pytest.FixtureRequest) -> dict[str, str]:
    """The settings of a way to run."""
    if request.param == "postgresql":
        return {"DATABASE_URL": request.getfixturevalue("postgres_server").new_database()}
    return {}


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(1 if SHORT else 6))
async def test_kills_amid_conversations_lose_nothing_and_mix_nothing_up(
    tmp_path: Path, settings: dict[str, str], seed: int
) -> None:
    rounds, kills = (12, 3) if SHORT else (25, 7)
    evening = await run(tmp_path, settings, rounds=rounds, kills=kills, seed=seed)

    assert sum(map(len, evening.written.values())) == rounds * len(PEOPLE)
