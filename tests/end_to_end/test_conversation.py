"""The whole path, as a stranger takes it: real processes, real HTTP, a real database."""

import os
import shutil
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.end_to_end.processes import ROOT, Stage, stage, until

DANA, MARTA = 101, 102


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path) as scene:
        await scene.start_bot()
        yield scene


def labels(message: dict[str, object]) -> list[str]:
    markup = message.get("reply_markup")
    rows = markup["inline_keyboard"] if isinstance(markup, dict) else []
    return [button["text"] for row in rows for button in row]


async def test_a_stranger_asks_with_a_typo_and_gets_the_answer(scene: Stage) -> None:
    await scene.line.answer_to(DANA, "/start")

    answer = await scene.line.answer_to(DANA, "what is peer suport")
    assert answer["text"].startswith("What is peer support?")


async def test_nonsense_is_met_with_an_honest_answer(scene: Stage) -> None:
    await scene.line.answer_to(DANA, "/start")

    answer = await scene.line.answer_to(DANA, "zxcv qwer uiop")
    assert answer["text"].startswith("I don't have an answer to that")


async def test_help_now_shows_numbers_to_someone_who_has_agreed_to_nothing(scene: Stage) -> None:
    card = await scene.line.answer_to(DANA, "Help now")

    assert "911" in card["text"]
    assert "988" in card["text"]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        pytest.param("i want to kill myself", "988", id="suicide"),
        pytest.param("my friend overdosed and is not breathing", "911", id="overdose"),
        pytest.param("quiero quitarme la vida", "988", id="in Spanish"),
    ],
)
async def test_plain_danger_is_answered_with_a_card_alone(
    scene: Stage, words: str, number: str
) -> None:
    card = await scene.line.answer_to(MARTA, words)

    assert number in card["text"]
    assert len(await scene.line.messages(MARTA)) == 2


async def test_an_article_is_read_page_by_page_in_one_message(scene: Stage) -> None:
    shelf = await scene.line.answer_to(DANA, "/read")
    await scene.line.press(DANA, shelf["message_id"], labels(shelf)[0])

    async def turned() -> bool:
        return "Next page" in labels((await scene.line.messages(DANA))[-1])

    await until(turned)
    assert (await scene.line.messages(DANA))[-1]["message_id"] == shelf["message_id"]


async def test_the_conversation_goes_on_after_a_restart(scene: Stage) -> None:
    await scene.line.answer_to(DANA, "/start")
    assert await scene.end_bot() == 0
    before = len(await scene.line.messages(DANA))
    await scene.line.say(DANA, "what is peer support")
    await scene.start_bot()

    answer = await scene.line.new_message(DANA, before + 1)
    assert answer["text"].startswith("What is peer support?")


async def test_a_bot_that_blocked_people_write_to_again_answers(scene: Stage) -> None:
    await scene.line.answer_to(DANA, "/help")
    await scene.line.post(f"/line/phones/{DANA}/block", {"blocked": True})
    await scene.line.post(f"/line/phones/{DANA}/block", {"blocked": False})

    assert await scene.line.answer_to(DANA, "/help")


async def test_a_second_process_on_the_same_data_is_refused(scene: Stage) -> None:
    first, scene.bot = scene.bot, None
    with pytest.raises(AssertionError):
        await scene.start_bot()
    assert scene.bot is not None
    status, scene.bot = await scene.bot.ended(), first

    assert status == 2


async def test_a_poison_update_stops_nobody_and_its_sender_gets_a_word(scene: Stage) -> None:
    await scene.line.answer_to(MARTA, "/start")
    before = len(await scene.line.messages(MARTA))
    poison = {"chat": {"id": MARTA, "type": "private"}, "date": "never", "text": "hello"}
    await scene.line.post("/line/raw", {"update": {"message": poison}})

    assert await scene.line.answer_to(DANA, "/help")
    told = [m["text"] for m in (await scene.line.messages(MARTA))[before:]]
    assert any("988" in text for text in told)


async def test_content_is_read_again_while_the_bot_runs_and_mistakes_change_nothing(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "knowledge"
    shutil.copytree(ROOT / "knowledge", folder)
    entry = folder / "faq" / "peer-support" / "what-is-peer-support.yaml"
    async with stage(tmp_path, KNOWLEDGE_DIR=str(folder), LOG_LEVEL="info") as scene:
        await scene.start_bot()
        await scene.line.answer_to(DANA, "/start")
        assert scene.bot is not None
        entry.write_text(entry.read_text().replace("What is peer support?", "What are peers?"))
        os.kill(scene.bot.pid, signal.SIGHUP)
        await scene.bot.line_with("knowledge_renewed")
        assert (await scene.line.answer_to(DANA, "what are peers"))["text"].startswith("What are")

        entry.write_text("not: what it was")
        os.kill(scene.bot.pid, signal.SIGHUP)
        await scene.bot.line_with("knowledge_refused")
        assert (await scene.line.answer_to(DANA, "what are peers"))["text"].startswith("What are")
