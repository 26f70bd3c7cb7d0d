"""Albums: their pictures travel together, and words that tell too much stay behind."""

from tests.handoff.house import House
from tests.handoff.messages import of_album
from tests.handoff.people import DANA, LEE, MARTA, SAM
from tests.handoff.stories import Story


async def _album(house: House, sender: int, *captions: str, number: str = "a") -> list[int]:
    sent = [await house.send(sender, of_album(number, caption=one)) for one in captions]
    await house.pass_time(seconds=2)
    return sent


async def test_pictures_of_an_album_reach_a_supporter_together_under_one_mark(
    house: House, story: Story
) -> None:
    await story.talks()
    await _album(house, DANA, "one", "two", "three")
    copies = [one for one in house.calls if one.method == "copyMessages"]
    assert [len(one.params["message_ids"]) for one in copies] == [3]
    assert house.sees(SAM, "line.album", mark=f"🔵 {story.alias(DANA)}")
    assert house.lines(SAM) == ["one", "two", "three"]


async def test_pictures_of_an_album_reach_a_person_without_a_mark(
    house: House, story: Story
) -> None:
    await story.talks()
    await _album(house, SAM, "one", "two")
    assert house.lines(DANA) == ["one", "two"]
    assert not house.sees(DANA, "line.album")


async def test_a_caption_that_gives_somebody_away_stays_behind_and_its_sender_is_told(
    house: House, story: Story
) -> None:
    await story.talks()
    await _album(house, DANA, "call me at 555 201 9988", "two")
    assert house.lines(SAM) == ["", ""]
    assert house.sees(DANA, "held.caption")


async def test_each_picture_of_an_album_can_be_answered(house: House, story: Story) -> None:
    await story.talks()
    first, second = await _album(house, DANA, "one", "two")
    await house.say(SAM, "nice", reply_to=house.phones.of[SAM].find("two"))
    phone = house.phones.of[DANA]
    assert phone.messages[phone.find("nice")]["reply_to"] == second != first


async def test_undo_takes_an_album_back_as_a_whole(house: House, story: Story) -> None:
    await story.talks()
    await _album(house, DANA, "one", "two")
    await house.say(DANA, "/undo")
    assert house.lines(SAM) == []
    assert not house.sees(SAM, "line.album")


async def test_a_supporter_sees_that_each_picture_arrived(house: House, story: Story) -> None:
    await story.talks()
    sent = await _album(house, SAM, "one", "two")
    assert [house.phones.of[SAM].reactions[number] for number in sent] == ["👌", "👌"]


async def test_two_albums_at_once_stay_apart(house: House, story: Story) -> None:
    await story.talks()
    await house.send(DANA, of_album("a", caption="a1"))
    await house.send(DANA, of_album("b", caption="b1"))
    await _album(house, DANA, "a2")
    copies = [one.params["message_ids"] for one in house.calls if one.method == "copyMessages"]
    assert sorted(map(len, copies)) == [1, 2]


async def test_an_album_goes_to_whoever_holds_the_conversation_when_it_is_complete(
    house: House, story: Story
) -> None:
    await story.talks()
    await story.on_shift(LEE)
    await house.send(DANA, of_album("a", caption="one"))
    await house.say(SAM, "/release")
    await story.claims(LEE, DANA)
    await house.pass_time(seconds=2)
    assert (house.lines(SAM), house.lines(LEE)) == ([], ["one"])


async def test_an_album_of_a_supporter_who_has_left_meanwhile_goes_nowhere(
    house: House, story: Story
) -> None:
    await story.talks()
    await story.on_shift(LEE)
    await house.send(SAM, of_album("a", caption="one"))
    await house.say(SAM, "/release")
    await story.claims(LEE, DANA)
    await house.pass_time(seconds=2)
    assert house.lines(DANA) == []


async def test_an_album_for_nobody_in_particular_is_not_passed_on_by_guessing(
    house: House, story: Story
) -> None:
    await story.talks_to_both()
    await house.say(MARTA, "hello")
    await _album(house, SAM, "one", "two")
    assert (house.lines(DANA), house.lines(MARTA)) == ([], [])
    assert house.sees(SAM, "line.whom_first")


async def test_an_album_as_a_reply_goes_to_the_one_it_answers(house: House, story: Story) -> None:
    await story.talks_to_both()
    await house.say(MARTA, "hello")
    quoted = house.phones.of[SAM].find("hello")
    await house.send(SAM, of_album("a", caption="one"), reply_to=quoted)
    await house.pass_time(seconds=2)
    assert (house.lines(DANA), house.lines(MARTA)) == ([], ["one"])
