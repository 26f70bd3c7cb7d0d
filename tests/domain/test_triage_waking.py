"""Not waking up: a wish about oneself, or a sign in somebody else. The cards differ.

Content warning: the lines speak of suicide and overdose.
"""

import pytest

from bot.domain.crisis import Kind, Tier
from tests.domain.patterns import our_triage

OWN = (
    "i wish i could just not wake up",
    "hope i dont wake up tomorrow",
    "i just want to not wake up",
    "wish i would go to sleep and not wake up",
    "what if i just didn't wake up",
    "praying i don't wake up",
    "sometimes i think i'd be better if i just didnt wake up",
    "maybe i wont wake up and that would be ok",
    "i'd rather not wake up",
    "hope i don't wake up tomorrow and nobody finds me",
    "espero no despertar",
    "quiero dormirme y no despertar nunca",
)
ANOTHERS = (
    "i tried everything he wont wake up",
    "i cant wake her up",
    "i couldn't wake him up",
    "i wish i knew what to do he does not wake up",
    "hope someone can help my friend will not wake up",
    "i want to help but she did not wake up when i shook her",
    "i went to bed and now my husband will not wake up",
    "espero que alguien ayude, mi hermano no despierta",
)


@pytest.mark.parametrize("line", OWN)
def test_a_wish_not_to_wake_up_is_no_overdose_of_somebody_else(line: str) -> None:
    alarm = our_triage().assess(line)

    assert alarm.tier >= Tier.CRISIS
    assert alarm.kinds[0] in {Kind.SUICIDE_ACTIVE, Kind.SUICIDE_PASSIVE}
    assert not alarm.third_person


@pytest.mark.parametrize("line", ANOTHERS)
def test_somebody_else_who_cannot_be_woken_is_an_emergency(line: str) -> None:
    alarm = our_triage().assess(line)

    assert alarm.tier is Tier.EMERGENCY
    assert alarm.kinds[0] is Kind.OVERDOSE
    assert alarm.third_person
