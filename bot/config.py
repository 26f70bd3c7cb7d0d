"""The settings: the environment and ``.env``, read once, refused in plain words."""

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal

from dotenv import dotenv_values
from pydantic import AfterValidator, Field, HttpUrl, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


class SettingError(Exception):
    """A setting cannot be used; the message says which, why, and how to mend it."""


def _no_slash_at_end(url: str) -> str:
    return url.rstrip("/")


class Settings(BaseSettings):
    """Everything that differs from one installation to the next.

    Names in the environment are the field names in capitals; ``.env.example`` explains each.
    """

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", extra="ignore", env_ignore_empty=True
    )

    telegram_bot_token: SecretStr | None = None
    telegram_api_url: Annotated[str, AfterValidator(_no_slash_at_end)] = "https://api.telegram.org"
    webhook_url: HttpUrl | None = None
    webhook_secret: SecretStr | None = None
    webhook_host: str = "127.0.0.1"
    webhook_port: int = Field(default=8080, ge=0, le=65535)
    database_url: str | None = None
    """``None`` means the SQLite file in ``data_dir``."""
    data_dir: Path = Path("data")
    data_keys: Annotated[tuple[SecretStr, ...], NoDecode] = ()
    """Fernet keys, the newest first; empty means the key file in ``data_dir``."""
    knowledge_dir: Path = Path("knowledge")
    watch_knowledge: bool = False
    """Read ``knowledge_dir`` again whenever a file in it is saved."""
    default_country: str = "US"
    admin_ids: Annotated[tuple[int, ...], NoDecode] = ()
    callbacks: bool = False
    """Whether people can ask to be called; for lines with somebody who calls."""
    callbacks_payer: str = Field(default="", max_length=200)
    """Who pays for the line: people are told before they give a number."""
    callbacks_keep_days: int = Field(default=30, ge=1, le=365)
    """How long name and number are kept after a callback is closed."""
    messages_per_second: float = Field(default=30, gt=0)
    """What Telegram allows one bot; see https://core.telegram.org/bots/faq#broadcasting."""
    health_host: str = "127.0.0.1"
    health_port: int = Field(default=8090, ge=0, le=65535)
    practice_port: int = Field(default=8081, ge=0, le=65535)
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["console", "json"] = "console"

    @field_validator("data_keys", "admin_ids", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("log_level", "log_format", mode="before")
    @classmethod
    def _lower(cls, value: object) -> object:
        return value.lower() if isinstance(value, str) else value

    @property
    def sqlite_path(self) -> Path:
        """Where the SQLite file lies when ``database_url`` is not set."""
        return self.data_dir / "warmline.sqlite3"


DATABASES = ("postgresql://", "postgresql+psycopg://", "sqlite:///", "sqlite+aiosqlite:///")

MENDS = {
    "telegram_bot_token": "copy the token that @BotFather gave you, or leave it empty",
    "webhook_url": "use a full address such as https://bot.example.org/hook, or leave it empty",
    "webhook_port": "use a number from 0 to 65535",
    "health_port": "use a number from 0 to 65535",
    "practice_port": "use a number from 0 to 65535",
    "admin_ids": "use Telegram's numeric ids with commas between them, for example 12345,67890",
    "callbacks": "use yes or no",
    "callbacks_payer": "use at most 200 letters",
    "callbacks_keep_days": "use a number of days from 1 to 365",
    "messages_per_second": "use a number above 0; Telegram allows 30",
    "log_level": "use debug, info, warning or error",
    "log_format": "use console or json",
}


def _check_names(file: Path) -> None:
    """Refuse a name in ``.env`` that is nearly one of ours: it would be passed over in silence."""
    ours = [name.upper() for name in Settings.model_fields]
    for name in dotenv_values(file) if file.exists() else ():
        near = get_close_matches(name.upper(), ours, n=1, cutoff=0.75)
        if near and name.upper() not in ours:
            raise SettingError(
                f"{name}: there is no such setting. To mend it: did you mean {near[0]}?"
            )


def read_settings(**given: object) -> Settings:
    """Read the environment and ``.env``; ``given`` wins over both.

    Raises:
        SettingError: a value cannot be used. The value itself is not repeated: it may be secret.
    """
    _check_names(Path(".env"))
    try:
        settings = Settings(**given)  # type: ignore[arg-type]  # pydantic checks them
    except ValidationError as error:
        raise SettingError("\n".join(_complaints(error))) from None
    _check_telegram(settings)
    _check_storage(settings)
    _check_callbacks(settings)
    return settings


def _complaints(error: ValidationError) -> Iterable[str]:
    for problem in error.errors(include_input=False, include_url=False):
        field = str(problem["loc"][0])
        mend = MENDS.get(field, "see .env.example")
        yield f"{field.upper()}: {problem['msg'].lower()}. To mend it: {mend}."


def _check_telegram(settings: Settings) -> None:
    token = settings.telegram_bot_token
    if token is not None and not _looks_like_a_token(token.get_secret_value()):
        raise SettingError(
            "TELEGRAM_BOT_TOKEN: this is not a bot token (digits, a colon, letters). "
            f"To mend it: {MENDS['telegram_bot_token']}."
        )
    if settings.webhook_url is not None and settings.webhook_secret is None:
        raise SettingError(
            "WEBHOOK_SECRET: it is missing, and without it anybody could forge messages to "
            "WEBHOOK_URL. To mend it: set it to 20 or more letters and digits of your own."
        )
    if settings.webhook_url is not None and not _is_https_or_local(settings.webhook_url):
        raise SettingError(
            "WEBHOOK_URL: Telegram delivers to HTTPS addresses only. To mend it: use https://, "
            "with a web server before the bot that holds the certificate."
        )
    if settings.webhook_secret is not None:
        _check_secret(settings.webhook_secret.get_secret_value())
    if settings.webhook_url is not None and token is None:
        raise SettingError(
            "WEBHOOK_URL: it is set, but there is no TELEGRAM_BOT_TOKEN. To mend it: set the "
            "token, or leave WEBHOOK_URL empty to try the practice line."
        )


def _is_https_or_local(url: HttpUrl) -> bool:
    """Tell whether Telegram would take ``url``, or a practice line on this computer."""
    return url.scheme == "https" or url.host in {"127.0.0.1", "localhost", "[::1]"}


def _check_secret(secret: str) -> None:
    plain = secret.isascii() and secret.replace("-", "").replace("_", "").isalnum()
    if not (plain and 16 <= len(secret) <= 256):
        raise SettingError(
            "WEBHOOK_SECRET: Telegram takes letters, digits, - and _ only, and fewer than 16 are "
            "too easy to guess. To mend it: use 20 or more of them."
        )


def _looks_like_a_token(token: str) -> bool:
    number, colon, rest = token.partition(":")
    return number.isdigit() and bool(colon) and len(rest) >= 3 and rest.isascii()


def _check_storage(settings: Settings) -> None:
    url = settings.database_url
    if url is not None and not url.startswith(DATABASES):
        raise SettingError(
            "DATABASE_URL: Warmline speaks to SQLite and PostgreSQL only. To mend it: leave it "
            "empty for a file in DATA_DIR, or use postgresql://user:password@host/name."
        )


def _check_callbacks(settings: Settings) -> None:
    if settings.callbacks and not settings.callbacks_payer.strip():
        raise SettingError(
            "CALLBACKS_PAYER: it is missing, and people are told who pays before they give a "
            "number. To mend it: write who does, for example the name of your association."
        )
