"""The same path when Telegram delivers by webhook."""

import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.end_to_end.processes import Stage, by_webhook, stage

DANA, MARTA = 101, 102


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path, **by_webhook()) as scene:
        await scene.start_bot()
        yield scene


async def test_a_question_is_answered(scene: Stage) -> None:
    await scene.line.answer_to(DANA, "/start")

    answer = await scene.line.answer_to(DANA, "what is peer support")
    assert answer["text"].startswith("What is peer support?")


async def test_what_was_sent_while_the_bot_was_dead_is_answered(scene: Stage) -> None:
    await scene.line.answer_to(DANA, "/start")
    await scene.end_bot(signal.SIGKILL)
    before = len(await scene.line.messages(DANA))
    await scene.line.say(DANA, "what is peer support")
    await scene.start_bot()

    answer = await scene.line.new_message(DANA, before + 1)
    assert answer["text"].startswith("What is peer support?")


async def test_a_forged_delivery_reaches_nobody(scene: Stage) -> None:
    url = scene.settings["WEBHOOK_URL"]
    async with scene.line.session.post(url, json={"update_id": 1}) as answer:
        assert answer.status == 403


async def test_a_telegram_that_stumbles_at_the_start_is_asked_again(scene: Stage) -> None:
    await scene.end_bot()
    rule = {"method": "setWebhook", "times": 1, "status": 429, "retry_after": 1}
    await scene.line.post("/line/faults", {"next": [rule]}, method="PUT")
    scene.settings["LOG_LEVEL"] = "error"

    await scene.start_bot()


async def test_an_address_that_telegram_does_not_take_is_named(scene: Stage) -> None:
    await scene.end_bot()
    reason = "bad webhook: HTTPS url must be provided for webhook"
    rule = {"method": "setWebhook", "times": 1, "status": 400, "description": reason}
    await scene.line.post("/line/faults", {"next": [rule]}, method="PUT")

    with pytest.raises(AssertionError, match="WEBHOOK_URL: Telegram does not take it"):
        await scene.start_bot()
