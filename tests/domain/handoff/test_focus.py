"""To which person a supporter's line goes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.handoff.focus import Ask, Gone, NoOne, Route, Straight, Waiting, route


@pytest.mark.parametrize(
    ("quoted", "focus", "held", "unsure", "goes"),
    [
        pytest.param(None, None, [], False, NoOne(), id="no conversation"),
        pytest.param(None, 1, [], False, NoOne(), id="the last one is over"),
        pytest.param(None, 1, [1], False, Straight(1), id="the only one"),
        pytest.param(None, None, [1], False, Straight(1), id="the only one, no banner yet"),
        pytest.param(None, 1, [1, 2], False, Straight(1), id="the focus"),
        pytest.param(None, 1, [1, 2], True, Waiting(1), id="the focus, after a switch"),
        pytest.param(None, None, [1], True, Waiting(1), id="the only one, unsure"),
        pytest.param(None, 9, [1], False, Waiting(1), id="the focus is over, one is left"),
        pytest.param(None, 9, [1, 2], False, Ask((1, 2)), id="the focus is over, two are left"),
        pytest.param(None, None, [1, 2], False, Ask((1, 2)), id="no focus"),
        pytest.param(2, 1, [1, 2], False, Straight(2), id="a quote wins over the focus"),
        pytest.param(2, 1, [1, 2], True, Straight(2), id="a quote is sure"),
        pytest.param(9, 1, [1, 2], False, Gone(), id="a quote of one that is over"),
        pytest.param(9, 1, [], False, Gone(), id="a quote, and nobody is left"),
    ],
)
def test_where_a_line_goes(
    quoted: int | None, focus: int | None, held: list[int], *, unsure: bool, goes: Route
) -> None:
    assert route(quoted=quoted, focus=focus, held=held, unsure=unsure) == goes


_IDS = st.integers(1, 5)
_MAYBE = st.none() | _IDS


@given(quoted=_MAYBE, focus=_MAYBE, held=st.lists(_IDS, unique=True), unsure=st.booleans())
def test_no_line_ever_goes_to_somebody_whom_the_supporter_does_not_hold(
    quoted: int | None, focus: int | None, held: list[int], *, unsure: bool
) -> None:
    match route(quoted=quoted, focus=focus, held=held, unsure=unsure):
        case Straight(request) | Waiting(request):
            assert request in held
            assert quoted in {None, request}
        case Ask(choices):
            assert list(choices) == held
        case NoOne() | Gone():
            assert quoted is not None or not held
