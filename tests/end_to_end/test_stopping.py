"""Being asked to stop while Telegram keeps everybody waiting."""

import asyncio
import signal
from pathlib import Path

from tests.end_to_end.processes import stage

SOON = 10.0
"""Seconds: systemd would wait 15, and Docker 10."""


async def test_it_stops_soon_while_telegram_answers_nothing(tmp_path: Path) -> None:
    async with stage(tmp_path) as scene:
        await scene.start_bot()
        await scene.line.answer_to(101, "/start")
        await scene.line.post("/line/faults", {"delay_ms": 15_000}, method="PUT")
        await scene.line.say(101, "what is peer support")
        await asyncio.sleep(0.5)  # the answer is on its way, and the poll hangs
        async with asyncio.timeout(SOON):
            assert await scene.end_bot(signal.SIGTERM) == 0
