"""Answers change while the bot runs: by a command, or by saving a file."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.end_to_end.processes import ROOT, Process, Stage, stage

DANA = 101
ENTRY = Path("faq", "peer-support", "what-is-peer-support.yaml")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "knowledge", tmp_path / "knowledge")
    return tmp_path / "knowledge"


@pytest.fixture
async def scene(tmp_path: Path, folder: Path) -> AsyncIterator[Stage]:
    async with stage(tmp_path, KNOWLEDGE_DIR=str(folder), LOG_LEVEL="info") as scene:
        yield scene


def rename(folder: Path, question: str) -> None:
    file = folder / ENTRY
    file.write_text(file.read_text().replace("What is peer support?", question))


async def reload(scene: Stage) -> tuple[str, int]:
    """Run the command; return what it says and its status."""
    folder = {"DATA_DIR": str(scene.folder / "bot"), **scene.settings}
    command = Process(["run_bot.py", "reload"], folder)
    return await command.start(), await command.ended()


async def test_reload_puts_the_new_words_in_service(scene: Stage, folder: Path) -> None:
    await scene.start_bot()
    rename(folder, "What are peers?")

    said, status = await reload(scene)

    assert scene.bot is not None
    assert (said.split()[1], status) == (str(scene.bot.pid), 0)
    await scene.bot.line_with("knowledge_renewed")


async def test_reload_refuses_a_broken_set_and_tells_why(scene: Stage, folder: Path) -> None:
    await scene.start_bot()
    (folder / ENTRY).write_text("not: what it was")

    said, status = await reload(scene)

    assert "to mend" in said
    assert status == 1
    assert await scene.line.answer_to(DANA, "/help")


async def test_reload_without_a_bot_says_so(scene: Stage) -> None:
    said, status = await reload(scene)

    assert "No bot" in said
    assert status == 1


async def test_a_saved_file_is_read_again_and_a_broken_one_is_not(
    scene: Stage, folder: Path
) -> None:
    scene.settings["WATCH_KNOWLEDGE"] = "true"
    await scene.start_bot()
    assert scene.bot is not None
    await scene.line.answer_to(DANA, "/start")

    rename(folder, "What are peers?")
    await scene.bot.line_with("knowledge_renewed")
    assert (await scene.line.answer_to(DANA, "what are peers"))["text"].startswith("What are")

    (folder / ENTRY).write_text("not: what it was")
    await scene.bot.line_with("knowledge_refused")
    assert (await scene.line.answer_to(DANA, "what are peers"))["text"].startswith("What are")
