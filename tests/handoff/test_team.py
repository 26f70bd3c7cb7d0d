"""The team: invitations, profiles, trainings, rehearsals, and who leaves."""

import re

import pytest

from bot.domain.handoff.actions import Action
from tests.handoff.house import House
from tests.handoff.people import ALEX, DANA, LEE, MARTA, OLGA, ROBIN, SAM
from tests.handoff.stories import DANGER, Story


async def _link(house: House, lead: int = ROBIN, words: str = "supporter") -> str:
    await house.say(lead, f"/invite {words}")
    found = re.search(r"start=([\w-]+)", house.last(lead))
    assert found
    return found[1]


async def test_an_invitation_makes_a_supporter_who_chooses_a_name(house: House) -> None:
    await house.say(OLGA, f"/start {await _link(house)}")
    await house.say(OLGA, "Ola")
    assert house.member(OLGA)["role"] == 1
    await house.say(ROBIN, "/team")
    assert house.sees(ROBIN, "team.one", name="Ola")


async def test_an_invitation_works_once(house: House) -> None:
    token = await _link(house)
    await house.say(OLGA, f"/start {token}")
    await house.say(MARTA, f"/start {token}")
    assert house.sees(MARTA, "invite.invalid")
    assert house.rows("supporters", chat_id=MARTA) == []


async def test_an_invitation_runs_out(house: House) -> None:
    token = await _link(house)
    await house.pass_time(days=3, minutes=1)
    await house.say(OLGA, f"/start {token}")
    assert house.sees(OLGA, "invite.invalid")


async def test_only_a_digest_of_an_invitation_is_kept(house: House) -> None:
    token = await _link(house)
    assert token not in str(house.rows("invites"))


async def test_an_admin_invites_a_lead(house: House) -> None:
    await house.say(OLGA, f"/start {await _link(house, ALEX, 'lead')}")
    assert house.member(OLGA)["role"] == 2


async def test_a_lead_cannot_invite_a_lead(house: House) -> None:
    await house.say(ROBIN, "/invite lead")
    assert house.sees(ROBIN, "peer.not_allowed")
    assert house.rows("invites") == []


@pytest.mark.parametrize("name", ["x", "me@home", "t.me/x", "y" * 25, "<b>"])
async def test_a_name_leads_nowhere_and_fits_on_a_line(house: House, name: str) -> None:
    await house.say(OLGA, f"/start {await _link(house)}")
    await house.say(OLGA, name)
    assert house.sees(OLGA, "profile.bad_name")


async def test_a_name_belongs_to_one(house: House) -> None:
    await house.say(OLGA, f"/start {await _link(house)}")
    await house.say(OLGA, "sam")
    assert house.sees(OLGA, "profile.name_taken")


async def test_a_new_supporter_needs_trainings_and_a_rehearsal_before_the_first_shift(
    house: House, story: Story
) -> None:
    await house.say(OLGA, f"/start {await _link(house)}")
    await house.say(OLGA, "Ola")
    await story.on_shift(OLGA)
    assert house.sees(OLGA, "shift.training_missing")
    await house.say(ROBIN, "/training Ola all 2030-01-01")
    await story.on_shift(OLGA)
    assert house.sees(OLGA, "shift.rehearse_first")
    await _rehearse(house, OLGA)
    await story.on_shift(OLGA)
    assert house.member(OLGA)["duty"] == "on"


async def _rehearse(house: House, who: int) -> None:
    await house.say(who, "/rehearse")
    await house.pass_time(seconds=3)
    for _ in house.editions.current().knowledge.peers.story.lines:
        await house.say(who, "i hear you")
        await house.pass_time(seconds=3)


async def test_a_rehearsal_is_plainly_one_and_the_lead_sees_who_did_it(house: House) -> None:
    await house.say(OLGA, f"/start {await _link(house)}")
    await house.say(OLGA, "Ola")
    await _rehearse(house, OLGA)
    assert house.count(OLGA, "rehearse.begins") == 1
    assert house.count(OLGA, "rehearse.line") == 7
    assert house.sees(OLGA, "rehearse.done")
    assert house.sees(ROBIN, "page.rehearsed", name="Ola")


async def test_a_rehearsal_reaches_nobody_and_is_on_no_board(house: House, story: Story) -> None:
    await story.talks(DANA, LEE)
    await house.say(SAM, "/rehearse")
    await house.say(SAM, DANGER)
    await house.say(ROBIN, "/board")
    assert house.phones.of[ROBIN].labels(Action.VIEW) == [story.alias(DANA)]
    assert not house.sees(ROBIN, "page.alarm")
    assert house.lines(DANA) == []


@pytest.mark.parametrize("command", ["/release", "/transfer", "/lead", "/replies"])
async def test_a_rehearsal_is_handed_to_nobody_and_calls_nobody(
    house: House, story: Story, command: str
) -> None:
    await story.on_shift(LEE)
    await house.say(SAM, "/rehearse")
    await house.pass_time(seconds=3)
    await house.say(SAM, command)
    [rehearsal] = house.rows("requests", rehearsal=True)
    assert (rehearsal["state"], house.sees(LEE, "offer")) == ("active", False)
    assert not house.sees(ROBIN, "page.help")


async def test_a_rehearsal_can_be_left_in_the_middle(house: House) -> None:
    await house.say(SAM, "/rehearse")
    await house.pass_time(seconds=3)
    await house.say(SAM, "/close")
    await house.press(SAM, Action.CLOSE_AS)
    [rehearsal] = house.rows("requests", rehearsal=True)
    assert rehearsal["state"] == "closed"


async def test_on_shift_no_rehearsal_is_left_that_would_swallow_a_line(
    house: House, story: Story
) -> None:
    await house.say(SAM, "/rehearse")
    await house.pass_time(seconds=3)
    await story.talks()
    await house.say(SAM, "hello dana")
    await house.pass_time(seconds=6)
    assert house.lines(DANA) == ["hello dana"]


async def test_an_expired_training_keeps_a_shift_from_starting_and_says_which(
    house: House, story: Story
) -> None:
    await house.say(ROBIN, "/training Sam crisis 2026-11-23")
    await story.on_shift(SAM)
    assert house.sees(SAM, "shift.training_expired")
    assert house.member(SAM)["duty"] == "off"


async def test_a_training_that_runs_out_during_a_shift_stops_claims(
    house: House, story: Story
) -> None:
    await story.on_shift(SAM)
    await story.asks(DANA)
    await house.say(ROBIN, "/training Sam crisis 2026-11-23")
    await house.press(SAM, Action.CLAIM)
    assert house.sees(SAM, "claim.training_expired")


async def test_languages_and_experience_are_chosen_in_the_profile_and_one_language_stays(
    house: House,
) -> None:
    await house.say(SAM, "/profile")
    await house.press(SAM, Action.SET_LANGUAGE, "English")
    await house.press(SAM, Action.SET_LANGUAGE, "Español")
    await house.press(SAM, Action.SET_EXPERIENCE)
    member = house.member(SAM)
    assert (len(member["languages"]), len(member["experience"])) == (1, 1)


async def test_looking_at_the_profile_during_a_talk_does_not_make_the_next_line_a_name(
    house: House, story: Story
) -> None:
    await story.talks()
    await house.say(SAM, "/profile")
    await house.say(SAM, "hello dana")
    assert house.lines(DANA) == ["hello dana"]


async def test_a_profile_left_open_does_not_make_a_first_line_a_name(
    house: House, story: Story
) -> None:
    await house.say(SAM, "/profile")
    await story.talks()
    await house.say(SAM, "hello dana")
    assert house.lines(DANA) == ["hello dana"]


async def test_nobody_is_taken_off_the_team_while_they_hold_a_conversation(
    house: House, story: Story
) -> None:
    await story.talks()
    await house.say(ROBIN, "/team")
    await house.press(ROBIN, Action.REMOVE, "Sam")
    assert house.sees(ROBIN, "team.holds", name="Sam")
    assert house.member(SAM)["removed_at"] is None


async def test_the_team_is_listed_by_name_with_exposure_and_without_a_ranking(
    house: House, story: Story
) -> None:
    await story.talks()
    await house.say(DANA, DANGER)
    await house.say(ROBIN, "/team")
    assert house.sees(ROBIN, "team.one", name="Sam", grave=1)
    listed = house.last(ROBIN)
    assert listed.index("Kim") < listed.index("Lee") < listed.index("Robin") < listed.index("Sam")
