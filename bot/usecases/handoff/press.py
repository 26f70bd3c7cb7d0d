"""A press on a button of the queue, or the command that means the same."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.domain.handoff.actions import Action
from bot.usecases.handoff.scene import Actor, Notice, RefusedError, Scene

Answer = Notice | None
"""What stands in place of the pressed message afterwards; ``None`` leaves it as it is."""

LARGEST = 2**63 - 1
"""What a column for numbers can hold."""


@dataclass(frozen=True, slots=True)
class Press:
    """One press, or the command that means the same."""

    scene: Scene
    actor: Actor
    action: Action
    word: str = ""
    message_id: int = 0
    """The message below which the button stands; 0 for a command."""
    new_token: Callable[[], str] = str

    @property
    def request(self) -> int:
        """The request in ``word``.

        Raises:
            RefusedError: the button is a forgery, or older than this release.
        """
        return number(self.word.partition(":")[0])

    @property
    def rest(self) -> str:
        """What stands behind the request."""
        return self.word.partition(":")[2]


def number(word: str) -> int:
    """Return the number in a button's word.

    Raises:
        RefusedError: it is none.
    """
    if not word.isascii() or not word.isdecimal() or len(word) > 19 or int(word) > LARGEST:
        raise RefusedError("peer.gone")
    return int(word)


Doing = Callable[[Press], Awaitable[Answer]]
