"""The pace of a bot."""

from bot.tg.gate import Gate

NOON = 43_200.0


def test_the_overall_pace_is_kept() -> None:
    gate = Gate.at(30, NOON)
    for chat in range(30):
        gate.passed(chat, NOON)

    assert gate.room(NOON) == 0
    assert gate.room(NOON + 0.5) == 15


def test_a_chat_may_get_a_short_burst_and_then_waits_alone() -> None:
    gate = Gate.at(30, NOON)
    for _ in range(6):
        gate.passed(1, NOON)
    gate.passed(2, NOON)

    assert gate.closed(NOON) == {"chat:1"}
    assert gate.closed(NOON + 1.01) == set()


def test_a_group_gets_twenty_a_minute() -> None:
    gate = Gate.at(30, NOON)
    for _ in range(20):
        gate.passed(-100, NOON)

    assert gate.closed(NOON + 2) == {"chat:-100"}
    assert gate.closed(NOON + 4) == set()


def test_one_flooded_chat_holds_nobody_else() -> None:
    gate = Gate.at(30, NOON)
    gate.flooded(1, 60, NOON)

    assert gate.room(NOON) > 0


def test_floods_in_several_chats_hold_everything() -> None:
    gate = Gate.at(30, NOON)
    for chat in (1, 2, 3):
        gate.flooded(chat, 5, NOON)

    assert gate.room(NOON + 4) == 0
    assert gate.room(NOON + 6) > 0


def test_answers_to_presses_cost_nothing() -> None:
    gate = Gate.at(1, NOON)
    gate.passed(None, NOON)

    assert gate.room(NOON) == 1
