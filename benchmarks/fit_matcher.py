"""Fit what evidence weighs: ``python -m benchmarks.fit_matcher [--write]``.

Fitted on messages as people type them (``tests/data/topics_dev.jsonl``), on the examples that the
entries of ``knowledge/`` hold out, and on messages that no entry answers
(``benchmarks/data/strangers.jsonl``); once for each set of encoders that can be had.  What it
prints was measured on questions that were left out of the fit, in five parts by turns.
``--write`` puts the weights, fitted on all, into ``bot/content/weighings.json``.
"""

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.questions import STRANGERS, TOPICS, examples
from bot.content.labelled import read_questions
from bot.content.loader import load
from bot.content.weighings import FILE
from bot.domain.answers import decided
from bot.domain.combining import CombinedMatcher
from bot.domain.evidence import Gathered, Gatherer
from bot.domain.judging import Question, Tally, Verdict
from bot.domain.knowledge import Knowledge
from bot.domain.languages import language_of
from bot.domain.matching import LexicalMatcher
from bot.domain.vectors import Encoder, Vectors
from bot.domain.weighing import Feature, Numbers, Weighing
from bot.encoder.dictionary import english_words
from bot.encoder.finding import installed
from bot.encoder.folder import FolderEncoder

_SHARES = {"typed": 1.5, "example": 0.15, "stranger": 0.75}
"""What a question of each source counts: examples are tidier than what people type."""
_PULL = 2.0
"""How strongly weights are pulled to nothing."""
_STEPS, _RATE = 500, 0.06
_PARTS = 5


class Remembering:
    """An encoder that reads nothing twice."""

    def __init__(self, encoder: Encoder) -> None:
        """Remember what ``encoder`` said."""
        self._encoder, self._known = encoder, dict[str, Vectors]()
        self.name, self.role = encoder.name, encoder.role

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return a row for each of ``texts``."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known |= zip(new, self._encoder.encode(new), strict=True)
        return np.stack([self._known[text] for text in texts])


@dataclass(frozen=True, slots=True)
class Case:
    """A question with its evidence and what it counts."""

    question: Question
    gathered: Gathered
    right: Sequence[bool]
    """For each candidate."""
    share: float


@dataclass(frozen=True, slots=True)
class Table:
    """Cases as one block of numbers; candidates that are not there are masked."""

    entries: Numbers
    """Case by candidate by evidence."""
    there: Numbers
    right: Numbers
    nothing: Numbers
    """Case by evidence."""
    stranger: Numbers
    shares: Numbers


def questions(folder: Path) -> Iterator[tuple[str, Question]]:
    """Yield the questions to fit on, each with its source."""
    for one in read_questions(TOPICS):
        yield "typed", one
    for one in examples(folder):
        yield "example", one
    for one in read_questions(STRANGERS):
        yield "stranger", one


def gatherer(knowledge: Knowledge, encoders: Sequence[Encoder]) -> Gatherer:
    """Index the knowledge for some encoders."""
    entries = [*knowledge.entries.values()]
    lexical = LexicalMatcher.of(entries, knowledge.words, dictionary=english_words())
    return Gatherer.of(entries, lexical, [(one, one.encode) for one in encoders])


def cases(ours: Gatherer, asked: Sequence[tuple[str, Question]]) -> list[Case]:
    """Gather the evidence for each question that an entry answers, or none."""
    found = []
    for source, one in asked:
        gathered = ours.gather(one.text, language_of(one.text) or one.language)
        right = [ours.ids[place] in one.gold for place in gathered.places]
        if gathered.places and (not one.gold or one.gold.intersection(ours.ids)):
            found.append(Case(one, gathered, right, _SHARES[source]))
    return found


def table(found: Sequence[Case]) -> Table:
    """Put cases into one block."""
    most = max(len(one.right) for one in found)
    names, doubts = _names(found)
    entries = np.zeros((len(found), most, len(names)))
    there, right = np.zeros((len(found), most)), np.zeros((len(found), most))
    for row, one in enumerate(found):
        count = len(one.right)
        entries[row, :count] = np.stack([one.gathered.entries[name] for name in names], 1)
        there[row, :count] = 1
        right[row, :count] = one.right
    nothing = np.array([[one.gathered.question[name] for name in doubts] for one in found])
    strangers = np.array([float(not one.question.gold) for one in found])
    return Table(entries, there, right, nothing, strangers, np.array([one.share for one in found]))


def _names(found: Sequence[Case]) -> tuple[list[str], list[str]]:
    return [*found[0].gathered.entries], [*found[0].gathered.question]


def fitted(found: Sequence[Case]) -> Weighing:
    """Fit the weights: steps down the slope of the surprise at what is right (Adam)."""
    told = table(found)
    told, centres = _evened(told)
    wanted = told.stranger > 0
    usable = wanted | (told.right.sum(1) > 0)
    shares = told.shares * usable
    width = told.entries.shape[2]
    weights = np.zeros(width + told.nothing.shape[1])
    speed, size = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _STEPS + 1):
        slope = _slope(weights, width, told, shares) + 2 * _PULL * weights
        speed = 0.9 * speed + 0.1 * slope
        size = 0.999 * size + 0.001 * slope**2
        ahead, wide = speed / (1 - 0.9**step), size / (1 - 0.999**step)
        weights -= _RATE * ahead / (np.sqrt(wide) + 1e-8)
    return _weighing(weights, centres, _names(found))


def _evened(told: Table) -> tuple[Table, Numbers]:
    """Return the table with each kind of evidence at mean 0 and spread 1, and what they were."""
    rows = told.entries[told.there > 0]
    middle, spread = rows.mean(0), rows.std(0)
    doubt_middle, doubt_spread = told.nothing.mean(0), told.nothing.std(0)
    doubt_middle[doubt_spread < 1e-9] = 0  # "always" is 1 and stays 1
    spread[spread < 1e-9], doubt_spread[doubt_spread < 1e-9] = 1, 1
    evened = Table(
        (told.entries - middle) / spread,
        told.there,
        told.right,
        (told.nothing - doubt_middle) / doubt_spread,
        told.stranger,
        told.shares,
    )
    return evened, np.array(
        [np.concatenate([middle, doubt_middle]), np.concatenate([spread, doubt_spread])]
    )


def _slope(weights: Numbers, width: int, told: Table, shares: Numbers) -> Numbers:
    scores = told.entries @ weights[:width] + np.where(told.there > 0, 0, -1e9)
    none = told.nothing @ weights[width:]
    highest = np.maximum(scores.max(1), none)
    odds = np.exp(scores - highest[:, None])
    outside = np.exp(none - highest)
    whole = odds.sum(1) + outside
    likely, nothing = odds / whole[:, None], outside / whole
    meant = likely * told.right
    meant /= np.maximum(meant.sum(1, keepdims=True), 1e-12)
    known = 1 - told.stranger
    push = (likely - meant * known[:, None]) * shares[:, None]
    doubt = (nothing - told.stranger) * shares
    return np.concatenate([np.einsum("ce,cef->f", push, told.entries), doubt @ told.nothing])


def _weighing(
    weights: Numbers, centres: Numbers, names: tuple[Sequence[str], Sequence[str]]
) -> Weighing:
    told = iter(zip(centres[0].tolist(), centres[1].tolist(), weights.tolist(), strict=True))
    entry = {name: Feature(*next(told)) for name in names[0]}
    return Weighing(entry, {name: Feature(*next(told)) for name in names[1]})


def crossed(ours: Gatherer, found: Sequence[Case]) -> list[Verdict]:
    """Judge each question with weights that were fitted without it and a fifth of the others."""
    parts = np.random.default_rng(7).integers(0, _PARTS, len(found))
    verdicts = []
    for part in range(_PARTS):
        weighing = fitted([one for one, its in zip(found, parts, strict=True) if its != part])
        matcher = CombinedMatcher(ours, weighing)
        verdicts += [
            verdict(matcher, one.question)
            for one, its in zip(found, parts, strict=True)
            if its == part
        ]
    return verdicts


def verdict(matcher: CombinedMatcher, question: Question) -> Verdict:
    """Ask one question."""
    language = language_of(question.text) or question.language
    ranking = matcher.consider(question.text, language)
    ranked = [match.entry_id for match in ranking.matches]
    return Verdict(question, ranked, decided(ranking))


SHOWN = (
    "first",
    "among three",
    "answered or offered",
    "answered right",
    "answered wrong",
    "unknown",
    "stranger answered",
    "stranger offered",
)


def report(verdicts: Sequence[Verdict]) -> dict[str, Any]:
    """Return shares in percent with their intervals."""
    tally = Tally.of(verdicts)
    told: dict[str, Any] = {"known": tally.counts["known"], "strangers": tally.counts["strangers"]}
    for name in SHOWN:
        told[name] = [round(100 * one, 1) for one in tally.share(name)]
    return told


def sources(verdicts: Sequence[Verdict]) -> Mapping[str, Sequence[Verdict]]:
    """Split verdicts by where the question came from."""
    typed = [one for one in verdicts if one.question.kind not in {"", "example"}]
    return {
        "typed": typed,
        "typed, English": [one for one in typed if one.question.language == "en"],
        "typed, Spanish": [one for one in typed if one.question.language == "es"],
        "examples": [one for one in verdicts if one.question.kind == "example"],
        "strangers": [one for one in verdicts if not one.question.kind],
    }


def _encoders(own: Path | None) -> list[Encoder]:
    if own is not None:
        return [Remembering(FolderEncoder(own))]
    return [Remembering(one) for one in installed().encoders]


def _written(weighing: Weighing) -> dict[str, Any]:
    return {
        kind: {
            name: {"middle": one.middle, "spread": one.spread, "weight": round(one.weight, 5)}
            for name, one in features.items()
        }
        for kind, features in (("entry", weighing.entry), ("nothing", weighing.nothing))
    }


def main() -> None:
    """Fit, print, and perhaps write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--knowledge", type=Path, default=Path("knowledge"))
    parser.add_argument(
        "--own", type=Path, help="fit for the encoder in this folder, and write into it"
    )
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--quick", action="store_true", help="with all encoders together only")
    options = parser.parse_args()
    knowledge, asked = load(options.knowledge), [*questions(options.knowledge)]
    encoders = _encoders(options.own)
    kept = dict[str, Any]()
    fewest = len(encoders) if options.quick else 0
    for count in range(len(encoders), fewest - 1, -1):
        for chosen in combinations(encoders, count):
            ours = gatherer(knowledge, chosen)
            found = cases(ours, asked)
            told = {name: report(its) for name, its in sources(crossed(ours, found)).items()}
            for name, its in told.items():
                print(ours.roles or "words alone", name, json.dumps(its))
            kept[ours.roles] = {"report": told, **_written(fitted(found))}
    if options.write:
        file = options.own / FILE.name if options.own else FILE
        file.write_text(json.dumps({"encoders": kept}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
