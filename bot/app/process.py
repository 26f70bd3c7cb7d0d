"""Which processes run in a folder: a locked file each, so that no stranger is ever signalled."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_NAME = "warmline-{}.pid"


@contextmanager
def running_file(folder: Path) -> Iterator[None]:
    """Keep a file with this process' id in its name, locked, as long as the block runs.

    The system drops the lock with the process, however it ends: a file without a lock is a
    left-over, even if another program has the id by now.
    """
    path = folder / _NAME.format(os.getpid())
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        path.unlink(missing_ok=True)
        os.close(descriptor)


def running(folder: Path) -> list[int]:
    """Return the ids of the processes that run in ``folder``; left-over files are removed."""
    return [pid for path in sorted(folder.glob(_NAME.format("*"))) for pid in _alive(path)]


def _alive(path: Path) -> Iterator[int]:
    with path.open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            yield int(path.stem.rpartition("-")[2])
        else:
            path.unlink(missing_ok=True)
