"""Answers are worked out on other threads."""

import asyncio
import threading
from dataclasses import dataclass, field

import pytest

from bot.tg.thinking import Thinking
from bot.usecases.asking import Asked, NotKnown, Reply, StillThinkingError

ASKED = Asked("why", "en")


@dataclass
class Slow:
    """Answers when it is let."""

    let: threading.Event = field(default_factory=threading.Event)
    asked: list[tuple[int, int]] = field(default_factory=list)
    fails: bool = False

    def __call__(self, asked: Asked, *, turn: int) -> Reply:
        self.let.wait(10)
        self.asked.append((turn, threading.get_ident()))
        if self.fails:
            raise RuntimeError
        return NotKnown("en")


@dataclass
class Scene:
    slow: Slow = field(default_factory=Slow)
    work: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.thinking = Thinking(self.slow, self.work)

    async def ready(self, turn: int) -> None:
        with pytest.raises(StillThinkingError):
            self.thinking(ASKED, turn=turn)
        self.slow.let.set()
        async with asyncio.timeout(10):
            await self.work.wait()


async def test_an_answer_is_not_there_at_once_and_rings_when_it_is() -> None:
    scene = Scene()
    await scene.ready(1)

    assert scene.thinking(ASKED, turn=1) == NotKnown("en")
    assert scene.slow.asked[0][1] != threading.get_ident()


async def test_the_loop_goes_on_while_it_is_worked_out() -> None:
    scene = Scene()
    with pytest.raises(StillThinkingError):
        scene.thinking(ASKED, turn=1)
    await asyncio.sleep(0)

    assert scene.thinking.is_busy(1)
    assert not scene.thinking.is_busy(2)
    scene.slow.let.set()


async def test_asking_again_does_not_begin_again() -> None:
    scene = Scene()
    for _ in range(3):
        with pytest.raises(StillThinkingError):
            scene.thinking(ASKED, turn=1)
    await scene.ready(1)

    assert len(scene.slow.asked) == 1


async def test_what_goes_wrong_is_told_to_the_turn_and_tried_anew_the_next_time() -> None:
    scene = Scene(Slow(fails=True))
    await scene.ready(1)
    with pytest.raises(RuntimeError):
        scene.thinking(ASKED, turn=1)
    scene.slow.fails = False
    scene.slow.let.clear()
    scene.work.clear()
    await scene.ready(1)

    assert scene.thinking(ASKED, turn=1) == NotKnown("en")


async def test_what_nobody_will_ask_for_is_dropped() -> None:
    scene = Scene()
    await scene.ready(1)
    scene.thinking.forget(1)

    assert scene.thinking.count == 0


async def test_a_loop_that_has_ended_is_not_rung() -> None:
    scene = Scene()
    await scene.ready(1)
    scene.thinking.close()

    assert scene.thinking.count == 1


async def test_an_answer_whose_turn_another_process_took_is_not_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scene = Scene()
    await scene.ready(1)
    scene.slow.let.clear()
    monkeypatch.setattr("bot.tg.thinking.KEPT", -1.0)
    with pytest.raises(StillThinkingError):
        scene.thinking(ASKED, turn=2)

    assert scene.thinking.count == 1
    scene.slow.let.set()
