"""What people write, and the token, stay out of the logs whatever happens."""

from pathlib import Path

from tests.end_to_end.processes import stage

SECRET_WORDS = "my neighbour Penelope sells pills"


async def test_neither_words_nor_token_nor_ids_of_people_are_logged(tmp_path: Path) -> None:
    async with stage(tmp_path, LOG_LEVEL="debug") as scene:
        await scene.start_bot()
        bot = scene.bot
        assert bot is not None
        await scene.line.answer_to(101, SECRET_WORDS)
        faults = {"next": [{"method": "sendMessage", "times": 2, "status": 502}]}
        await scene.line.post("/line/faults", faults, method="PUT")
        await scene.line.answer_to(101, SECRET_WORDS)
        await scene.line.post("/line/phones/101/block", {"blocked": True})
        scene.bot = None
        said = await bot.end_saying()

    assert "call_failed" in said
    for secret in ("Penelope", scene.token.split(":")[1], "Dana"):
        assert secret not in said
