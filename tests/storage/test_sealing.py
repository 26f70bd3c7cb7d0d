"""Words are sealed by the newest key and opened by any."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.storage.sealing import Sealer, UnsealError, new_key

OLD, NEW = new_key(), new_key()


@given(st.text(st.characters(exclude_categories=())))
def test_any_words_come_back(words: str) -> None:
    sealer = Sealer([NEW])

    assert sealer.unseal(sealer.seal(words)) == words


def test_the_first_key_seals() -> None:
    sealed = Sealer([NEW, OLD]).seal("hello")

    assert Sealer([NEW]).unseal(sealed) == "hello"
    assert not Sealer([OLD]).opens(sealed)


def test_every_key_opens() -> None:
    assert Sealer([NEW, OLD]).unseal(Sealer([OLD]).seal("hello")) == "hello"


def test_the_same_words_look_different_each_time() -> None:
    sealer = Sealer([NEW])

    assert sealer.seal("hello") != sealer.seal("hello")


def test_changed_bytes_are_noticed() -> None:
    sealed = Sealer([NEW]).seal("hello")

    with pytest.raises(UnsealError):
        Sealer([NEW]).unseal(sealed[:-4] + b"AAA=")


@pytest.mark.parametrize("keys", [[], ["short"], [NEW, ""]], ids=["none", "short", "empty"])
def test_refuses_what_is_no_key(keys: list[str]) -> None:
    with pytest.raises(ValueError, match=r"key"):
        Sealer(keys)
