"""Telegram's two Markdowns: signs to entities, and the server's own complaints."""

import re
from dataclasses import dataclass
from typing import Any

from practice.errors import Refusal, bad_request
from practice.utf16 import length

Json = dict[str, Any]

RESERVED = frozenset("_*[]()~`>#+-=|{}.!")
SPECIAL = re.compile(r"[_*\[\]()~`>#+\-=|{}.!\\\n]")
SIGNS = {
    "__": ("underline", "Underline"), "_": ("italic", "Italic"), "*": ("bold", "Bold"),
    "~": ("strikethrough", "Strikethrough"), "||": ("spoiler", "Spoiler"),
    "```": ("pre", "Pre"), "`": ("code", "Code"),
    "![": ("custom_emoji", "CustomEmoji"), "[": ("text_link", "TextUrl"),
}  # fmt: skip
LANGUAGE = re.compile(r"([^\s`]+)(?=\s)\n?")
OLD_SPECIAL = re.compile(r"\\[_*`\[]|```|[_*`\[]")
OLD = {"_": "italic", "*": "bold", "`": "code", "```": "pre"}


@dataclass(frozen=True, slots=True)
class _Open:
    sign: str
    start: int
    """Where it begins in the text, in UTF-16 units."""
    at: int
    """Where its sign stands in the source."""
    language: str = ""


def parse(source: str) -> tuple[str, list[Json]]:
    """Return the plain text of MarkdownV2 ``source`` and its entities.

    Raises:
        Refusal: 400 "can't parse entities: ..." in the server's words.
    """
    return _Reader(source).read()


class _Reader:
    def __init__(self, source: str) -> None:
        self._source = source
        self._pieces: list[str] = []
        self._size = 0
        self._open: list[_Open] = []
        self._quote: int | None = None
        self._entities: list[Json] = []

    def read(self) -> tuple[str, list[Json]]:
        at = 0
        while match := SPECIAL.search(self._source, at):
            self._add(self._source[at : match.start()])
            at = self._step(match.start())
        self._add(self._source[at:])
        if self._open:
            last = self._open[-1]
            name = "PreCode" if last.language else SIGNS[last.sign][1]
            raise self._complaint(f"Can't find end of {name} entity", last.at)
        self._end_quote()
        self._entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
        return "".join(self._pieces), self._entities

    def _add(self, text: str) -> None:
        self._pieces.append(text)
        self._size += length(text)

    def _step(self, at: int) -> int:
        char = self._source[at]
        if char == "\\":
            return self._escaped(at)
        if self._open and self._ends(at):
            return self._close(at)
        if self._open and self._open[-1].sign in {"`", "```"}:
            self._add(char)
            return at + 1
        return self._newline(at) if char == "\n" else self._begin(at)

    def _escaped(self, at: int) -> int:
        following = self._source[at + 1 : at + 2]
        if following and following.isascii():
            self._add(following)
            return at + 2
        self._add("\\")
        return at + 1

    def _ends(self, at: int) -> bool:
        """Tell whether the innermost entity ends here; ``__`` does not end ``_``."""
        sign = self._open[-1].sign
        if sign == "_" and self._source.startswith("__", at):
            return False
        return self._source.startswith(_end_of(sign), at)

    def _newline(self, at: int) -> int:
        if self._quote is not None and not self._source.startswith(">", at + 1):
            self._end_quote()
        self._add("\n")
        return at + 1

    def _begin(self, at: int) -> int:
        if self._starts_line(at):
            for sign in ("**>", ">"):
                if self._source.startswith(sign, at):
                    self._quote = self._size if self._quote is None else self._quote
                    return at + len(sign)
        for sign in ("```", "__", "||", "![", "_", "*", "~", "`", "["):
            if self._source.startswith(sign, at):
                return self._begin_sign(sign, at)
        char = self._source[at]
        raise _refusal(
            f"Character '{char}' is reserved and must be escaped with the preceding '\\'"
        )

    def _starts_line(self, at: int) -> bool:
        return at == 0 or self._source[at - 1] == "\n"

    def _begin_sign(self, sign: str, at: int) -> int:
        if sign == "||" and self._quote is not None and self._ends_line(at + 2):
            self._end_quote("expandable_blockquote")
            return at + 2
        end = at + len(sign)
        language = LANGUAGE.match(self._source, end) if sign == "```" else None
        self._open.append(_Open(sign, self._size, at, language[1] if language else ""))
        if language:
            return language.end()
        return end + 1 if sign == "```" and self._source.startswith("\n", end) else end

    def _ends_line(self, at: int) -> bool:
        return at >= len(self._source) or self._source[at] == "\n"

    def _close(self, at: int) -> int:
        opened = self._open.pop()
        end = at + len(_end_of(opened.sign))
        details: Json = {"language": opened.language} if opened.language else {}
        if opened.sign in {"[", "!["}:
            details, end = self._target(opened, end)
            if not details:
                return end
        if self._size > opened.start:
            kind = SIGNS[opened.sign][0]
            place = {"offset": opened.start, "length": self._size - opened.start}
            self._entities.append({"type": kind, **place, **details})
        return end

    def _target(self, opened: _Open, at: int) -> tuple[Json, int]:
        """Read ``(url)`` after a link's text; without it the text stays plain."""
        if not self._source.startswith("(", at):
            return {}, at
        close = at + 1
        while close < len(self._source) and self._source[close] != ")":
            close += 2 if self._source[close] == "\\" else 1
        if close >= len(self._source):
            raise self._complaint("Can't find end of a URL", at)
        url = re.sub(r"\\(.)", r"\1", self._source[at + 1 : close])
        if opened.sign == "![":
            return {"custom_emoji_id": url.rpartition("id=")[2]}, close + 1
        return ({"url": url} if url else {}), close + 1

    def _end_quote(self, kind: str = "blockquote") -> None:
        if self._quote is not None and self._size > self._quote:
            size = self._size - self._quote
            self._entities.append({"type": kind, "offset": self._quote, "length": size})
        self._quote = None

    def _complaint(self, text: str, at: int) -> Refusal:
        return _refusal(f"{text} at byte offset {len(self._source[:at].encode())}")


def _end_of(sign: str) -> str:
    return "]" if sign in {"[", "!["} else sign


def parse_old(source: str) -> tuple[str, list[Json]]:
    """Return the plain text of the older Markdown and its entities; nothing nests in it."""
    pieces: list[str] = []
    entities: list[Json] = []
    at = size = 0
    while match := OLD_SPECIAL.search(source, at):
        plain = source[at : match.start()]
        entity, text, at = _old_piece(source, match)
        pieces += [plain, text]
        size += length(plain)
        if entity and text:
            entities.append({**entity, "offset": size, "length": length(text)})
        size += length(text)
    return "".join([*pieces, source[at:]]), entities


def _old_piece(source: str, match: re.Match[str]) -> tuple[Json, str, int]:
    sign = match[0]
    if sign[0] == "\\":
        return {}, sign[1], match.end()
    end = source.find("]" if sign == "[" else sign, match.end())
    if end < 0:
        offset = len(source[: match.start()].encode())
        raise _refusal(f"Can't find end of the entity starting at byte offset {offset}")
    text = source[match.end() : end]
    if sign != "[":
        return {"type": OLD[sign]}, text, end + len(sign)
    url = re.compile(r"\(([^)]*)\)").match(source, end + 1)
    return ({"type": "text_link", "url": url[1]}, text, url.end()) if url else ({}, text, end + 1)


def _refusal(text: str) -> Refusal:
    return bad_request(f"Can't parse entities: {text}")
