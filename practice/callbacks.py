"""Presses of inline buttons that wait for the bot's answer."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from practice.errors import bad_request
from practice.updates import CALLBACK_LIVES

Clock = Callable[[], float]

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


@dataclass(frozen=True, slots=True)
class Press:
    """One press of a button."""

    id: str
    phone: int
    message_id: int
    dies: float

    def row(self) -> dict[str, Any]:
        """Return what is stored of it."""
        return {name: getattr(self, name) for name in self.__slots__}


class Callbacks:
    """Presses by id; each lives 150 s."""

    def __init__(self, clock: Clock, changed: Callable[[str, Press | None], None]) -> None:
        """Number presses from the time on, so that ids do not come twice in two runs.

        Every press added or gone is reported to ``changed``, for the store.
        """
        self._clock = clock
        self._changed = changed
        self._presses: dict[str, Press] = {}
        self._last = int(clock() * 1_000_000)

    def restore(self, presses: list[Press]) -> None:
        """Take back what a former run left."""
        ordered = sorted(presses, key=lambda press: press.dies)
        self._presses = {press.id: press for press in ordered}

    def add(self, phone: int, message_id: int) -> Press:
        """Note a press and give it an id."""
        self._forget_dead()
        self._last += 1
        press = Press(str(self._last), phone, message_id, self._clock() + CALLBACK_LIVES)
        self._presses[press.id] = press
        self._changed(press.id, press)
        return press

    def find(self, press_id: str) -> Press:
        """Return a living press; a second answer to one is taken, too, as Telegram does.

        Raises:
            Refusal: it is unknown or older than 150 s.
        """
        press = self._presses.get(press_id)
        if press is None or press.dies <= self._clock():
            raise bad_request(TOO_OLD)
        return press

    def _forget_dead(self) -> None:
        now = self._clock()
        for press_id, press in list(self._presses.items()):
            if press.dies > now:
                return
            del self._presses[press_id]
            self._changed(press_id, None)
