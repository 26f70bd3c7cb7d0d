"""The fitted weights are for the evidence that the code gathers."""

import json
from itertools import combinations
from pathlib import Path

import pytest

from bot.content.weighings import FILE, read_weighings
from bot.domain.evidence import Gatherer
from bot.domain.matching import LexicalMatcher
from tests.domain.shelf import shelf
from tests.domain.vectors import BagEncoder

SETS = [roles for count in range(3) for roles in combinations(("english", "many"), count)]


@pytest.mark.parametrize("roles", SETS, ids="+".join)
def test_every_set_of_encoders_has_its_weights(roles: tuple[str, ...]) -> None:
    entries = shelf()
    reading = [(one, one.encode) for one in map(BagEncoder, roles)]
    gatherer = Gatherer.of(entries, LexicalMatcher.of(entries), reading)
    gathered = gatherer.gather("where do i get naloxone", "en")

    weighing = read_weighings().of(gatherer.roles)

    assert weighing.entry.keys() == gathered.entries.keys()
    assert weighing.nothing.keys() == gathered.question.keys()


def test_the_report_of_the_fit_stands_beside_the_weights() -> None:
    found = json.loads(FILE.read_text(encoding="utf-8"))["encoders"]["english+many"]

    first, low, high = found["report"]["typed"]["first"]
    assert low < first < high


def test_ones_own_weights_win(tmp_path: Path) -> None:
    (tmp_path / "own.json").write_text('{"encoders": {"own": {"entry": {}, "nothing": {}}}}')

    both = read_weighings() | read_weighings(tmp_path / "own.json")

    assert both.of("own").entry == {}
    assert both.of("").entry
