"""What is wrong with a file of ``knowledge/``, said to the person who edits it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend; the message is for somebody who does not program.

    It may quote the file: that is a curator's text, never a person's.
    """

    file: str
    """Path as the curator sees it, e.g. ``knowledge/faq/families/x.yaml``."""
    key: str
    """Dotted path inside the file, list items counted from 1; empty for the whole file."""
    message: str
    """What is wrong and how to mend it, without a full stop at the end."""
    rule: str = "format"
    severity: Severity = "error"
    line: int | None = None
    """Counted from 1, where it is known."""

    @property
    def order(self) -> tuple[str, int, str, str]:
        """By file, then as the lines come."""
        return self.file, self.line or 0, self.key, self.message

    def __str__(self) -> str:
        """Return ``file:line: key: message``, leaving out what is not known."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        return ": ".join(part for part in (place, self.key, self.message) if part)


class ContentError(Exception):
    """``knowledge/`` cannot be used as it is; the complaints say what to mend."""

    def __init__(self, complaints: Sequence[Finding]) -> None:
        """Keep all ``complaints``, in the order of their files."""
        self.complaints = tuple(sorted(complaints, key=lambda one: one.order))
        things = "1 thing" if len(self.complaints) == 1 else f"{len(self.complaints)} things"
        super().__init__(f"knowledge/ has {things} to mend")

    def __str__(self) -> str:
        """Return the head line and each complaint on a line of its own."""
        return "\n".join([str(self.args[0]), *map(str, self.complaints)])


def shorten(value: object, limit: int = 60) -> str:
    """Return ``value`` on one line, quoted, cut after ``limit`` characters."""
    text = " ".join(str(value).split())
    return f"'{text}'" if len(text) <= limit else f"'{text[: limit - 1]}…'"


def dotted(path: Sequence[str | int]) -> str:
    """Return ``path`` as a curator reads it: ``("en", "phrasings", 0)`` is ``en.phrasings.1``."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in path)
