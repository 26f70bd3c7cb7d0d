"""Questions that nobody wrote an answer for, and what may be kept of them."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.everyday import is_everyday
from bot.domain.knowledge import Entry, Language
from bot.domain.text import normalise, words

_HIDDEN = "…"
_HOLE = "\ue000"
"""What stands for it while the words are sorted out; no keyboard has it."""
_LONGEST = 30
"""Words that are kept; a question is shorter, a story is nobody's business."""
_PRIVATE = re.compile(r"\S*@\S+|\S+\.(?:com|org|net|io|me|mx|es)\b\S*|[+(]?\d[\d\s().-]*")
_SAID = re.compile(rf"[^\W_]+(?:'[^\W_]+)*|{_HOLE}")
_SIGNS = ".,;:!?¿¡()'" + '"'
_NAMED = re.compile(
    r"\b(?:my name is|name is|call me|i live (?:in|at|on)|i am from|me llamo|mi nombre es"
    r"|se llama|vivo en|soy de)(?: \S+){1,2}"
)


class State(StrEnum):
    """Where the work on a question stands."""

    NEW = "new"
    ATTACHED = "attached"
    """A curator made it a phrasing of an entry; it waits to be written into its file."""
    IGNORED = "ignored"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Gap:
    """A question without an answer, redacted."""

    language: Language
    words: str
    common: bool
    """Every word of it is one that others use too, and few were left out."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A question on the work list."""

    id: int
    gap: Gap
    count: int
    state: State
    entry_id: str | None


def vocabulary(entries: Iterable[Entry]) -> frozenset[str]:
    """Return the words of the knowledge base: they name nobody."""
    return frozenset(
        word
        for entry in entries
        for text in entry.text.values()
        for part in (text.question, *text.phrasings, text.answer)
        for word in words(normalise(part))
    )


def redacted(question: str, language: Language, known: Collection[str]) -> Gap | None:
    """Return what may be kept of ``question``; ``None`` if nothing is left that tells anything.

    Numbers, addresses and handles go, what follows "my name is" and the like, and every word that
    neither the knowledge base nor everyday language has: names of people and places are among
    those.  A word in capitals in mid-sentence goes unless the knowledge base has it.
    """
    without = _PRIVATE.sub(f" {_HOLE} ", _uncapitalised(question, known))
    plain = _NAMED.sub(f" {_HOLE} ", normalise(without))
    said = _SAID.findall(plain)[:_LONGEST]
    kept = [one if _names_nobody(one, known) else _HIDDEN for one in said]
    told = [one for one in kept if one != _HIDDEN]
    if len(told) < 2:
        return None
    return Gap(language, " ".join(_once(kept)), common=len(told) == len(kept))


def _names_nobody(word: str, known: Collection[str]) -> bool:
    return word.isalpha() and (word in known or is_everyday(word))


def _uncapitalised(question: str, known: Collection[str]) -> str:
    """Leave out words that are written like names."""
    found = question.split()
    if sum(one.isupper() for one in found) > len(found) / 2:  # all of it is shouted
        return question
    names = {
        at
        for at in range(1, len(found))
        if not found[at - 1].endswith((".", "?", "!")) and _is_like_a_name(found[at], known)
    }
    return " ".join(_HOLE if at in names else one for at, one in enumerate(found))


def _is_like_a_name(word: str, known: Collection[str]) -> bool:
    plain = normalise(word.strip(_SIGNS))
    return word[:1].isupper() and len(word) > 1 and plain not in known


def _once(kept: Iterable[str]) -> Iterable[str]:
    """Leave out all but one of several holes in a row: their number tells something, too."""
    before = ""
    for one in kept:
        if one != before or one != _HIDDEN:
            yield one
        before = one
