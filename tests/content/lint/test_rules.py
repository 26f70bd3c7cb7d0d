"""The rules together."""

from typing import Any

import pytest

from bot.content.lint.rules import RULES, lint
from tests.content.builders import Files, cards, entry, helpline, pack, pattern, texts
from tests.content.lint.asking import ENTRY, TODAY, answer

HARD = "Psychosocial rehabilitation necessitates comprehensive interdisciplinary evaluation. "
UNREVIEWED = {"by": "null", "on": "null", "next": "2027-05-24"}
OLD = {"by": "a nurse", "on": "2025-01-01", "next": "2025-06-01"}
PACK = "helplines/us.yaml"
AVOID = [{"term": "junkie", "say": "person who uses drugs", "severity": "error"}]


def changed(**parts: Any) -> dict[str, Any]:
    made = entry()
    made["en"].update(parts)
    return made


def lopsided() -> dict[str, Any]:
    slots = pack()["slots"]
    return pack(slots={"en": {**slots["en"], "poison": "911"}, "es": slots["es"]})


BROKEN: dict[str, tuple[str, object]] = {
    "format": (ENTRY, "a: b: c"),
    "texts": ("texts/es.yaml", {k: v for k, v in texts("es").items() if k != "help"}),
    "placeholders": (ENTRY, answer("Call {emergency}.")),
    "see-also": (ENTRY, entry(see_also=["gone"])),
    "groups": ("faq/groups.yaml", [
        {"id": "basics", "title": {"en": "Basics", "es": "Lo básico"}},
        {"id": "empty", "title": {"en": "Empty", "es": "Vacío"}},
    ]),
    "parity": (PACK, lopsided()),
    "unique": (ENTRY, changed(phrasings=["why peers"] * 6)),
    "held-out": (ENTRY, changed(examples=["describe peer support"] * 5)),
    "answer-length": (ENTRY, changed(answer="Peer support.")),
    "text-length": ("texts/en.yaml", texts(**{"answer.yes": "a" * 61})),
    "cards": ("cards/en.yaml", cards(help={"first": ["Sit."], "third": ["Sit."]})),
    "calm": (ENTRY, answer("Yes!")),
    "marks": (ENTRY, answer("This is *so* good.")),
    "person-first": (ENTRY, answer("A junkie can call.")),
    "promises": (ENTRY, answer("It always works.")),
    "doses": (ENTRY, answer("Take 8 mg.")),
    "phones": (ENTRY, answer("Call 1-800-555-0199.")),
    "guards": (ENTRY, entry(guard="overdose")),
    "required": ("faq/required.yaml", {"peer-support": {"en": ["naloxone"], "es": ["par"]}}),
    "reviews": (ENTRY, entry(reviewed=OLD)),
    "unreviewed": (ENTRY, entry(reviewed=UNREVIEWED)),
    "helplines": (PACK, pack(helplines=[*pack()["helplines"], helpline(id="x", source="null")])),
    "slots": (PACK, pack(helplines=[])),
    "reading": (ENTRY, changed(answer=HARD * 6)),
    "findable": (ENTRY, changed(examples=["zebra"] * 5)),
    "alarms": ("crisis/en.yaml", {"patterns": [pattern(id="deaf", must_alarm=["hello"] * 3)]}),
}  # fmt: skip
"""For each rule a file that breaks it."""


def test_nothing_is_told_of_a_sound_tree(files: Files) -> None:
    assert lint(files.root, today=TODAY) == []


def test_what_the_loader_refuses_is_told_among_the_rest(files: Files) -> None:
    files.put("texts/es.yaml", "a: b: c")
    files.put(ENTRY, answer("Yes!"))

    assert {one.rule for one in lint(files.root, today=TODAY)} == {"format", "calm"}


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_fires_when_it_is_broken(files: Files, rule: str) -> None:
    files.put("words/en.yaml", {"avoid": AVOID})
    path, body = BROKEN[rule]
    files.put(path, body)

    assert rule in {one.rule for one in lint(files.root, today=TODAY)}


def test_every_rule_has_its_line_in_the_table(files: Files) -> None:
    files.put(ENTRY, answer("Yes!", "It always works."))

    assert {one.rule for one in lint(files.root, today=TODAY)} <= RULES.keys()
