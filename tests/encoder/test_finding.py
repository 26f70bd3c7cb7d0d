"""Weights are opened only if they are there and are what they should be."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.encoder.finding import PUBLISHED, installed
from bot.encoder.own import own_encoder

MINILM = PUBLISHED[0]


def test_weights_that_are_not_installed_are_left_out_and_told() -> None:
    found = installed([replace(MINILM, package="no_such_weights")])

    assert found.encoders == ()
    assert found.complaints == (
        "all-MiniLM-L6-v2 is left out: the package no-such-weights is not installed",
    )


def test_weights_that_were_changed_are_left_out_and_told() -> None:
    found = installed([replace(MINILM, sha256="0" * 64)])

    assert found.encoders == ()
    assert "not the file it should be" in found.complaints[0]


def test_a_missing_encoder_does_not_take_the_other_one_away() -> None:
    found = installed([replace(MINILM, package="no_such_weights"), MINILM])

    assert [one.role for one in found.encoders] == ["english"]
    assert len(found.complaints) == 1


def test_vectors_of_other_weights_have_another_name() -> None:
    found = installed([MINILM])

    assert found.encoders[0].name == "all-MiniLM-L6-v2-8199be6f"


@pytest.mark.parametrize("files", [(), ("model.onnx", "tokenizer.json")])
def test_a_folder_without_a_model_is_left_out_and_told(
    tmp_path: Path, files: tuple[str, ...]
) -> None:
    for name in files:
        (tmp_path / name).write_text("{}")

    found = own_encoder(tmp_path)

    assert found.encoders == ()
    assert found.complaints[0].startswith("ENCODER_PATH is left out: ")
