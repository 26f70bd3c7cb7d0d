"""Questions whose answers are known: where they come from."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.content.tree import read_tree
from bot.domain.judging import Question
from bot.domain.knowledge import LANGUAGES, Audience, Entry, EntryText

HERE = Path(__file__).parent
STRANGERS = HERE / "data" / "strangers.jsonl"
TOPICS = HERE.parent / "tests" / "data" / "topics_dev.jsonl"


def rows(path: Path) -> list[dict[str, Any]]:
    """Read a file of JSON objects, one a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def examples(folder: Path) -> Iterator[Question]:
    """Yield the examples that the entries of ``folder`` hold out: nothing is indexed of them."""
    for filed in read_tree(folder).entries:
        for language in LANGUAGES:
            for example in getattr(filed.body, language).examples:
                yield Question(example, frozenset({filed.stem}), language, "example")


def other_faq(folder: Path) -> list[Entry]:
    """Read another FAQ: ``faq.jsonl`` with id, question, alts and answer."""
    return [
        Entry(
            row["id"],
            "",
            Audience.ALL,
            {"en": EntryText(row["question"], tuple(row["alts"]), row["answer"])},
        )
        for row in rows(folder / "faq.jsonl")
    ]
