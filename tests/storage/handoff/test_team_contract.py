"""The team: who they are, who is on duty, what they hold."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bot.domain.handoff.requests import Priority, State
from bot.domain.handoff.supporters import Duty, Role, Supporter
from tests.storage.steps import LATER, NOW
from tests.storage.stories import PEER, Story, a_request, a_supporter

DAY = timedelta(hours=24)
SAM = a_supporter(
    name="Sám 🌿",
    role=Role.LEAD,
    languages=("en", "es"),
    experience=("veteran",),
    trained={"first_aid": date(2027, 1, 31)},
    rehearsed_at=NOW,
    duty=Duty.BREAK,
    duty_until=LATER,
    shift_until=LATER + DAY,
    paused_until=LATER + DAY * 2,
    focus=2**61,
    unsure=True,
    banner=2**60,
)


async def ask(story: Story, port: str, method: str, *args: Any, **named: Any) -> Any:
    """Ask a port in a turn of its own."""
    async with story.turn() as turn:
        await turn.handoff.enter()
        return await getattr(getattr(turn.handoff, port), method)(*args, **named)


async def hire(story: Story, supporter: Supporter) -> Supporter:
    kept: Supporter | None = await ask(story, "supporters", "add", supporter)
    assert kept is not None
    return kept


async def test_a_supporter_comes_back_as_they_were_kept(story: Story) -> None:
    kept = await hire(story, SAM)

    assert kept == replace(SAM, id=kept.id)
    assert await ask(story, "supporters", "get", kept.id) == kept
    assert await ask(story, "supporters", "by_chat", PEER) == kept
    assert await ask(story, "supporters", "by_name", "SÁM 🌿") == kept


async def test_nobody_is_found_who_was_never_there(story: Story) -> None:
    for method, asked in (("get", 1), ("by_chat", 1), ("by_name", "Sam")):
        assert await ask(story, "supporters", method, asked) is None


async def test_a_chat_has_one_supporter(story: Story) -> None:
    await hire(story, a_supporter())

    assert await ask(story, "supporters", "add", a_supporter(name="Kim")) is None


async def test_all_of_a_supporter_is_saved(story: Story) -> None:
    kept = await hire(story, a_supporter())
    changed = replace(SAM, id=kept.id)
    await ask(story, "supporters", "save", changed)

    assert await ask(story, "supporters", "get", kept.id) == changed


async def test_who_was_removed_is_found_by_number_only_and_may_come_back(story: Story) -> None:
    kept = await hire(story, a_supporter())
    gone = replace(kept, removed_at=NOW, duty=Duty.ON)
    await ask(story, "supporters", "save", gone)

    assert await ask(story, "supporters", "all") == []
    assert await ask(story, "supporters", "on_duty") == []
    assert await ask(story, "supporters", "by_chat", PEER) is None
    assert await ask(story, "supporters", "get", kept.id) == gone
    assert (await hire(story, a_supporter())).id != kept.id


async def test_those_on_duty_are_told_from_those_who_are_not(story: Story) -> None:
    team = [
        await hire(story, a_supporter(number, f"S{number}", duty=duty))
        for number, duty in enumerate((Duty.ON, Duty.OFF, Duty.BREAK, Duty.ON))
    ]

    assert await ask(story, "supporters", "all") == team
    assert await ask(story, "supporters", "on_duty") == [team[0], team[3]]


async def test_loads_are_what_is_really_held(story: Story) -> None:
    active = {"state": State.ACTIVE, "supporter": 5}
    requests = (
        a_request(1, 1, **active),
        a_request(2, 2, **active, priority=Priority.CRISIS),
        a_request(3, 3, **active, rehearsal=True),
        a_request(4, 4, supporter=5),
        a_request(5, 5, **(active | {"supporter": 6})),
    )
    for request in requests:
        await ask(story, "requests", "add", request)

    loads = await ask(story, "supporters", "loads")
    assert loads == {5: [Priority.CRISIS, Priority.ORDINARY], 6: [Priority.ORDINARY]}
