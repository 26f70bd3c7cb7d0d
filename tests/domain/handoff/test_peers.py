"""How topics and wishes are called, and what a shift asks for."""

import pytest

from bot.domain.handoff.peers import Choice, Peers, Training
from bot.domain.knowledge import Language


def called(name: str) -> dict[Language, str]:
    return {"en": f"{name} (en)", "es": f"{name} (es)"}


PEERS = Peers(
    topics=(Choice("work", called("work")), Choice("home", called("home"))),
    wishes=(Choice("parent", called("parent")), Choice("veteran", called("veteran"))),
    trainings=(Training("crisis", called("crisis"), required=True),
               Training("story", called("story"), required=False)),
)  # fmt: skip


@pytest.mark.parametrize(
    ("topic", "told"), [("home", "home (es)"), (None, ""), ("one-that-is-gone", "")]
)
def test_a_topic_is_called_by_its_label_or_not_at_all(topic: str | None, told: str) -> None:
    assert PEERS.topic(topic, "es") == told


def test_wishes_are_named_in_the_order_of_the_list_without_those_that_are_gone() -> None:
    assert PEERS.wishes_named(("veteran", "gone", "parent"), "en") == [
        "parent (en)",
        "veteran (en)",
    ]


def test_a_shift_asks_for_the_trainings_that_are_required() -> None:
    assert PEERS.required == {"crisis"}


def test_a_line_without_peers_asks_for_nothing() -> None:
    assert (Peers().required, Peers().topic("work", "en")) == (frozenset(), "")
