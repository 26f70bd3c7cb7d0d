"""The encoders that are installed, opened once."""

import pytest

from bot.domain.vectors import Encoder
from bot.encoder.finding import installed


@pytest.fixture(scope="session")
def encoders() -> dict[str, Encoder]:
    return {one.role: one for one in installed().encoders}


@pytest.fixture(params=["english", "many"])
def encoder(request: pytest.FixtureRequest, encoders: dict[str, Encoder]) -> Encoder:
    if request.param not in encoders:
        pytest.skip("there is no package of these weights for this machine")
    return encoders[request.param]
