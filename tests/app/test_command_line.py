"""The command line, as somebody types it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.end_to_end.processes import ROOT

COMMANDS = ("run", "practice", "ask", "check", "reload", "new-entry", "new-key")


def run(*words: str, given: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "run_bot.py", *words],
        cwd=ROOT,
        env={**os.environ, **environment},
        input=given,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_help_lists_every_command() -> None:
    told = run("--help").stdout

    assert all(command in told for command in COMMANDS)


def test_ask_judges_many_messages_in_order() -> None:
    asked = ["what is peer support", "quiero quitarme la vida", "florble wug"]
    lines = [json.dumps({"text": text}) for text in asked] + ["nonsense"]
    told = run("ask", "--jsonl", given="\n".join(lines)).stdout.splitlines()
    judged = [json.loads(line) for line in told]

    assert [one.get("decision") for one in judged] == ["answer", "card", "unknown", None]
    assert judged[0]["entries"][0] == {"id": "what-is-peer-support", "score": 1.0}
    assert judged[1]["alarm"] == {"tier": "crisis", "kinds": ["suicide_active"]}
    assert judged[3] == {"error": "line 4: no JSON object with a text"}


@pytest.mark.parametrize("words", [["ask"], ["ask", "--jsonl", "hello"]])
def test_ask_wants_one_message_or_many(words: list[str]) -> None:
    assert run(*words).returncode == 2


def test_ask_shows_the_answer_and_the_evidence() -> None:
    told = run("ask", "what", "is", "peer", "suport").stdout

    assert "language   en" in told
    assert "decision   answer what-is-peer-support" in told


def test_ask_shows_an_alarm_instead_of_an_answer() -> None:
    told = run("ask", "quiero", "quitarme", "la", "vida").stdout

    assert "alarm      crisis" in told
    assert "suicide_active" in told
    assert "decision   the crisis card" in told


def test_ask_needs_neither_database_nor_network(tmp_path: Path) -> None:
    told = run("ask", "zxcv qwer", DATA_DIR=str(tmp_path / "none"), DATABASE_URL="postgresql://x")

    assert "say that there is no answer" in told.stdout
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("command", ["ask hello", "check", "run"])
def test_broken_knowledge_is_told_in_plain_words(tmp_path: Path, command: str) -> None:
    settings = {"KNOWLEDGE_DIR": str(tmp_path), "DATA_DIR": str(tmp_path), "HEALTH_PORT": "0"}
    told = run(*command.split(), TELEGRAM_BOT_TOKEN="1:token", **settings)

    assert told.returncode in {1, 2}
    assert "is missing: add the file" in told.stdout + told.stderr
    assert "Traceback" not in told.stderr


def test_check_accepts_the_real_knowledge() -> None:
    told = run("check")

    assert told.returncode == 0
    assert "\n0 errors" in told.stdout


def test_a_new_key_is_one_that_the_settings_take() -> None:
    key = run("new-key").stdout.strip()

    assert len(key) == 44


@pytest.mark.parametrize(
    ("settings", "mend"),
    [
        pytest.param({"TELEGRAM_BOT_TOKEN": "nonsense"}, "@BotFather", id="token"),
        pytest.param({"TELEGRAM_BOT_TOKEN": "1:token", "DATA_KEYS": "short"}, "new-key", id="key"),
        pytest.param(
            {"TELEGRAM_BOT_TOKEN": "1:token", "DEFAULT_COUNTRY": "ZZ"},
            "US, or add a file",
            id="country",
        ),
        pytest.param(
            {"TELEGRAM_BOT_TOKEN": "1:token", "KNOWLEDGE_DIR": "nowhere"},
            "nowhere: is no folder",
            id="content folder",
        ),
        pytest.param(
            {"TELEGRAM_BOT_TOKEN": "1:token", "DATA_DIR": "/proc/x"}, "DATA_DIR", id="data folder"
        ),
        pytest.param(
            {"TELEGRAM_BOT_TOKEN": "1:token", "DATABASE_URL": "postgresql://127.0.0.1:1/x"},
            "DATABASE_URL",
            id="database",
        ),
    ],
)
def test_a_bad_start_ends_with_one_sentence_and_the_mend(
    tmp_path: Path, settings: dict[str, str], mend: str
) -> None:
    told = run("run", **{"DATA_DIR": str(tmp_path), "HEALTH_PORT": "0", **settings})

    assert told.returncode == 2
    assert mend in told.stderr
    assert "Traceback" not in told.stderr


def test_a_new_entry_needs_its_questions_when_nobody_can_be_asked(tmp_path: Path) -> None:
    told = run("new-entry", "--group", "families", "--knowledge", str(tmp_path))

    assert told.returncode == 2
    assert told.stderr.startswith("--question is missing")


def test_a_new_entry_is_begun_at_its_place(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "knowledge", tmp_path / "knowledge")
    asked = ["--question", "Is it far?", "--pregunta", "¿Está lejos?", "--group", "families"]
    told = run("new-entry", "--knowledge", str(tmp_path / "knowledge"), *asked)

    assert told.returncode == 0
    assert (tmp_path / "knowledge" / "faq" / "families" / "is-it-far.yaml").is_file()
