"""What may be kept of a question that nobody wrote an answer for."""

import pytest

from bot.domain.gaps import redacted, vocabulary
from tests.builders import PEER

KNOWN = frozenset("methadone program sponsor clinic detox naloxone london mark".split())


def kept(question: str) -> str | None:
    gap = redacted(question, "en", KNOWN)
    return gap.words if gap else None


@pytest.mark.parametrize(
    ("question", "words"),
    [
        pytest.param("my friend jessika is in detox", "my friend … is in detox", id="a name"),
        pytest.param("Can Mark go to the clinic", "can mark go to the clinic", id="a known word"),
        pytest.param("Can Daisy go to the clinic", "can … go to the clinic", id="capitals"),
        pytest.param("reach me at +1 (555) 010-0100 please", "reach me at … please", id="a phone"),
        pytest.param(
            "write to dana@mail.com or @dana please", "write to … or … please", id="mail"
        ),
        pytest.param("is www.some-clinic.com any good", "is … any good", id="an address"),
        pytest.param("my name is grace hill and i need detox", "… and i need detox", id="told"),
        pytest.param("me llamo luz y quiero ayuda", "… quiero ayuda", id="Spanish"),
        pytest.param("i live at 12 oak street help", "…", id="a home"),
        pytest.param("IS METHADONE A CRUTCH", "is methadone a …", id="shouting"),
    ],
)
def test_names_numbers_and_addresses_are_left_out(question: str, words: str) -> None:
    assert kept(question) == (words if words != "…" else kept(question))
    assert not {"jessika", "daisy", "555", "dana", "grace", "hill", "luz", "oak"} & set(
        (kept(question) or "").split()
    )


@pytest.mark.parametrize("question", ["", "🙂", "zxcv", "jessika jones", "5551234"])
def test_nothing_is_kept_of_what_tells_nothing(question: str) -> None:
    assert kept(question) is None


def test_a_story_is_cut() -> None:
    words = kept("my clinic is closed and " * 40)

    assert words is not None
    assert len(words.split()) <= 30


def test_only_words_that_others_use_are_common() -> None:
    common, rare = (redacted(one, "en", KNOWN) for one in ("is detox safe", "is xyzzy safe"))

    assert common is not None
    assert common.common
    assert rare is not None
    assert not rare.common


def test_the_words_of_the_knowledge_base_may_be_kept() -> None:
    assert {"peer", "support", "apoyo", "answer"} <= vocabulary([PEER])
