"""Telegram's HTML: tags to entities, and the server's own complaints."""

import re
from dataclasses import dataclass, field
from typing import Any

from practice.errors import Refusal, bad_request
from practice.utf16 import length

Json = dict[str, Any]

KINDS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic",
    "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
    "tg-spoiler": "spoiler", "span": "spoiler", "a": "text_link",
    "code": "code", "pre": "pre", "blockquote": "blockquote",
    "tg-emoji": "custom_emoji", "tg-time": "date_time",
}  # fmt: skip
SPECIAL = re.compile(r"[<&]")
NAME = re.compile(r"[^\s>/]*")
ATTRIBUTE = re.compile(
    r"\s*(?P<name>[^\s=>]+)(?:\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'"
    r"|(?P<bare>[\w.:/-]+)))?"
)
REFERENCE = re.compile(
    r"&(?:#(?P<decimal>\d{1,7})|#[xX](?P<hex>[0-9a-fA-F]{1,6})|(?P<name>\w+));?"
)
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}


@dataclass(frozen=True, slots=True)
class _Open:
    tag: str
    start: int
    attributes: dict[str, str] = field(default_factory=dict)


def parse(source: str) -> tuple[str, list[Json]]:
    """Return the plain text of ``source`` and its entities.

    Raises:
        Refusal: 400 "can't parse entities: ..." with the byte offset.
    """
    return _Reader(source).read()


def unescape(text: str) -> str:
    """Return ``text`` with the four named and all numeric references resolved."""
    return REFERENCE.sub(_resolve, text) if "&" in text else text


def _resolve(match: re.Match[str]) -> str:
    if match["name"]:
        return NAMED.get(match["name"], match[0])
    code = int(match["decimal"]) if match["decimal"] else int(match["hex"], 16)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else match[0]


class _Reader:
    def __init__(self, source: str) -> None:
        self._source = source
        self._pieces: list[str] = []
        self._size = 0
        self._open: list[_Open] = []
        self._entities: list[Json] = []

    def read(self) -> tuple[str, list[Json]]:
        at = 0
        while match := SPECIAL.search(self._source, at):
            self._add(self._source[at : match.start()])
            at = self._step(match.start())
        self._add(self._source[at:])
        if self._open:
            tag = self._open[-1].tag
            raise _complaint(f'Can\'t find end tag corresponding to start tag "{tag}"')
        return "".join(self._pieces), self._entities

    def _add(self, text: str) -> None:
        self._pieces.append(text)
        self._size += length(text)

    def _step(self, at: int) -> int:
        if self._source[at] == "<":
            closes = self._source.startswith("</", at)
            return self._end_tag(at) if closes else self._start_tag(at)
        match = REFERENCE.match(self._source, at)
        if match is None:
            self._add("&")
            return at + 1
        self._add(_resolve(match))
        return match.end()

    def _start_tag(self, at: int) -> int:
        tag, after = self._tag_name(at + 1)
        if after >= len(self._source):
            raise self._at(at, "Unclosed start tag")
        if tag not in KINDS:
            raise self._at(at, f'Unsupported start tag "{tag}"')
        attributes, end = self._attributes(at, after)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise self._at(at, 'Tag "span" must have class "tg-spoiler"')
        self._open.append(_Open(tag, self._size, attributes))
        return end

    def _tag_name(self, at: int) -> tuple[str, int]:
        match = NAME.match(self._source, at)
        after = match.end() if match else at
        return self._source[at:after].lower(), after

    def _attributes(self, start: int, at: int) -> tuple[dict[str, str], int]:
        attributes: dict[str, str] = {}
        while True:
            while at < len(self._source) and self._source[at].isspace():
                at += 1
            if at >= len(self._source):
                raise self._at(start, "Unclosed start tag")
            if self._source[at] == ">":
                return attributes, at + 1
            at = self._attribute(at, attributes)

    def _attribute(self, at: int, attributes: dict[str, str]) -> int:
        match = ATTRIBUTE.match(self._source, at)
        if match is None:
            tag = self._source[at]
            raise self._at(at, f'Empty attribute name in the tag "{tag}"')
        value = match["double"] or match["single"] or match["bare"] or ""
        attributes[match["name"].lower()] = unescape(value)
        return match.end()

    def _end_tag(self, at: int) -> int:
        if not self._open:
            raise self._at(at, "Unexpected end tag")
        tag, after = self._tag_name(at + 2)
        while after < len(self._source) and self._source[after].isspace():
            after += 1
        if after >= len(self._source) or self._source[after] != ">":
            raise self._at(at, "Unclosed end tag")
        opened = self._open.pop()
        if tag not in {opened.tag, ""}:
            expected = f'expected "</{opened.tag}>", found "</{tag}>"'
            raise self._at(at, "Unmatched end tag", expected)
        self._close(opened)
        return after + 1

    def _close(self, opened: _Open) -> None:
        size = self._size - opened.start
        kind = KINDS[opened.tag]
        if not size or (opened.tag == "a" and not opened.attributes.get("href")):
            return
        place = {"type": kind, "offset": opened.start, "length": size}
        self._entities.append(place | _details(opened))
        if kind == "pre":
            self._merge_code()
        self._entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))

    def _merge_code(self) -> None:
        """Make ``<pre><code class="language-x">`` one entity with a language."""
        pre = self._entities[-1]
        for code in self._entities[:-1]:
            same = (code["offset"], code["length"]) == (pre["offset"], pre["length"])
            if code["type"] == "code" and same:
                self._entities.remove(code)
                pre |= {key: code[key] for key in ("language",) if key in code}
        self._strip_languages()

    def _strip_languages(self) -> None:
        for entity in self._entities:
            if entity["type"] == "code":
                entity.pop("language", None)

    def _at(self, at: int, text: str, more: str = "") -> Refusal:
        offset = len(self._source[:at].encode())
        return _complaint(f"{text} at byte offset {offset}" + (f", {more}" if more else ""))


def _details(opened: _Open) -> Json:
    attributes = opened.attributes
    match opened.tag:
        case "a":
            return {"url": attributes["href"]}
        case "code" if attributes.get("class", "").startswith("language-"):
            return {"language": attributes["class"].removeprefix("language-")}
        case "blockquote" if "expandable" in attributes:
            return {"type": "expandable_blockquote"}
        case "tg-emoji":
            return {"custom_emoji_id": attributes.get("emoji-id", "")}
        case "tg-time":
            return {"unix_time": int(attributes.get("unix", "0") or 0)}
        case _:
            return {}


def _complaint(text: str) -> Refusal:
    return bad_request(f"Can't parse entities: {text}")
