"""Keep the last good knowledge in service while its files are edited."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.content.loader import load
from bot.domain.knowledge import Knowledge
from bot.usecases.ports import Clock, Library

_Stamps = dict[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Stock:
    """A good set of knowledge and when it was read."""

    knowledge: Knowledge
    read_at: datetime
    number: int
    """1 for the first good set, one more for each that replaced it."""


class Shelf(Library):
    """The knowledge now in service; a bad edit never takes the good one away.

    Readers need no lock: the whole value is replaced by one assignment, and nobody changes it.
    """

    def __init__(self, folder: Path, clock: Clock) -> None:
        """Read ``folder``.

        Raises:
            ContentError: there is no good set to begin with.
        """
        self._folder = folder
        self._clock = clock
        self._seen = stamps(folder)
        self._stock = Stock(load(folder), clock(), 1)

    @property
    def knowledge(self) -> Knowledge:
        """The last good set, whole."""
        return self._stock.knowledge

    @property
    def stock(self) -> Stock:
        """The last good set, when it was read, and how many there have been."""
        return self._stock

    def reload(self) -> None:
        """Read the folder again and put it in service, whole.

        It takes about a tenth of a second: call it in a thread.

        Raises:
            ContentError: something needs mending; what was in service stays.
        """
        # Before reading: what is written meanwhile is read again next time, not missed.
        self._seen = stamps(self._folder)
        knowledge = load(self._folder)
        self._stock = Stock(knowledge, self._clock(), self._stock.number + 1)

    def changed(self) -> bool:
        """Tell whether a file came, went or was written since the last reading, good or bad.

        It looks at names, sizes and times only.
        """
        return stamps(self._folder) != self._seen


def stamps(folder: Path) -> _Stamps:
    """Return when each file of ``folder`` was written, and its size, by its path."""
    return dict(_walk(folder))


def _walk(folder: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    for path in folder.rglob("*"):
        try:
            stat = path.stat()
        except OSError:  # it went away while we looked: the next look tells
            continue
        if path.suffix in {".yaml", ".md", ".tsv"}:
            yield str(path), (stat.st_mtime_ns, stat.st_size)
