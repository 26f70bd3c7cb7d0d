"""Tell when a match is denied, or is long past; each guard looks at one match in its clause.

The words come from reserved slots of ``knowledge/crisis/<lang>.yaml``:

* ``not``: negations; no gap of a phrase reaches over one;
* ``denied``: what denies a statement right before it, with only ``filler`` in between;
* ``affirmed``: what looks like a denial and is none (``why not``, ``if i do not``);
* ``past``: what puts the clause long ago, unless the same sentence holds a word of ``now``;
* ``reported``: who says it, right before the statement; told as past it still deserves a question;
* ``over``: a whole clause that says of the one before it that this is no longer so;
* ``asking``: what makes the words after it a question about people in general, or a subject of
  study; what follows is then a thing to answer, and soft;
* ``harmless``: figures of speech and everyday mishaps, whole; what overlaps one is none of ours;
* ``study``: what makes a clause one about a class or a book, wherever it stands in it;
* ``asked``: what makes the words right after it a question about help ("is a peer there if I am
  suicidal"); what follows then deserves a question back.
"""

import re
from dataclasses import dataclass

from bot.domain.phrases import Slots, parse, to_regex, words_of

_REACH = 160
"""Letters on each side of a match that a guard reads: keeps long messages linear."""
_NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Guards:
    """The guards of one language."""

    negations: frozenset[str]
    denied: re.Pattern[str]
    affirmed: re.Pattern[str]
    past: re.Pattern[str]
    now: re.Pattern[str]
    reported: re.Pattern[str]
    over: re.Pattern[str]
    asking: re.Pattern[str]
    study: re.Pattern[str]
    asked: re.Pattern[str]
    harmless: re.Pattern[str]

    def denies(self, clause: str, start: int) -> bool:
        """Say whether the words right before ``start`` deny what begins there."""
        before = _before(clause, start)
        denial = self.denied.search(before)
        if not denial:
            return False
        return not any(
            affirmation.end() > denial.start() for affirmation in self.affirmed.finditer(before)
        )

    def puts_in_the_past(self, clause: str, start: int, end: int) -> bool:
        """Say whether the statement from ``start`` to ``end`` is told as long past.

        A cue counts in the same part of the clause, or alone in the part before or after
        ("when i was 15, ...").
        """
        own = _before(clause, start) + clause[start:end] + _after(clause, end)
        if self.now.search(own) or self.now.search(f" {_behind(clause, end)}"):
            return False
        return bool(self.past.search(own)) or self._stands_beside(clause, start, end)

    def reports(self, clause: str, start: int) -> bool:
        """Say whether the words before ``start`` tell that somebody else said what follows."""
        before = (_ahead(clause, start), _before(clause, start))
        return any(self.reported.search(f" {part}") for part in before)

    def asks(self, clause: str, start: int, end: int) -> bool:
        """Say whether words before ``start`` make it a question about people in general."""
        if _begins_before(self.asking, clause, start, end):
            return True
        own = _before(clause, start) + clause[start:end] + _after(clause, end)
        return bool(self.study.search(own))

    def wonders(self, clause: str, start: int, end: int) -> bool:
        """Say whether words before ``start`` only ask what would follow if it were so."""
        return _begins_before(self.asked, clause, start, end)

    def ends(self, clause: str) -> bool:
        """Say whether ``clause`` only tells that the one before it is no longer so."""
        return bool(self.over.fullmatch(clause, len("| ")))

    def _stands_beside(self, clause: str, start: int, end: int) -> bool:
        beside = (_ahead(clause, start), _behind(clause, end))
        return any(self.past.fullmatch(f" {part}", 1) for part in beside)


def read_guards(slots: Slots) -> Guards:
    """Compile the guards of a language from the slots of its file.

    Raises:
        PhraseError: a phrase of a reserved slot cannot be read.
    """
    fillers = _any_of(slots, "filler")
    denied = _any_of(slots, "denied")
    return Guards(
        negations=frozenset(
            w for one in slots.get("not", ()) for w in words_of(parse(one, slots))
        ),
        denied=re.compile(f"{denied}(?:{fillers}){{0,6}}$") if denied else _NOTHING,
        affirmed=_pattern(slots, "affirmed"),
        past=_pattern(slots, "past"),
        now=_pattern(slots, "now"),
        reported=_pattern(slots, "reported"),
        over=_pattern(slots, "over"),
        asking=_pattern(slots, "asking"),
        study=_pattern(slots, "study"),
        asked=_pattern(slots, "asked"),
        harmless=_pattern(slots, "harmless"),
    )


def _pattern(slots: Slots, name: str) -> re.Pattern[str]:
    return re.compile(found) if (found := _any_of(slots, name)) else _NOTHING


def _any_of(slots: Slots, name: str) -> str:
    parts = [to_regex(parse(one, slots)) for one in slots.get(name, ())]
    return f"(?:{'|'.join(parts)})" if parts else ""


def _begins_before(shapes: re.Pattern[str], clause: str, start: int, end: int) -> bool:
    """Say whether a shape begins before the match; it may run on into the match."""
    before = _before(clause, start)
    found = shapes.finditer(before + clause[start:end])
    return any(shape.start() < len(before) for shape in found)


def parts_around(clause: str, start: int, end: int) -> tuple[int, int]:
    """Return where the parts of ``clause`` that a match touches begin and end."""
    return _part_of(clause, start), end + len(_after(clause, end))


def _before(clause: str, start: int) -> str:
    """Return the words from the last pause before ``start`` up to it, a space ahead."""
    return " " + clause[_part_of(clause, start) : start]


def _after(clause: str, end: int) -> str:
    """Return the words from ``end`` up to the next pause, the pause included."""
    return "" if clause[end - 2 : end] == "| " else clause[end : _stop_after(clause, end)]


def _ahead(clause: str, start: int) -> str:
    """Return the part before the one in which ``start`` lies."""
    first = _part_of(clause, start)
    return clause[_part_of(clause, first - 2) : first] if first > 2 else ""


def _behind(clause: str, end: int) -> str:
    """Return the part after the one in which ``end`` lies."""
    last = end if clause[end - 2 : end] == "| " else _stop_after(clause, end)
    return clause[last : _stop_after(clause, last)]


def _part_of(clause: str, start: int) -> int:
    reach = max(0, start - _REACH)
    return max(clause.rfind("| ", reach, start) + 2, reach)


def _stop_after(clause: str, end: int) -> int:
    stop = clause.find("| ", end, end + _REACH)
    return stop + 2 if stop >= 0 else end + _REACH
