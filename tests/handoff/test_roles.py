"""Nobody does what their role does not allow: by button, by command, by link, by forgery."""

from collections.abc import Iterable
from typing import Any

import pytest

from bot.domain.handoff.actions import Action, allowed, least_role
from bot.domain.handoff.supporters import Role
from bot.tg.buttons import ACT, LONGEST
from tests.handoff.house import House
from tests.handoff.people import ALEX, DANA, LEE, MARTA, OLGA, ROBIN, SAM
from tests.handoff.stories import Story

WHO = {Role.PERSON: OLGA, Role.SUPPORTER: LEE, Role.LEAD: ROBIN, Role.ADMIN: ALEX}
ROLES = pytest.mark.parametrize("role", list(Role), ids=[one.name.lower() for one in Role])
TABLES = (
    "requests", "supporters", "message_links", "timers", "request_events", "invites", "notes",
    "blocks", "forms", "album_items",
)  # fmt: skip
ODD = ("", "9" * 19, "x:y", "\x00", "-1", "0", str(2**63 - 1), "٣", "1:2:3:4")
"""Words that no button of ours carries."""


def _rows(house: House) -> dict[str, list[dict[str, Any]]]:
    return {name: sorted(house.rows(name), key=repr) for name in TABLES}


async def _busy(house: House, story: Story) -> tuple[int, int]:
    """Let Sam talk with Dana, and Marta wait; return their requests."""
    await story.talks(DANA, SAM)
    await story.asks_urgently(MARTA)
    return house.request(DANA)["id"], house.request(MARTA)["id"]


BEHIND = {
    Action.CLOSE_AS: "talked",
    Action.RATE: "better",
    Action.REPORTED: "unkind",
    Action.WHY_LEAD: "danger",
    Action.HAND_TO: "2:go",
    Action.REPLY: "hello",
    Action.ASSIGN_TO: "2",
    Action.RAISE: "0",
    Action.LOWER: "4",
    Action.BLOCK_FOR: "good",
}
"""What stands behind the request on a button of ours."""


def _likely(action: Action, request: int) -> list[str]:
    """Return words with which a button about a request could do something."""
    if action is Action.SEND_TO:
        return [f"1:{request}", f"1:{request}:c"]
    return [str(request), *([f"{request}:{BEHIND[action]}"] if action in BEHIND else [])]


async def _press_all(house: House, who: int, action: Action, words: Iterable[str]) -> None:
    for word in words:
        data = f"{ACT}{action}:{word}"
        if len(data.encode()) <= LONGEST:
            await house.receive_press(who, data)
    await house.settle()


@ROLES
async def test_a_button_does_nothing_for_a_role_that_it_is_not_for(
    house: House, story: Story, role: Role
) -> None:
    dana, marta = await _busy(house, story)
    before = _rows(house)
    for action in Action:
        if not allowed(role, action):
            words = ("", *_likely(action, marta), *_likely(action, dana))
            await _press_all(house, WHO[role], action, words)
            assert _rows(house) == before, action


@pytest.mark.parametrize("who", [OLGA, LEE, ALEX], ids=["person", "supporter", "admin"])
async def test_no_odd_word_on_a_button_makes_anything_fail(
    house: House, story: Story, who: int
) -> None:
    await _busy(house, story)
    for action in Action:
        if who != LEE or least_role(action) is Role.SUPPORTER:
            await _press_all(house, who, action, ODD[: 4 if who == OLGA else 9])
    assert house.request(DANA)["state"] == "active"


OF_OTHERS = tuple(
    one for one in Action
    if least_role(one) <= Role.SUPPORTER
    and one not in {Action.CLAIM, Action.KNOWN}
)  # fmt: skip
"""What a person or a supporter does to their own request only; anybody may claim."""


@pytest.mark.parametrize("who", [MARTA, OLGA, LEE], ids=["waiting", "a stranger", "a colleague"])
async def test_a_forged_button_does_nothing_to_the_request_of_somebody_else(
    house: House, story: Story, who: int
) -> None:
    await story.on_shift(LEE)
    dana, _ = await _busy(house, story)
    await house.say(DANA, "a line")
    before = house.rows("requests", id=dana), house.rows("message_links", request=dana)
    for action in OF_OTHERS:
        await _press_all(
            house, who, action, (*_likely(action, dana), str(house.phones.of[DANA].last))
        )
        after = house.rows("requests", id=dana), house.rows("message_links", request=dana)
        assert after == before, action


COMMANDS = {
    "/shift": Role.SUPPORTER,
    "/who": Role.SUPPORTER,
    "/send help": Role.SUPPORTER,
    "/close": Role.SUPPORTER,
    "/transfer": Role.SUPPORTER,
    "/release": Role.SUPPORTER,
    "/lead": Role.SUPPORTER,
    "/replies": Role.SUPPORTER,
    "/profile": Role.SUPPORTER,
    "/rehearse": Role.SUPPORTER,
    "/board": Role.LEAD,
    "/team": Role.LEAD,
    "/invite supporter": Role.LEAD,
    "/training Sam all 2030-01-01": Role.LEAD,
    "/invite lead": Role.ADMIN,
}


@ROLES
async def test_a_command_does_nothing_for_a_role_that_it_is_not_for(
    house: House, story: Story, role: Role
) -> None:
    await _busy(house, story)
    who, before = WHO[role], _rows(house)
    for command in (one for one, least in COMMANDS.items() if role < least):
        told = len(house.phones.of[who].log)
        await house.say(who, command)
        assert _rows(house) == before, command
        assert len(house.phones.of[who].log) > told, command


@ROLES
async def test_a_command_answers_whoever_may_use_it(
    house: House, story: Story, role: Role
) -> None:
    await _busy(house, story)
    for command in (one for one, least in COMMANDS.items() if role >= least):
        told = len(house.phones.of[WHO[role]].log)
        await house.say(WHO[role], command)
        await house.pass_time(seconds=3)  # a rehearsal takes its time to answer
        assert len(house.phones.of[WHO[role]].log) > told, command


@ROLES
async def test_a_link_that_nobody_gave_out_lets_nobody_in(
    house: House, story: Story, role: Role
) -> None:
    await _busy(house, story)
    before = _rows(house)
    for word in ("x" * 24, "peer_", "-", "a" * 64):
        await house.say(WHO[role], f"/start {word}")
        assert _rows(house) == before
    assert house.sees(WHO[role], "invite.invalid")


async def test_whoever_was_taken_off_the_team_can_do_nothing_with_their_old_buttons(
    house: House, story: Story
) -> None:
    await story.on_shift(LEE)
    await story.asks(DANA)
    claim = house.phones.of[LEE].button(Action.CLAIM)
    await house.say(ROBIN, "/team")
    await house.press(ROBIN, Action.REMOVE, "Lee")
    before = house.rows("requests")
    await house.press_data(LEE, claim[1], claim[0])
    await house.say(LEE, "/shift")
    assert house.rows("requests") == before
    assert house.member(LEE)["removed_at"] is not None


async def test_a_lead_cannot_take_off_the_team_who_stands_as_high(house: House) -> None:
    await house.say(ALEX, "/team")
    admin = house.member(ALEX)["id"]
    await house.press_data(ROBIN, f"h.remove:{admin}")
    await house.press_data(ROBIN, f"h.remove:{house.member(ROBIN)['id']}")
    assert all(row["removed_at"] is None for row in house.rows("supporters"))


async def test_an_inline_query_of_a_stranger_finds_nothing(house: House) -> None:
    await house.query(DANA, "hello")
    await house.query(SAM, "hello")
    found = [one.params["results"] for one in house.calls if one.method == "answerInlineQuery"]
    assert (found[0], len(found[1]) > 0) == ([], True)
