"""The rules together."""

from bot.content.lint.rules import RULES, lint
from tests.content.builders import Files
from tests.content.lint.asking import ENTRY, TODAY, answer


def test_nothing_is_told_of_a_sound_tree(files: Files) -> None:
    assert lint(files.root, today=TODAY) == []


def test_what_the_loader_refuses_is_told_among_the_rest(files: Files) -> None:
    files.put("texts/es.yaml", "a: b: c")
    files.put(ENTRY, answer("Yes!"))

    assert {one.rule for one in lint(files.root, today=TODAY)} == {"format", "calm"}


def test_every_rule_has_its_line_in_the_table(files: Files) -> None:
    files.put(ENTRY, answer("Yes!", "It always works."))

    assert {one.rule for one in lint(files.root, today=TODAY)} <= RULES.keys()
