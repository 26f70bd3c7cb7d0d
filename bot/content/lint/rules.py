"""All the rules, what each asks for, and how to run them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Final

from bot.content.findings import Finding
from bot.content.lint import behaviour, facts, lengths, pairs, reading, reviews, safety, tone
from bot.content.loader import to_knowledge
from bot.content.tree import Tree, read_tree
from bot.content.whole import check_whole
from bot.domain.knowledge import Knowledge

RULES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "format": "files can be read, and hold the keys they should",
        "texts": "every sentence that the bot says is there in both languages",
        "placeholders": "names in braces are those that get filled, alike in both languages",
        "see-also": "related entries exist, and grave ones lead to one another",
        "groups": "groups hold entries",
        "parity": "both languages say as much",
        "unique": "no two entries claim one phrasing",
        "held-out": "examples are no phrasings",
        "answer-length": "answers and pages fit, and are neither bare nor long",
        "text-length": "sentences and buttons fit",
        "cards": "crisis cards fit and begin with what to do, in every country",
        "calm": "no exclamation marks, no party or graphic emoji",
        "marks": "only **bold** and `- ` lists are marked",
        "person-first": "no word makes a person their illness",
        "promises": "nothing is promised that nobody can keep",
        "doses": "no amounts of drugs, no schedules to come off them",
        "phones": "every number is one that a verified helpline has",
        "guards": "sensitive answers carry their crisis card",
        "required": "answers say what faq/required.yaml asks for, with its sources",
        "reviews": "reviews are not overdue",
        "unreviewed": "somebody has reviewed it",
        "helplines": "helplines shown have a source and a recent check",
        "slots": "numbers on crisis cards are those of verified helplines",
        "reading": "answers read easily",
        "findable": "every example finds its own entry first",
        "alarms": "crisis patterns hear what they must, and only that",
    }
)

_WORDS: Final[tuple[Callable[[Tree], Iterable[Finding]], ...]] = (
    pairs.unique,
    pairs.held_out,
    pairs.parity,
    pairs.braces,
    pairs.groups,
    reviews.slots,
    lengths.answers,
    lengths.sentences,
    tone.calm,
    tone.marks,
    tone.person_first,
    tone.promises,
    safety.doses,
    safety.phones,
    safety.guards,
    facts.required,
    facts.see_also,
    reading.reading,
)
_DATES: Final[tuple[Callable[[Tree, date], Iterable[Finding]], ...]] = (
    reviews.reviews,
    reviews.helplines,
)
_WHOLE: Final[tuple[Callable[[Tree, Knowledge], Iterable[Finding]], ...]] = (
    behaviour.findable,
    behaviour.alarms,
)


def lint(folder: Path, *, today: date) -> list[Finding]:
    """Return everything to mend in ``folder``, by file; whatever can be read is looked at.

    The matcher and the triage are asked only when the whole can be loaded.
    """
    tree = read_tree(folder)
    complaints = [*tree.complaints, *check_whole(tree)]
    findings = [*complaints, *_of_words(tree), *_of_dates(tree, today)]
    if not complaints:
        knowledge = to_knowledge(tree)
        findings += lengths.cards(tree)
        findings += [one for rule in _WHOLE for one in rule(tree, knowledge)]
    return sorted(set(findings), key=lambda one: one.order)


def _of_words(tree: Tree) -> Iterator[Finding]:
    for rule in _WORDS:
        yield from rule(tree)


def _of_dates(tree: Tree, today: date) -> Iterator[Finding]:
    for rule in _DATES:
        yield from rule(tree, today)
