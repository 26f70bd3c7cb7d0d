"""Settings: each bad one is refused by its name with the mend, and never repeats the value."""

from pathlib import Path

import pytest

from bot.config import SettingError, Settings, read_settings

TOKEN = "1000001:AAA-not-a-real-one"


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def test_nothing_needs_to_be_set() -> None:
    assert read_settings().telegram_bot_token is None


def test_the_environment_and_the_file_are_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("ADMIN_IDS=12, 7000000101\nLOG_LEVEL=Debug\n")
    monkeypatch.setenv("HEALTH_PORT", "9000")
    settings = read_settings()

    assert settings.admin_ids == (12, 7_000_000_101)
    assert (settings.log_level, settings.health_port) == ("debug", 9000)


def test_an_empty_line_in_the_file_means_not_set(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("TELEGRAM_BOT_TOKEN=\nWEBHOOK_URL=\nDATA_KEYS=\n")

    assert read_settings() == Settings()


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"TELEGRAM_BOT_TOKEN": "secret-thing"}, "TELEGRAM_BOT_TOKEN"),
        ({"TELEGRAM_BOT_TOKEN": TOKEN, "WEBHOOK_URL": "https://secret-thing"}, "WEBHOOK_SECRET"),
        ({"WEBHOOK_URL": "secret-thing"}, "WEBHOOK_URL"),
        ({"WEBHOOK_SECRET": "secret-thing"}, "WEBHOOK_SECRET"),
        ({"HEALTH_PORT": "secret-thing"}, "HEALTH_PORT"),
        ({"ADMIN_IDS": "12,secret-thing"}, "ADMIN_IDS"),
        ({"MESSAGES_PER_SECOND": "0"}, "MESSAGES_PER_SECOND"),
        ({"LOG_LEVEL": "secret-thing"}, "LOG_LEVEL"),
        ({"DATABASE_URL": "mysql://secret-thing"}, "DATABASE_URL"),
        (
            {
                "TELEGRAM_BOT_TOKEN": TOKEN,
                "WEBHOOK_URL": "http://secret-thing.example.org/hook",
                "WEBHOOK_SECRET": "x" * 20,
            },
            "WEBHOOK_URL",
        ),
    ],
    ids=str,
)
def test_a_bad_setting_is_named_with_its_mend(
    monkeypatch: pytest.MonkeyPatch, values: dict[str, str], name: str
) -> None:
    for key, value in values.items():
        monkeypatch.setenv(key, value)
    with pytest.raises(SettingError) as caught:
        read_settings()

    assert str(caught.value).startswith(f"{name}: ")
    assert "To mend it: " in str(caught.value)
    assert "secret-thing" not in str(caught.value)


def test_a_webhook_without_a_token_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEBHOOK_URL", "https://bot.example.org/hook")
    monkeypatch.setenv("WEBHOOK_SECRET", "x" * 20)

    with pytest.raises(SettingError, match="no TELEGRAM_BOT_TOKEN"):
        read_settings()


def test_every_setting_is_explained_in_the_example_file() -> None:
    example = (Path(__file__).parent.parent / ".env.example").read_text()
    explained = {line.split("=")[0] for line in example.splitlines() if "=" in line[:40]}

    assert {name.upper() for name in Settings.model_fields} <= explained


def test_a_misspelt_setting_is_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("TELEGRAM_TOKEN=1000001:secret-thing\n")

    with pytest.raises(SettingError, match="did you mean TELEGRAM_BOT_TOKEN") as caught:
        read_settings()
    assert "secret-thing" not in str(caught.value)


def test_settings_of_other_programs_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("COMPOSE_PROJECT_NAME=line\nPOSTGRES_PASSWORD=x\n")

    assert read_settings() == Settings()
