"""Cutting texts into the pieces that the models know."""

import pytest
from tokenizers import BertWordPieceTokenizer

from bot.encoder.dictionary import english_words
from bot.encoder.minilm import VOCABULARY
from bot.encoder.packed import Piece
from bot.encoder.unigram import Unigram
from bot.encoder.wordpiece import WordPiece

WORDPIECE = WordPiece.of(VOCABULARY)
REFERENCE = BertWordPieceTokenizer(str(VOCABULARY), lowercase=True)


@pytest.mark.parametrize(
    "text",
    [
        "How do I get naloxone?",
        "buprenorphine/naloxone, 8mg (daily)",
        "¿Cómo dejo de beber? Años después…",
        "i can't stop!!! it's 4am",
        "zxcvbnmqwertyuiop" * 8,
        "don’t—please",
        "",
    ],
)
def test_word_pieces_are_those_of_the_reference(text: str) -> None:
    assert WORDPIECE.cut(text) == REFERENCE.encode(text, add_special_tokens=False).ids


def unigram(**scores: float) -> Unigram:
    pieces = [Piece(number, text, score) for number, (text, score) in enumerate(scores.items())]
    return Unigram.of(pieces, unknown=99)


def test_the_likeliest_cut_wins_not_the_longest_piece() -> None:
    ours = unigram(**{"▁ab": -9.0, "c": -9.0, "▁a": -1.0, "bc": -1.0, "▁abc": -5.0})

    assert ours.cut("abc") == [2, 3]


def test_a_sign_that_nobody_knows_is_unknown() -> None:
    assert unigram(**{"▁a": -1.0, "▁": -2.0}).cut("a 漢") == [0, 1, 99]


def test_pieces_of_other_alphabets_are_left_out() -> None:
    assert [*unigram(**{"▁да": -1.0, "▁sí": -1.0}).places] == ["▁sí"]


def test_case_does_not_matter() -> None:
    assert unigram(**{"▁hola": -1.0}).cut("HOLA") == [0]


def test_the_dictionary_knows_ordinary_words_and_no_slips() -> None:
    words = english_words()

    assert {"mole", "chatting", "bars"} <= words
    assert not {"sponser", "recieve", "the,", "##ing"} & words
