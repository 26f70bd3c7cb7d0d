"""The curators' plain marks as Telegram's HTML."""

import re
from html import escape

BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)


def html(text: str) -> str:
    """Return ``text`` with ``**bold**`` marked, lists dotted, and all else escaped."""
    escaped = escape(text.strip(), quote=False)
    bold = BOLD.sub(r"<b>\1</b>", escaped)
    return "\n".join(_dotted(line) for line in bold.splitlines())


def _dotted(line: str) -> str:
    return f"• {line[2:]}" if line.startswith("- ") else line
