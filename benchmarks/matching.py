"""How well and how fast questions are matched: ``python benchmarks/matching.py [options]``.

The knowledge base is asked its own held-out examples.  ``--labelled`` names a file of other
messages for it (a JSON object a line: text, gold: the right ids, none if no entry answers); those
whose ids it lacks are left out.  ``--faq`` names a folder with another FAQ: ``faq.jsonl`` (id,
question, alts, answer) and ``queries.jsonl`` (text, gold: an id or null, also: other right ids).

The price of a decision: a wrong answer 5, "I don't know" to what an entry answers 2, "did you
mean" 1, or 2 if the right entry is not among the suggestions.
"""

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from bot.content.loader import load
from bot.content.tree import read_tree
from bot.content.weighings import read_weighings
from bot.domain.answers import Decision, Hit, Near, Unknown, decide
from bot.domain.combining import CombinedMatcher
from bot.domain.evidence import Gatherer
from bot.domain.knowledge import Audience, Entry, EntryText, Language, Words
from bot.domain.languages import language_of
from bot.domain.matching import LexicalMatcher, Matcher


@dataclass(frozen=True, slots=True)
class Asked:
    """A message and the ids of the entries that answer it, if any."""

    text: str
    gold: frozenset[str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a message."""

    asked: Asked
    ranked: tuple[str, ...]
    decision: Decision
    seconds: float
    """Time for the ranking."""

    @property
    def label(self) -> str:
        """Name the outcome, e.g. ``near ok`` or ``hit stranger``."""
        kind = type(self.decision).__name__.lower()
        shown = _shown(self.decision)
        if not self.asked.gold:
            return f"{kind} stranger"
        return f"{kind} ok" if shown & self.asked.gold else f"{kind} wrong"


PRICES = {
    "hit wrong": 5,
    "hit stranger": 5,
    "near ok": 1,
    "near stranger": 1,
    "near wrong": 2,
    "unknown wrong": 2,
}


def _shown(decision: Decision) -> set[str]:
    match decision:
        case Hit(entry_id=entry_id):
            return {entry_id}
        case Near(entry_ids=entry_ids):
            return set(entry_ids)
        case Unknown():
            return set()


def ask(asked: Asked, matcher: Matcher) -> Outcome:
    """Rank and decide for one message."""
    language = language_of(asked.text)
    start = time.perf_counter()
    matches = matcher.consider(asked.text, language).matches
    seconds = time.perf_counter() - start
    decision = decide(asked.text, language, matcher)
    return Outcome(asked, tuple(match.entry_id for match in matches), decision, seconds)


def report(name: str, matcher: Matcher, questions: Iterable[Asked]) -> None:
    """Print one row of figures."""
    outcomes = [ask(asked, matcher) for asked in questions]
    inside = [one for one in outcomes if one.asked.gold]
    if not inside:
        print(f"{name}: nothing to ask")
        return
    first = sum(bool(one.asked.gold & set(one.ranked[:1])) for one in inside) / len(inside)
    third = sum(bool(one.asked.gold & set(one.ranked[:3])) for one in inside) / len(inside)
    labels = Counter(one.label for one in outcomes)
    price = sum(PRICES.get(label, 0) * count for label, count in labels.items()) / len(outcomes)
    times = sorted(one.seconds for one in outcomes)
    print(
        f"{name}: {len(inside)} + {len(outcomes) - len(inside)} strangers, "
        f"first {first:.1%}, in three {third:.1%}, price {price:.3f}, "
        f"{median(times) * 1e3:.2f} ms, 99th {times[len(times) * 99 // 100] * 1e3:.2f} ms"
    )
    print("   ", ", ".join(f"{label} {count}" for label, count in sorted(labels.items())))


def rows(path: Path) -> list[dict[str, Any]]:
    """Read a file of JSON objects, one a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def examples(folder: Path) -> list[Asked]:
    """Return the examples that the entries of ``folder`` hold out."""
    return [
        Asked(example, frozenset({filed.stem}))
        for filed in read_tree(folder).entries
        for words in (filed.body.en, filed.body.es)
        for example in words.examples
    ]


def labelled(path: Path, known: Sequence[str]) -> list[Asked]:
    """Return the messages of ``path`` that are for entries in ``known``, or for none."""
    asked = [Asked(row["text"], frozenset(row["gold"])) for row in rows(path)]
    return [one for one in asked if not one.gold or one.gold & set(known)]


def other_faq(folder: Path) -> tuple[list[Entry], list[Asked]]:
    """Read another FAQ and its messages."""
    entries = [
        Entry(row["id"], "", Audience.ALL, {"en": text_of(row)})
        for row in rows(folder / "faq.jsonl")
    ]
    asked = [
        Asked(row["text"], frozenset([row["gold"], *row["also"]] if row["gold"] else []))
        for row in rows(folder / "queries.jsonl")
    ]
    return entries, asked


def text_of(row: dict[str, Any]) -> EntryText:
    """Return the texts of a row of ``faq.jsonl``."""
    return EntryText(row["question"], tuple(row["alts"]), row["answer"])


def words_alone(entries: Sequence[Entry], words: Mapping[Language, Words]) -> Matcher:
    """Return a matcher without an encoder."""
    gatherer = Gatherer.of(entries, LexicalMatcher.of(entries, words))
    return CombinedMatcher(gatherer, read_weighings().of(""))


def main() -> None:
    """Print the figures for the knowledge base and for what the options name."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--knowledge", type=Path, default=Path("knowledge"))
    parser.add_argument("--labelled", type=Path)
    parser.add_argument("--faq", type=Path)
    options = parser.parse_args()
    knowledge = load(options.knowledge)
    start = time.perf_counter()
    entries = [*knowledge.entries.values()]
    matcher = words_alone(entries, knowledge.words)
    print(f"{len(knowledge.entries)} entries indexed in {time.perf_counter() - start:.2f} s")
    report("own examples", matcher, examples(options.knowledge))
    if options.labelled:
        report("labelled", matcher, labelled(options.labelled, [*knowledge.entries]))
    if options.faq:
        entries, asked = other_faq(options.faq)
        report("other FAQ", words_alone(entries, knowledge.words), asked)


if __name__ == "__main__":
    main()
