"""Structured logs: names of events, ids and counts; never what a person wrote."""

import logging
import sys

import structlog

LOUD = ("httpx", "httpcore", "aiohttp", "telegram", "alembic", "sqlalchemy", "uvicorn", "asyncio")
"""Libraries whose lower levels print addresses (the token is in them), updates or statements."""


def configure_logs(level: str, form: str) -> None:
    """Send our logs to standard error, and keep the libraries quiet below a warning."""
    threshold = getattr(logging, level.upper())
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(name)s: %(message)s")
    for name in LOUD:
        logging.getLogger(name).setLevel(logging.WARNING)
    # python-telegram-bot logs whole updates and errors with their text: only silence is safe.
    logging.getLogger("telegram").setLevel(logging.CRITICAL + 1)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _renderer(form),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(threshold),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )


def _renderer(form: str) -> structlog.typing.Processor:
    if form == "json":
        return structlog.processors.JSONRenderer()
    return structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
