"""Fit the second net from the lines in this repository, and report how it does.

Run ``python -m benchmarks.second_net``: it writes ``knowledge/crisis/second_net.tsv``.  With
``--report`` it only cross-validates: five folds, each judged by a net that has not seen it.
"""

import math
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from benchmarks.triage import KNOWLEDGE, patterns
from bot.domain.crisis import Tier
from bot.domain.phrases import Choice, Digits, Phrase, Word, parse, parts_of
from bot.domain.second_net import FEWEST_WORDS, SecondNet, features, words_of
from tests.domain.patterns import lines, rows

_SENTENCE = re.compile(r"(?<=[.!?:])\s+|\n")
ROOT = Path(__file__).parents[1]
TARGET = KNOWLEDGE / "second_net.tsv"
SETS = (
    "crisis_dev",
    "crisis_fresh",
    "crisis_second",
    "crisis_third",
    "crisis_fourth",
    "crisis_fifth",
    "crisis_sixth",
    "crisis_seventh",
)
ROUNDS, PACE, SHRINK, FOLDS = 12, 0.2, 1e-3, 5
SPOKEN = 2
"""Sentences made up from each phrase of the patterns: they teach words that no line holds."""
CLEAREST = 0.05
"""A feature whose weight is smaller is left out of the file."""
ASKED_RATE = 0.03
"""Share of ordinary questions, unseen, that may become a check-in: sets the threshold."""


class Line(NamedTuple):
    """One line to learn from."""

    text: str
    danger: bool
    words: list[str]
    asked: bool = False
    """Whether it is a way in which people ask an entry of ours."""


def told() -> list[Line]:
    """Return all lines, each once: our test sets, the patterns' examples, ways people ask."""
    found: dict[str, bool] = {}
    for name in SETS:
        for row in lines(name):
            if row["label"] != "ambiguous":
                found[row["text"]] = row["label"] == "explicit"
    for row in rows():
        grave = Tier[row["tier"].upper()] >= Tier.CRISIS
        found |= dict.fromkeys(row["must_alarm"], grave)
        found |= dict.fromkeys(row["must_not_alarm"], False)
    asked = set(_asked()) - set(found)
    found |= dict.fromkeys(asked, False)
    return [
        Line(text, danger, words_of(text), asked=text in asked) for text, danger in found.items()
    ]


def written() -> Iterator[Line]:
    """Yield the sentences of our answers and articles: long, harmless, of the same field."""
    folder = ROOT / "knowledge"
    texts = [path.read_text("utf-8") for path in sorted((folder / "articles").glob("*.md"))]
    texts += [row[language]["answer"] for row in _entries() for language in ("en", "es")]
    sentences = (part.strip("-* ") for text in texts for part in _SENTENCE.split(text))
    for sentence in dict.fromkeys(sentences):
        words = words_of(sentence)
        if len(words) >= FEWEST_WORDS:
            yield Line(sentence, danger=False, words=words)


def spoken() -> Iterator[Line]:
    """Yield made-up sentences: phrases of grave patterns, a way through each taken by chance."""
    chance = random.Random(1)  # noqa: S311 - which words, no secret
    read: dict[int, dict[str, Choice]] = defaultdict(dict)
    for pattern in patterns():
        if pattern.tier < Tier.CRISIS:
            continue
        for say in pattern.say * SPOKEN:
            known = read[id(pattern.slots)]
            parts = (parse(part, pattern.slots, known) for part in parts_of(say))
            words = [word for part in parts for word in _way_through(part, chance)]
            if len(words) >= FEWEST_WORDS - 1:
                yield Line(" ".join(words), danger=True, words=words)


def _way_through(phrase: Phrase, chance: random.Random) -> Iterator[str]:
    for node in phrase:
        match node:
            case Word(text):
                yield text
            case Digits():
                yield "30"
            case Choice(options):
                yield from _way_through(chance.choice(options), chance)
            case _:
                continue


def _entries() -> Iterator[dict[str, Any]]:
    for path in sorted((ROOT / "knowledge" / "faq").glob("*/*.yaml")):
        yield yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - plain strings only


def _asked() -> Iterator[str]:
    for row in _entries():
        for language in ("en", "es"):
            yield row[language]["question"]
            yield from row[language]["phrasings"]


def fitted(some: Sequence[Line]) -> SecondNet:
    """Return a net fitted to ``some`` lines; its threshold is not set yet."""
    seen = Counter(feature for line in some for feature in set(features(line.words)))
    rarity = {
        feature: math.log((1 + len(some)) / (1 + count)) + 1
        for feature, count in seen.items()
        if count > 1
    }
    rows_ = [_vector(line, rarity) for line in some]
    share = sum(line.danger for line in some) / len(some)
    weights, bias = _descended(rows_, some, share)
    clear = {
        name: (rarity[name], weight) for name, weight in weights.items() if abs(weight) >= CLEAREST
    }
    return SecondNet(bias, 0.0, clear)


def _vector(line: Line, rarity: dict[str, float]) -> dict[str, float]:
    values = {name: rarity[name] for name in set(features(line.words)) if name in rarity}
    length = math.sqrt(sum(value * value for value in values.values())) or 1.0
    return {name: value / length for name, value in values.items()}


def _descended(
    vectors: Sequence[dict[str, float]], some: Sequence[Line], share: float
) -> tuple[dict[str, float], float]:
    """Descend by AdaGrad; the same seed every time, so that the file does not flutter."""
    chance = random.Random(7)  # noqa: S311 - order of lines, no secret
    weights: dict[str, float] = {}
    steps: dict[str, float] = {}
    bias, order = 0.0, list(range(len(some)))
    for _ in range(ROUNDS):
        chance.shuffle(order)
        for at in order:
            vector, danger = vectors[at], some[at].danger
            score = bias + sum(weights.get(name, 0.0) * value for name, value in vector.items())
            error = (danger - 1 / (1 + math.exp(-score))) * (1 - share if danger else share)
            bias += 0.02 * error
            for name, value in vector.items():
                slope = error * value - SHRINK * weights.get(name, 0.0)
                steps[name] = steps.get(name, 1e-4) + slope * slope
                weights[name] = weights.get(name, 0.0) + PACE * slope / math.sqrt(steps[name])
    return weights, bias


def threshold_of(all_lines: Sequence[Line], scores: Sequence[float]) -> float:
    """Return the score that only ``ASKED_RATE`` of ordinary questions reach."""
    told = zip(all_lines, scores, strict=True)
    ranked = sorted((score for line, score in told if line.asked), reverse=True)
    return ranked[int(len(ranked) * ASKED_RATE)] + 1e-6


def judged(all_lines: Sequence[Line]) -> list[float]:
    """Return each line's score by a net that was fitted without its fold."""
    scores = [0.0] * len(all_lines)
    besides = [*spoken(), *written()]
    for fold in range(FOLDS):
        kept = [line for at, line in enumerate(all_lines) if at % FOLDS != fold]
        net = fitted(kept * 2 + besides)
        for at in range(fold, len(all_lines), FOLDS):
            scores[at] = net.score(all_lines[at].words)
    return scores


def report(all_lines: Sequence[Line], scores: Sequence[float], threshold: float) -> None:
    """Print what the net hears of lines that its fold had not seen, by label."""
    told_by: dict[str, list[bool]] = defaultdict(list)
    for line, score in zip(all_lines, scores, strict=True):
        label = "ordinary questions" if line.asked else "other harmless lines"
        heard = score >= threshold and len(line.words) >= FEWEST_WORDS
        told_by["statements of danger" if line.danger else label].append(heard)
    for label, results in sorted(told_by.items()):
        share = sum(results) / len(results)
        print(f"{label}: heard {sum(results)} of {len(results)}, {share:.1%}")


def write(net: SecondNet, path: Path) -> None:
    """Write ``net`` as a table: feature, rarity, weight; the heaviest first."""
    ranked = sorted(net.weights.items(), key=lambda item: (-abs(item[1][1]), item[0]))
    body = "".join(f"{name}\t{rare:.3f}\t{weight:.3f}\n" for name, (rare, weight) in ranked)
    head = f"bias\t{net.bias:.4f}\nthreshold\t{net.threshold:.4f}\n"
    path.write_text(head + body, "utf-8")


def main(arguments: Sequence[str]) -> None:
    """Cross-validate, say how it went, and write the net unless only the report was asked for."""
    all_lines = sorted(told(), key=lambda line: (hash_of(line.text), line.text))
    scores = judged(all_lines)
    threshold = threshold_of(all_lines, scores)
    report(all_lines, scores, threshold)
    if "--report" not in arguments:
        net = fitted([*all_lines * 2, *spoken(), *written()])
        write(SecondNet(net.bias, threshold, net.weights), TARGET)
        print(f"{len(net.weights)} features, threshold {threshold:.2f}: {TARGET.name}")


def hash_of(text: str) -> int:
    """Scatter lines over the folds, the same way every time."""
    return sum(ord(sign) * (at + 1) for at, sign in enumerate(text)) % 9973


if __name__ == "__main__":
    main(sys.argv[1:])
