"""Several questions in one message."""

import pytest

from bot.domain.splitting import parts


@pytest.mark.parametrize(
    ("message", "found"),
    [
        pytest.param(
            "What is a sponsor? How do I find one?",
            ["What is a sponsor?", "How do I find one?"],
            id="two sentences",
        ),
        pytest.param(
            "does this cost anything and who sees what i type",
            ["does this cost anything", "who sees what i type"],
            id="and who",
        ),
        pytest.param(
            "¿Puedo dejar de beber solo, y hay pastillas para las ganas?",
            ["¿Puedo dejar de beber solo", "hay pastillas para las ganas?"],
            id="y hay",
        ),
        pytest.param("meetings and sponsors near me", [], id="and without a question"),
        pytest.param("Hi. Where do I get naloxone?", [], id="a greeting is no question"),
        pytest.param("where do i get naloxone", [], id="one question"),
        pytest.param("a b c. " * 5, [], id="a list is no conversation"),
        pytest.param("i was so tired. " * 30, [], id="a story belongs together"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_a_message_is_cut_into_its_questions(message: str, found: list[str]) -> None:
    assert parts(message) == found
