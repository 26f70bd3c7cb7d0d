"""Buckets that fill with time."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.pacing import GROUP_CHAT, PRIVATE_CHAT, Pace, full, pace_of_chat


def test_a_full_bucket_lets_a_burst_through() -> None:
    bucket = full(Pace(per_second=1, burst=2), now=0).taken()
    assert bucket.wait == 0

    assert bucket.taken().wait == 1


def test_a_bucket_fills_no_further_than_its_burst() -> None:
    assert full(Pace(per_second=1, burst=2), now=0).filled(now=99).level == 2


def test_groups_are_slower_than_people() -> None:
    assert pace_of_chat(-5) is GROUP_CHAT
    assert pace_of_chat(5) is PRIVATE_CHAT


@given(st.lists(st.floats(0, 10), max_size=30))
def test_no_more_goes_out_than_the_pace_allows(gaps: list[float]) -> None:
    pace = Pace(per_second=2, burst=3)
    bucket, now, sent = full(pace, now=0), 0.0, 0
    for gap in gaps:
        now += gap
        bucket = bucket.filled(now)
        if bucket.wait == 0:
            bucket, sent = bucket.taken(), sent + 1

    assert sent <= pace.burst + pace.per_second * now + 1e-6


def test_a_clock_that_goes_back_takes_nothing_away() -> None:
    assert full(PRIVATE_CHAT, now=10).filled(now=5).level == PRIVATE_CHAT.burst
