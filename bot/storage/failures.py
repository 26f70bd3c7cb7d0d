"""Turn what the drivers raise into the one error that the rest of Warmline knows."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import SQLAlchemyError

from bot.usecases.ports import StorageError

_FROM_BELOW = (SQLAlchemyError, OSError, OverflowError)
"""``sqlite3`` meets a number of more than 64 bits with a bare ``OverflowError``."""


@contextmanager
def translated(doing: str) -> Iterator[None]:
    """Raise ``StorageError`` for what the database raises; ``doing`` names the work.

    The message holds class names only: a driver's own text may quote a row.
    """
    try:
        yield
    except _FROM_BELOW as error:
        origin = getattr(error, "orig", None) or error
        raise StorageError(f"{doing}: {type(origin).__name__}") from error
