"""A sound tree for each test, to be broken."""

from pathlib import Path

import pytest

from tests.content.builders import Files, sound


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """A folder of knowledge without a fault."""
    return sound(tmp_path / "knowledge")
