"""kill -9 at random moments under load: nothing lost, nothing twice, everything in order.

Each person asks a sequence of questions that differ from one another, and presses "Yes" below
some answers. Then: the answers in the journal must be the questions' in the order asked (one
that came twice in a row is a repeated call, which is allowed), and every press must have been
counted exactly once.
"""

import asyncio
import itertools
import os
import random
import signal
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.content.loader import load
from bot.domain.crisis import Tier
from bot.domain.triage import Triage
from tests.end_to_end.processes import ROOT, Stage, by_webhook, stage, until

FIRST = 9_000_000_001
"""The first person's id; longer than 32 bits."""


@dataclass
class Crowd:
    """People who ask, and what they are owed."""

    scene: Stage
    people: int
    chance: random.Random
    asked: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    questions: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        knowledge = load(ROOT / "knowledge")
        triage = Triage(knowledge.patterns)
        questions = [entry.text["en"].question for entry in knowledge.entries.values()]
        # A question that sounds like danger is answered with a card, and rightly.
        self.questions = [one for one in questions if triage.assess(one).tier == Tier.NONE]

    @property
    def ids(self) -> range:
        return range(FIRST, FIRST + self.people)

    async def arrive(self) -> None:
        """Everybody presses START and has the first screens behind them."""
        items = [[person, "/start"] for person in self.ids]
        await self.scene.line.post("/line/load", {"items": items})

    async def ask(self, rounds: int, pause: float) -> None:
        """Let everybody ask ``rounds`` questions, ``pause`` seconds apart."""
        for _ in range(rounds):
            items = [[person, self._next(person)] for person in self.ids]
            self.chance.shuffle(items)
            await self.scene.line.post("/line/load", {"items": items})
            await asyncio.sleep(pause)

    def _next(self, person: int) -> str:
        last = self.asked[person][-1:]
        question = self.chance.choice([one for one in self.questions if [one] != last])
        self.asked[person].append(question)
        return question

    async def answered(self) -> dict[int, list[str]]:
        """Return the questions whose answers each person got, repeats in a row folded."""
        got: dict[int, list[str]] = defaultdict(list)
        for entry in await self.scene.line.sent():
            if entry["method"] == "sendMessage" and entry["status"] == 200:
                first_line = str(entry["params"]["text"]).split("\n", 1)[0]
                got[int(entry["params"]["chat_id"])].append(
                    first_line.removeprefix("<b>").removesuffix("</b>")
                )
        known = set(self.questions)
        return {
            person: [line for line, _ in itertools.groupby(lines) if line in known]
            for person, lines in got.items()
        }

    async def all_answered(self) -> bool:
        got = await self.answered()
        return all(len(got.get(person, [])) >= len(self.asked[person]) for person in self.ids)


async def kill_and_restart(scene: Stage, chance: random.Random, times: int) -> None:
    for _ in range(times):
        await asyncio.sleep(chance.uniform(0.2, 1.5))
        await scene.end_bot(signal.SIGKILL)
        await scene.start_bot()


async def run(
    folder: Path, settings: dict[str, str], *, people: int, rounds: int, kills: int, seed: int = 7
) -> Crowd:
    chance = random.Random(seed)  # noqa: S311  # to be repeated, not to be secret
    async with stage(folder, **settings) as scene:
        crowd = Crowd(scene, people, chance)
        await scene.start_bot()
        await crowd.arrive()
        async with asyncio.TaskGroup() as group:
            group.create_task(crowd.ask(rounds, pause=0.25))
            group.create_task(kill_and_restart(scene, chance, kills))
        await until(crowd.all_answered, seconds=120)
        assert await crowd.answered() == crowd.asked
        await count_presses(crowd)
        await scene.end_bot()
    return crowd


async def count_presses(crowd: Crowd) -> None:
    """Press "Yes" below everybody's last answer while the bot dies once, and count the presses."""
    line = crowd.scene.line
    pressed = 0
    for person in crowd.ids:
        below = [m for m in await line.messages(person) if "reply_markup" in m and not m["out"]]
        await line.press(person, below[-1]["message_id"], "Yes")
        pressed += 1
        if pressed == crowd.people // 2:
            await crowd.scene.end_bot(signal.SIGKILL)
            await crowd.scene.start_bot()

    async def counted() -> bool:
        return yeses(crowd.scene) >= pressed

    await until(counted)
    assert yeses(crowd.scene) == pressed


def yeses(scene: Stage) -> int:
    """Return how often "Did this help?" was answered with yes, as the database has it."""
    file = scene.folder / "bot" / "warmline.sqlite3"
    url = sa.make_url(scene.settings.get("DATABASE_URL", f"sqlite:///{file}"))
    if url.drivername == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with engine.connect() as connection:
        counted = connection.execute(sa.text("SELECT COALESCE(SUM(yes), 0) FROM feedback"))
        return int(counted.scalar_one())


@pytest.fixture(params=["polling", "webhook", "postgresql"])
def settings(request: pytest.FixtureRequest) -> dict[str, str]:
    """The settings of a way to run; each has its own chances to lose something."""
    if request.param == "webhook":
        return by_webhook()
    if request.param == "postgresql":
        return {"DATABASE_URL": request.getfixturevalue("postgres_server").new_database()}
    return {}


async def test_two_kills_lose_nothing(tmp_path: Path, settings: dict[str, str]) -> None:
    crowd = await run(tmp_path, settings, people=12, rounds=8, kills=2)

    assert sum(map(len, crowd.asked.values())) == 96


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(1 if os.environ.get("SOAK") == "short" else 8))
async def test_many_kills_under_load_lose_nothing(
    tmp_path: Path, settings: dict[str, str], seed: int
) -> None:
    await run(tmp_path, settings, people=40, rounds=30, kills=8, seed=seed)
