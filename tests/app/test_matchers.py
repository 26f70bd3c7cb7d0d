"""The matcher is made of what is there; what is missing is said once and done without."""

from dataclasses import replace
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.app import matchers
from bot.app.matchers import OFF, Matchers
from bot.encoder.finding import Found
from tests.builders import knowledge
from tests.domain.vectors import BagEncoder


def roles(ours: Matchers) -> str:
    with capture_logs():
        ours.open_encoders()
    return ours.built(knowledge()).gatherer.roles


def test_nothing_is_opened_before_it_is_asked() -> None:
    assert Matchers().built(knowledge()).gatherer.roles == ""


def test_off_means_by_words_alone() -> None:
    assert roles(Matchers(OFF)) == ""


@pytest.mark.parametrize("names", [(), ("english",), ("many",), ("english", "many")])
def test_any_set_of_encoders_will_do(
    names: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    encoders = tuple(map(BagEncoder, names))
    monkeypatch.setattr(matchers, "installed", lambda: Found(encoders, ("one is missing",)))

    assert roles(Matchers()) == "+".join(names)


def test_what_is_missing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matchers, "installed", lambda: Found((), ("one is missing",)))
    with capture_logs() as logs:
        Matchers().open_encoders()

    assert {"event": "encoder_left_out", "mend": "one is missing", "log_level": "warning"} in logs


def test_a_folder_without_a_model_leaves_words(tmp_path: Path) -> None:
    assert roles(Matchers(tmp_path)) == ""


def test_an_encoder_whose_evidence_nobody_has_measured_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = Found((BagEncoder("own"),))
    monkeypatch.setattr(matchers, "own_encoder", lambda _folder: own)
    ours = Matchers(tmp_path)
    with capture_logs() as logs:
        ours.open_encoders()

    assert ours.built(knowledge()).gatherer.roles == ""
    assert "fit_matcher --own" in logs[0]["mend"]


def test_the_knowledge_is_indexed_once() -> None:
    ours, known = Matchers(), knowledge()

    assert ours.built(known).gatherer.lexical is ours.built(known).gatherer.lexical
    assert ours.built(replace(known)).gatherer.lexical is not None
