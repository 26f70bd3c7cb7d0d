"""Questions to compare matchers on; general ones are fetched by whoever runs the benchmark."""

import csv
import json
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.questions import other_faq
from bot.content.labelled import read_questions
from bot.domain.judging import Question
from bot.domain.knowledge import Audience, Entry, EntryText

_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


@dataclass(frozen=True, slots=True)
class Bank:
    """Entries and questions to them."""

    name: str
    entries: Sequence[Entry]
    questions: Sequence[Question]


def folder_bank(folder: Path) -> Bank:
    """Read ``faq.jsonl`` and ``queries.jsonl``."""
    return Bank(folder.name, other_faq(folder), read_questions(folder / "queries.jsonl"))


def clinc(file: Path, phrasings: int) -> Bank:
    """Read CLINC150's ``data_full.json``: 150 intents, and questions out of scope."""
    found = json.loads(file.read_text(encoding="utf-8"))
    questions = [Question(text, frozenset({intent})) for text, intent in found["test"]]
    questions += [Question(text, frozenset()) for text, _ in found["oos_test"]]
    return Bank(f"clinc, {phrasings} each", _intents(found["train"], phrasings), questions)


def banking(train: Path, test: Path, phrasings: int) -> Bank:
    """Read BANKING77's ``train.csv`` and ``test.csv``: 77 intents."""
    questions = [Question(text, frozenset({intent})) for text, intent in _csv(test)]
    return Bank(f"banking, {phrasings} each", _intents(_csv(train), phrasings), questions)


def _csv(file: Path) -> list[tuple[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return [(row["text"], row["category"]) for row in csv.DictReader(lines)]


def _intents(rows: Iterable[Sequence[str]], phrasings: int) -> list[Entry]:
    """Return an entry an intent, of its first ``phrasings`` by text."""
    texts: Mapping[str, list[str]] = defaultdict(list)
    for text, intent in rows:
        texts[intent].append(text)
    kept = {intent: sorted(its)[:phrasings] for intent, its in texts.items()}
    return [
        Entry(intent, "", Audience.ALL, {"en": EntryText(its[0], tuple(its[1:]), "")})
        for intent, its in kept.items()
    ]


def mistyped(bank: Bank, share: float, seed: int = 13) -> Bank:
    """Return the bank with a slip in ``share`` of the words of its questions."""
    chance = random.Random(seed)  # noqa: S311  # not a secret
    questions = [replace(one, text=_typed(one.text, share, chance)) for one in bank.questions]
    return Bank(f"{bank.name}, {share:.0%} mistyped", bank.entries, questions)


def _typed(text: str, share: float, chance: random.Random) -> str:
    return " ".join(
        _slip(word, chance) if len(word) > 1 and chance.random() < share else word
        for word in text.split()
    )


def _slip(word: str, chance: random.Random) -> str:
    """Hit a key's neighbour, leave a letter out, or swap two."""
    at = chance.randrange(len(word) - 1)
    match chance.randrange(3):
        case 0:
            return word[:at] + _neighbour(word[at], chance) + word[at + 1 :]
        case 1:
            return word[:at] + word[at + 1 :]
        case _:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _neighbour(letter: str, chance: random.Random) -> str:
    row = next((keys for keys in _KEYS if letter.lower() in keys), None)
    if row is None:
        return letter
    at = row.index(letter.lower())
    return chance.choice([row[max(0, at - 1)], row[min(len(row) - 1, at + 1)]])


def grown(bank: Bank, size: int) -> list[Entry]:
    """Return ``size`` entries: the bank's own, and made-up ones with words of their own.

    For time and memory only.
    """
    chance = random.Random(7)  # noqa: S311  # not a secret
    words = [word for one in bank.entries for word in one.text["en"].question.lower().split()]
    made = list[Entry]()
    for number in range(size - len(bank.entries)):
        phrasings = [
            f"{' '.join(chance.sample(words, 5))} topic{number} {chance.choice(words)}"
            for _ in range(5)
        ]
        text = EntryText(phrasings[0], tuple(phrasings[1:]), " ".join(chance.sample(words, 40)))
        made.append(Entry(f"made-{number}", "", Audience.ALL, {"en": text}))
    return [*bank.entries, *made][:size]
