"""The real encoders: what they must get right to be of use."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from bot.domain.vectors import Encoder


def likeness(encoder: Encoder, one: str, other: str) -> float:
    first, second = encoder.encode([one, other])
    return float(first @ second)


def test_a_sentence_is_a_direction(encoder: Encoder) -> None:
    rows = encoder.encode(["how do i stop drinking", "", "🙂", "word " * 400])

    assert rows.shape == (4, 384)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-4)


def test_the_same_in_other_words_is_nearer_than_something_else(
    encoder: Encoder,
) -> None:
    asked = "my husband will not quit drinking"

    assert likeness(encoder, asked, "my partner is an alcoholic, can I make him stop") > likeness(
        encoder, asked, "where can I find a detox for my brother"
    )


def test_spanish_finds_english(encoders: dict[str, Encoder]) -> None:
    if "many" not in encoders:
        pytest.skip("there is no package of these weights for this machine")
    asked = "¿cómo consigo naloxona?"

    assert likeness(encoders["many"], asked, "how do I get naloxone") > likeness(
        encoders["many"], asked, "how do I find a meeting"
    )


def test_what_stands_beside_it_in_a_batch_hardly_matters(encoder: Encoder) -> None:
    texts = ["relapse", "i have been clean for ninety days and today i feel like using again"]

    alone = np.concatenate([encoder.encode([text]) for text in texts])

    assert ((alone * encoder.encode(texts)).sum(1) > 0.99).all()


def test_rows_come_in_the_order_asked(encoder: Encoder) -> None:
    texts = [f"{'very ' * (number % 7)}different {number}" for number in range(40)]

    together = encoder.encode(texts)

    nearest = (together @ np.concatenate([encoder.encode([one]) for one in texts]).T).argmax(1)
    assert nearest.tolist() == [*range(40)]


def test_threads_may_share_it(encoder: Encoder) -> None:
    texts = ["what is a sponsor", "cómo dejo de fumar"] * 10
    with ThreadPoolExecutor(4) as pool:
        rows = [*pool.map(lambda text: encoder.encode([text])[0], texts)]

    assert np.allclose(rows[0], rows[2], atol=1e-6)
    assert np.allclose(rows[1], rows[3], atol=1e-6)
