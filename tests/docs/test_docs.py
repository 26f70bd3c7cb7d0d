"""The documents tell the truth about the code: names, links, commands, settings, metrics."""

import argparse
import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from bot.config import Settings
from bot.domain.delivery import Outcome
from bot.main import _parser

ROOT = Path(__file__).parents[2]
OPERATIONS = ROOT / "docs" / "operations.md"
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
DEPLOYMENT = [
    ROOT / name
    for name in ("Dockerfile", ".dockerignore", "compose.yaml", "deploy/warmline.service")
]
SOURCES = sorted([*(ROOT / "bot").rglob("*.py"), *(ROOT / "practice").rglob("*.py")])

LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
MACHINE = re.compile(r"(?<![\w.])/(?:work|root|home|Users)/\w|\bC:\\")
"""A place on somebody's own computer."""
METERS = ("meter", "metrics")
OUTCOMES = "calls_"
"""The sender counts each kind of outcome under a name made of this and its class."""


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def settings() -> list[str]:
    return [field.upper() for field in Settings.model_fields]


def commands() -> list[str]:
    actions = _parser()._subparsers
    assert actions is not None
    (commands,) = [one for one in actions._actions if isinstance(one, argparse._SubParsersAction)]
    return list(commands.choices)


def calls_in_the_code() -> Iterator[tuple[str, ast.expr]]:
    """Yield ``receiver.method`` and the first argument of every such call in ``bot/``."""
    for path in (ROOT / "bot").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
                receiver = ast.unparse(node.func.value).rpartition(".")[2]
                yield f"{receiver}.{node.func.attr}", node.args[0]


def metric_names() -> set[str]:
    wanted = {f"{meter}.{method}" for meter in METERS for method in ("count", "observe")}
    names: set[str] = set()
    for call, argument in calls_in_the_code():
        if call in wanted:
            names |= names_in(argument)
    return names


def names_in(argument: ast.expr) -> set[str]:
    match argument:
        case ast.Constant(value=str(name)):
            return {name}
        case ast.JoinedStr(values=[ast.Constant(value="calls_"), *_]):
            return {OUTCOMES + outcome.__name__.lower() for outcome in get_args(Outcome)}
        case ast.IfExp(body=one, orelse=other):
            return names_in(one) | names_in(other)
        case _:
            return {f"a name nobody can look up: {ast.unparse(argument)}"}


def log_events() -> set[str]:
    levels = {f"log.{level}" for level in ("debug", "info", "warning", "error", "critical")}
    return {
        name for call, argument in calls_in_the_code() if call in levels
        for name in names_in(argument)
    }  # fmt: skip


def links(document: Path) -> list[str]:
    text = FENCED.sub("", document.read_text(encoding="utf-8"))
    return [link for link in LINK.findall(text) if not link.startswith(("http:", "https:"))]


def anchors(document: Path) -> set[str]:
    text = FENCED.sub("", document.read_text(encoding="utf-8"))
    return {
        re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        for heading in HEADING.findall(text)
    }


def is_found(document: Path, link: str) -> bool:
    file, _, anchor = link.partition("#")
    target = (document.parent / file).resolve() if file else document
    return target.exists() and (not anchor or anchor in anchors(target))


@pytest.mark.parametrize("setting", settings())
def test_every_setting_has_its_line_in_the_example(setting: str) -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert re.search(rf"^{setting}=", example, re.MULTILINE)


@pytest.mark.parametrize("setting", settings())
def test_every_setting_is_explained_to_operators(setting: str) -> None:
    assert f"`{setting}`" in OPERATIONS.read_text(encoding="utf-8")


def test_the_example_holds_no_setting_that_nobody_reads() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert set(re.findall(r"^(\w+)=", example, re.MULTILINE)) <= set(settings())


@pytest.mark.parametrize("command", commands())
def test_every_command_is_in_the_readme(command: str) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"`python run_bot.py {command}" in readme


def test_the_readme_names_no_command_that_is_gone() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"run_bot\.py ([a-z][\w-]*)", readme)) <= set(commands())


@pytest.mark.parametrize("name", sorted(metric_names()))
def test_every_metric_is_explained_to_operators(name: str) -> None:
    assert f"`{name}`" in OPERATIONS.read_text(encoding="utf-8")


@pytest.mark.parametrize("event", sorted(log_events()))
def test_every_log_event_is_explained_to_operators(event: str) -> None:
    assert f"`{event}`" in OPERATIONS.read_text(encoding="utf-8")


def test_the_code_has_metrics_and_log_events_to_look_for() -> None:
    assert {"dead_letters", "calls_sent", "turn_seconds"} <= metric_names()
    assert {"started", "turn_failed"} <= log_events()


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_link_inside_the_project_leads_somewhere(document: Path) -> None:
    assert [link for link in links(document) if not is_found(document, link)] == []


@pytest.mark.parametrize("document", [*DOCUMENTS, *DEPLOYMENT], ids=name_of)
def test_no_document_holds_a_place_on_somebodys_computer(document: Path) -> None:
    assert MACHINE.findall(document.read_text(encoding="utf-8")) == []


def test_every_document_that_the_code_points_to_exists() -> None:
    named = {
        found
        for path in SOURCES
        for found in re.findall(r"docs/[\w./-]+\.md", path.read_text(encoding="utf-8"))
    }
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("decision", DECISIONS, ids=name_of)
def test_every_decision_has_a_status_and_a_date(decision: Path) -> None:
    text = decision.read_text(encoding="utf-8")
    assert text.startswith(f"# {decision.name[:4]}: ")
    status = r"^Status: (accepted|proposed|replaced by \d{4})\. Date: \d{4}-\d\d-\d\d\.$"
    assert re.search(status, text, re.MULTILINE)


def test_every_decision_is_in_the_index_and_numbered_on() -> None:
    index = (ROOT / "docs" / "decisions" / "README.md").read_text(encoding="utf-8")
    assert [decision.name for decision in DECISIONS if f"({decision.name})" not in index] == []
    numbers = [int(decision.name[:4]) for decision in DECISIONS]
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_service_starts_a_command_that_exists_and_stops_in_time() -> None:
    unit = (ROOT / "deploy" / "warmline.service").read_text(encoding="utf-8")
    (start,) = re.findall(r"^ExecStart=.*run_bot\.py (\S+)$", unit, re.MULTILINE)
    assert start in commands()
    for line in ("Restart=on-failure", "ProtectSystem=strict", "TimeoutStopSec=15"):
        assert line in unit.splitlines()


def test_the_containers_are_kept_small_and_read_settings_that_exist() -> None:
    compose: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    bot, database = compose["services"]["bot"], compose["services"]["database"]
    assert set(bot["environment"]) <= set(settings())
    assert all(port.startswith("127.0.0.1:") for port in bot["ports"])
    assert (bot["read_only"], bot["cap_drop"]) == (True, ["ALL"])
    assert database["profiles"] == ["postgres"]


def test_the_image_runs_as_nobody_in_particular_and_copies_what_it_may() -> None:
    recipe = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    let_in = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", recipe, re.MULTILINE)
    assert "\nUSER warmline\n" in recipe
    assert {f"!{name}" for line in copied for name in line.split()} <= set(let_in)
