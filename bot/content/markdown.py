"""Take an article's file apart: front matter, then one page a ``## Heading``."""

import re
from collections.abc import Iterator
from typing import Final

from bot.domain.knowledge import Page

_HEADING: Final = re.compile(r"^##[ \t]+(.+?)[ \t]*$", re.MULTILINE)


class BrokenArticleError(Exception):
    """The file is not built like an article; the text says how to mend it."""

    def __init__(self, message: str, line: int) -> None:
        """Keep the ``line``, counted from 1."""
        self.line = line
        super().__init__(message)


def split_article(text: str) -> tuple[str, tuple[Page, ...]]:
    """Return the front matter without its dashes, and the pages.

    Raises:
        BrokenArticleError: no front matter, text before the first heading, or an empty page.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        raise BrokenArticleError("needs a first line of three dashes (---)", 1)
    end = next((at for at, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if end is None:
        raise BrokenArticleError("needs a second line of three dashes after `reviewed:`", 1)
    body = "\n".join(lines[end + 1 :])
    return "\n".join(lines[1:end]), tuple(_pages(body, end + 2))


def _pages(body: str, first_line: int) -> Iterator[Page]:
    before, *parts = _HEADING.split(body)
    if before.strip() or not parts:
        told = "needs a line `## Heading` before its text"
        raise BrokenArticleError(told, first_line)
    for heading, text in zip(parts[::2], parts[1::2], strict=True):
        if not text.strip():
            line = first_line + body[: body.index(f" {heading}")].count("\n")
            raise BrokenArticleError(f"has no text under `## {heading}`: add some", line)
        yield Page(heading, text.strip())
