"""Read YAML as plain words: ``no``, ``on`` and ``2027-05-24`` stay what was typed.

PyYAML's own loaders turn ``no`` into ``False`` and let a key that is written twice win silently;
both have cost volunteers an evening. Here a file is texts, lists and keys, and nothing else.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import yaml

Path = tuple[str | int, ...]

_HASH: Final = re.compile(r"[ \t]+#\S")
_FAST: Final = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_TAGS: Final = {
    "tag:yaml.org,2002:str",
    "tag:yaml.org,2002:seq",
    "tag:yaml.org,2002:map",
}

_MENDS: Final = (
    ("'\\t'", "use spaces, not the Tab key, to indent"),
    ("mapping values are not allowed", "a text with a colon and a space needs quotes around it"),
    ("found unexpected ':'", "a text with a colon and a space needs quotes around it"),
    ("cannot start any token", "a text that begins with a sign needs quotes around it"),
    ("undefined alias", "a text that begins with * needs quotes around it"),
    ("alphabetic or numeric character", "a text that begins with * or & needs quotes around it"),
    ("unexpected end of stream", "a quotation mark is opened and never closed"),
    ("could not find expected ':'", "this line needs `key:` before it, or two more spaces"),
    ("unknown escape", "inside double quotes write \\\\ for \\, or use single quotes"),
    ("expected ',' or '}'", "a text that begins with { needs quotes around it"),
    ("expected ',' or ']'", "a text that begins with [ needs quotes around it"),
    ("expected a comment or a line break", "write the text on the next line, two spaces in"),
    ("expected a single document", "a line of three dashes belongs only into articles"),
    ("expected <block end>, but found '<scalar>'", "put quotes around the whole text"),
    ("expected <block end>", "this line is not in line with the ones above: mind the spaces"),
    ("special characters are not allowed", "remove the invisible character"),
)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a text is no YAML that we read."""

    line: int
    path: Path
    message: str


class BrokenYamlError(Exception):
    """The text could not be read; ``problems`` says where and how to mend it."""

    def __init__(self, problems: list[Problem]) -> None:
        """Keep ``problems``."""
        self.problems = problems
        super().__init__(f"{len(problems)} problems")


@dataclass(frozen=True, slots=True)
class Document:
    """What a file holds: dicts, lists and strings, and where each began."""

    data: object
    lines: Mapping[Path, int]


def read(text: str, *, first_line: int = 1) -> Document:
    """Return what ``text`` holds, in composed Unicode, so that accents compare equal.

    Args:
        text: the file, or the part of it that is YAML.
        first_line: the line of the file at which ``text`` begins.

    Raises:
        BrokenYamlError: it is no YAML, or uses what we refuse: a key twice, tags, aliases.
    """
    composed = unicodedata.normalize("NFC", text)
    node = _compose(composed, first_line)
    checker = _Checker(f"{composed}\n", first_line)
    problems = list(checker.check(node)) if node else []
    if problems:
        raise BrokenYamlError(problems)
    return Document(_plain(node), checker.lines)


def _compose(text: str, first_line: int) -> yaml.Node | None:
    if "\0" in text:
        raise BrokenYamlError([Problem(first_line, (), "is not a text file")])
    try:
        return _compose_with(_FAST, text)
    except yaml.YAMLError as fast:
        raise BrokenYamlError([_problem(_slow_error(text) or fast, first_line)]) from fast


def _compose_with(loader: type[yaml.BaseLoader], text: str) -> yaml.Node | None:
    node: yaml.Node | None = yaml.compose(text, Loader=loader)
    return node


def _slow_error(text: str) -> yaml.YAMLError | None:
    """Return the complaint of the slow loader: its words are the ones that we explain."""
    try:
        _compose_with(yaml.BaseLoader, text)
    except yaml.YAMLError as error:
        return error
    return None


def _problem(error: yaml.YAMLError, first_line: int) -> Problem:
    said = " ".join(str(error).split())
    mend = next((mend for sign, mend in _MENDS if sign in said), "compare it with a file nearby")
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return Problem(first_line, (), f"cannot be read: {mend}")
    line = first_line + mark.line
    return Problem(line, (), f"cannot be read at line {line}, column {mark.column + 1}: {mend}")


class _Checker:
    """Notes where things begin, and yields what we refuse."""

    def __init__(self, text: str, first_line: int) -> None:
        self._text = text.split("\n")
        self._first_line = first_line
        self.lines: dict[Path, int] = {}

    def check(self, node: yaml.Node, path: Path = ()) -> Iterator[Problem]:
        line = self.lines[path] = self._line(node)
        if node.tag not in _TAGS:
            yield Problem(line, path, f"begins with {node.tag!r}: put quotes around the text")
        match node:
            case yaml.ScalarNode():
                yield from self._cut_short(node, path)
            case yaml.SequenceNode():
                for number, item in enumerate(node.value):
                    yield from self.check(item, (*path, number))
            case yaml.MappingNode():
                for key, value in node.value:
                    yield from self._key(key, path)
                    yield from self.check(value, (*path, str(key.value)))
                    self.lines[*path, str(key.value)] = self._line(key)
            case _:  # PyYAML makes no other nodes
                pass

    def _line(self, node: yaml.Node) -> int:
        return self._first_line + int(node.start_mark.line)

    def _cut_short(self, node: yaml.ScalarNode, path: Path) -> Iterator[Problem]:
        """In ``press #2`` YAML takes ``#2`` for a comment, and nobody would notice."""
        end = node.end_mark
        if not node.style and _HASH.match(self._text[end.line], end.column):
            told = "is cut short at the sign #: put quotes around the text"
            yield Problem(self._first_line + end.line, path, told)

    def _key(self, key: yaml.Node, path: Path) -> Iterator[Problem]:
        here = self._line(key)
        if not isinstance(key, yaml.ScalarNode):
            told = "has a list or keys where a key should be: put it in quotes"
            yield Problem(here, path, told)
            return
        before = self.lines.get((*path, key.value))
        if before is not None:
            both = f"on lines {before} and {here}"
            yield Problem(here, (*path, key.value), f"is written twice, {both}: keep one of them")


def _plain(node: yaml.Node | None) -> object:
    match node:
        case yaml.MappingNode():
            return {key.value: _plain(value) for key, value in node.value}
        case yaml.SequenceNode():
            return [_plain(item) for item in node.value]
        case yaml.ScalarNode():
            return node.value
        case _:
            return ""
