"""Questions that a near miss could hurt."""

import time

import pytest

from bot.domain.risky import Risk, risk_of


@pytest.mark.parametrize(
    ("question", "risk"),
    [
        ("can i drink on methadone", None),
        ("is it ok to mix xanax and wine", Risk.MIXING),
        ("can i take my subs with a sleeping pill", Risk.MIXING),
        ("puedo mezclar metadona con alcohol", Risk.MIXING),
        ("gabapentin and oxycodone together?", Risk.MIXING),
        ("how much suboxone should i take", Risk.DOSE),
        ("cuántas pastillas puedo tomar", Risk.DOSE),
        ("is 24mg too high", Risk.DOSE),
        ("i missed my methadone dose", Risk.DOSE),
        ("how do i taper off klonopin", Risk.TAPER),
        ("quiero bajar la dosis", Risk.TAPER),
        ("can i stop drinking vodka cold turkey", Risk.STOPPING),
        ("quitting xanax on my own", Risk.STOPPING),
        ("dejar el alcohol de golpe", Risk.STOPPING),
    ],
)
def test_names_what_could_hurt(question: str, risk: Risk | None) -> None:
    assert risk_of(question) == risk


@pytest.mark.parametrize(
    "question",
    [
        "how much does rehab cost",
        "how many people relapse",
        "where do i get naloxone",
        "my son and his friends take drugs",
        "cuánto cuesta el tratamiento",
        "how do i stop thinking about it at home",
    ],
)
def test_ordinary_questions_are_not_risky(question: str) -> None:
    assert risk_of(question) is None


def test_a_long_message_takes_no_long_time() -> None:
    began = time.perf_counter()
    risk_of("take alcohol and " * 5000)

    assert time.perf_counter() - began < 0.5
