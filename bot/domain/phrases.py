"""The tiny language in which curators write statements of danger.

* ``want to die``: these words, one after the other;
* ``(die|be dead)``: one of these; ``[really]`` or ``[so|very]``: these or nothing;
* ``{pills}``: any phrase of that slot; ``..2``: up to two other words, none of them a negation;
* ``/``: the edge of a clause, so ``/ help /`` is that word alone;
* ``{number}``, ``{many}``, ``{year}``: digits; ``many`` has two or more, ``year`` is 19xx or 20xx;
* ``{name}``: a word that may be somebody's name, that is, none of the slot ``no_name``;
* ``&`` between phrases: all of them, in any order, in about two sentences (``together``);
* ``!`` at the very beginning: no guard may cancel what this phrase finds.

Capitals, accents, contractions and chat forms do not matter: a phrase is read like a message.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.chat_forms import spell_out
from bot.domain.danger_text import fold

Slots = Mapping[str, Sequence[str]]

_DIGITS = {"number": r"\d+", "many": r"\d{2,}", "year": r"(?:19|20)\d\d"}
_HARD = "!"
_PIECES = re.compile(r"\{([\w-]+)\}|\.\.(\d)|([()\[\]|/])|([^\s()\[\]{}|/.]+)|(\S)")
_STEP = r" (?:\| )?"
"""Between two words: a space, and perhaps the mark of a pause (``danger_text``)."""
_EDGE = r"(?<=\| )(?:(?:and|so|y) )?(?:(?:now|then|ahora) )?"
"""After the mark of a pause; words that only join the clause to the one before do not count."""


class PhraseError(ValueError):
    """A phrase or a slot that cannot be read; says which, and why."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word, spelt out."""

    text: str


@dataclass(frozen=True, slots=True)
class Digits:
    """A number in digits; ``shape`` is a regular expression."""

    shape: str


@dataclass(frozen=True, slots=True)
class Name:
    """One word that is none of ``barred``."""

    barred: frozenset[str]


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to ``most`` other words."""

    most: int


@dataclass(frozen=True, slots=True)
class Edge:
    """The beginning or the end of a clause."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several phrases; an empty one makes the choice optional."""

    options: tuple[tuple["Node", ...], ...]


Node = Word | Digits | Name | Gap | Edge | Choice
Phrase = tuple[Node, ...]


def parse(phrase: str, slots: Slots, read: dict[str, Choice] | None = None) -> Phrase:
    """Read ``phrase``, with every slot replaced by what it stands for.

    ``read`` keeps the slots that have been read; give the same one to every phrase of a file, and
    they share one tree, in a tenth of the memory.

    Raises:
        PhraseError: a bracket stays open, a slot is missing or holds itself, nothing is said.
    """
    return _Reader(phrase.removeprefix(_HARD), slots, (), {} if read is None else read).read()


def parts_of(phrase: str) -> tuple[str, ...]:
    """Return the phrases that ``&`` joins; most lines are a single one."""
    return tuple(part.strip() for part in phrase.removeprefix(_HARD).split(" & "))


def is_hard(phrase: str) -> bool:
    """Say whether no guard may cancel what ``phrase`` finds."""
    return phrase.startswith(_HARD)


class _Reader:
    def __init__(
        self, phrase: str, slots: Slots, inside: tuple[str, ...], read: dict[str, Choice]
    ) -> None:
        self._phrase, self._slots, self._inside, self._read = phrase, slots, inside, read
        self._pieces = [match.groups() for match in _PIECES.finditer(fold(phrase))]
        self._at = 0

    def read(self) -> Phrase:
        nodes = self._sequence()
        if self._at < len(self._pieces) or not any(map(_is_firm, nodes)):
            raise self._error("not a whole phrase")
        return nodes

    def _error(self, why: str) -> PhraseError:
        return PhraseError(f"{why}: {self._phrase}")

    def _sequence(self) -> Phrase:
        nodes: list[Node] = []
        while self._at < len(self._pieces):
            slot, gap, mark, word, stray = self._pieces[self._at]
            if mark in {"|", ")", "]"}:
                break
            self._at += 1
            if stray:
                raise self._error(f"{stray} means nothing here")
            if mark in {"(", "["}:
                nodes.append(self._choice(")" if mark == "(" else "]"))
            elif word:
                nodes += map(Word, spell_out(word))
            else:
                nodes.append(self._special(slot, gap))
        return tuple(nodes)

    def _special(self, slot: str | None, gap: str | None) -> Node:
        if gap:
            return Gap(int(gap))
        return Edge() if slot is None else self._slot(slot)

    def _choice(self, close: str) -> Choice:
        options = [self._sequence()]
        while self._peek() == "|":
            self._at += 1
            options.append(self._sequence())
        if self._peek() != close or not all(options):
            raise self._error(f"{close} is missing, or a choice is empty")
        self._at += 1
        return Choice((*options, ()) if close == "]" else tuple(options))

    def _peek(self) -> str | None:
        return self._pieces[self._at][2] if self._at < len(self._pieces) else None

    def _slot(self, name: str) -> Node:
        if name in _DIGITS and name not in self._slots:
            return Digits(_DIGITS[name])
        if name == "name" and name not in self._slots:
            return Name(
                frozenset(w for one in self._slots.get("no_name", ()) for w in one.split())
            )
        if name in self._inside or not self._slots.get(name):
            raise self._error(f"no slot {name}, or it holds itself")
        if name not in self._read:
            inside = (*self._inside, name)
            readers = (_Reader(one, self._slots, inside, self._read) for one in self._slots[name])
            self._read[name] = Choice(tuple(reader.read() for reader in readers))
        return self._read[name]


def _is_firm(node: Node) -> bool:
    match node:
        case Word() | Digits() | Name():
            return True
        case Gap() | Edge():
            return False
        case Choice(options):
            return all(any(map(_is_firm, option)) for option in options)


def words_of(phrase: Phrase) -> Iterator[str]:
    """Yield every word that ``phrase`` names, in order, some perhaps twice."""
    for node in phrase:
        if isinstance(node, Word):
            yield node.text
        elif isinstance(node, Choice):
            for option in node.options:
                yield from words_of(option)


def anchors(phrase: Phrase, cost: Callable[[str], int]) -> frozenset[str]:
    """Return the cheapest set of words of which every match holds at least one.

    An empty set means that there is none: the phrase has to be tried on every clause.
    """
    sets = [words for words in (_anchors_of(node, cost) for node in phrase) if words]
    return min(sets, key=lambda words: sum(map(cost, words)), default=frozenset())


def _anchors_of(node: Node, cost: Callable[[str], int]) -> frozenset[str]:
    match node:
        case Word(text):
            return frozenset({text})
        case Choice(options):
            parts = [anchors(option, cost) for option in options]
            return frozenset().union(*parts) if all(parts) else frozenset()
        case Digits() | Name() | Gap() | Edge():
            return frozenset()


def to_regex(phrase: Phrase, negations: frozenset[str] = frozenset()) -> str:
    """Write ``phrase`` as an expression over a clause of ``danger_text``.

    A match takes the pause after its last word along. No gap swallows one of ``negations``.
    """
    return "(?<= )" + _sequence_regex(phrase, f"(?:{_none_of(negations)}[^ |]+{_STEP})")


def _none_of(words: frozenset[str]) -> str:
    return f"(?!(?:{'|'.join(sorted(map(re.escape, words)))}) )" if words else ""


def _sequence_regex(nodes: Phrase, other: str) -> str:
    return "".join(_node_regex(node, other) for node in nodes)


def _node_regex(node: Node, other: str) -> str:
    match node:
        case Word(text):
            return re.escape(text) + _STEP
        case Digits(shape):
            return shape + _STEP
        case Name(barred):
            return _none_of(barred) + r"[^ |\d]{2,}" + _STEP
        case Gap(most):
            return f"{other}{{0,{most}}}"
        case Edge():
            return _EDGE
        case Choice(options):
            return _choice_regex(options, other)


def _choice_regex(options: tuple[Phrase, ...], other: str) -> str:
    """Write the single words as one group: that halves the time to compile and to run."""
    words: list[str] = []
    longer: list[str] = []
    for option in options:
        match option:
            case (Word(text),):
                words.append(re.escape(text))
            case _:
                longer.append(_sequence_regex(option, other))
    if words:
        longer.insert(0, f"(?:{'|'.join(words)}){_STEP}")
    return longer[0] if len(longer) == 1 else f"(?:{'|'.join(longer)})"
