"""Claiming: exactly one supporter takes a request, and everybody sees who."""

from bot.domain.handoff.actions import Action
from tests.handoff.house import House
from tests.handoff.people import DANA, KIM, LEE, SAM
from tests.handoff.stories import Story


async def test_the_first_to_press_has_it_and_the_person_is_told_who_came(
    house: House, story: Story
) -> None:
    await story.on_shift(SAM, LEE)
    await story.asks(DANA)
    await house.press(SAM, Action.CLAIM)
    assert house.sees(DANA, "talk.begins", name="Sam")
    assert story.holder(DANA) == SAM


async def test_whoever_presses_too_late_is_told_who_has_it(house: House, story: Story) -> None:
    await story.on_shift(SAM, LEE)
    await story.asks(DANA)
    late = house.phones.of[LEE].button(Action.CLAIM)
    await house.press(SAM, Action.CLAIM)
    await house.press_data(LEE, late[1], late[0])
    assert house.sees(LEE, "claim.taken", name="Sam")
    assert story.holder(DANA) == SAM


async def test_a_claim_by_somebody_who_does_not_speak_the_language_is_refused(
    house: House, story: Story
) -> None:
    await story.on_shift(KIM)
    await house.say(DANA, "/peer")
    await house.press(DANA, Action.FOR_WHOM)
    await house.press(DANA, Action.ABOUT)
    await house.press(DANA, Action.SPEAK, "Español")
    await house.press(DANA, Action.WISHED)
    await story.claims(KIM, DANA)
    assert house.sees(KIM, "claim.language")
    assert house.request(DANA)["state"] == "waiting"


async def test_a_claim_by_somebody_off_shift_is_refused(house: House, story: Story) -> None:
    await story.asks(DANA)
    await story.claims(SAM, DANA)
    assert house.sees(SAM, "claim.off_duty")


async def test_an_offer_that_is_over_cannot_be_claimed(house: House, story: Story) -> None:
    await story.on_shift(SAM)
    await story.asks(DANA)
    claim = house.phones.of[SAM].button(Action.CLAIM)
    await house.say(DANA, "/end")
    await house.press_data(SAM, claim[1], claim[0])
    assert house.sees(SAM, "claim.over")
    assert house.request(DANA)["state"] == "cancelled"


async def test_a_second_press_on_ones_own_claim_changes_nothing(
    house: House, story: Story
) -> None:
    number = await story.talks()
    before = house.rows("requests")
    await house.press_data(SAM, f"h.claim:{number}")
    assert house.sees(SAM, "claim.yours")
    assert house.rows("requests") == before


async def test_the_offers_of_all_others_turn_into_who_has_it(house: House, story: Story) -> None:
    await story.on_shift(SAM, LEE, KIM)
    await story.asks(DANA)
    await house.press(SAM, Action.CLAIM)
    for other in (LEE, KIM):
        assert house.sees(other, "claim.taken", name="Sam")
        assert not house.phones.of[other].has_button(Action.CLAIM)


async def test_the_holder_sees_what_may_be_known_and_an_alias(house: House, story: Story) -> None:
    await story.talks()
    assert house.sees(SAM, "talk.opening", mark=f"🔵 {story.alias(DANA)}")
