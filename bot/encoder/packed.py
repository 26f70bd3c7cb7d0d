"""Read a multilingual-e5-small whose weights are packed in four bits each.

The file holds, after ``E5S1`` and a version: seven sizes, the vocabulary with its scores, a table
of signs to be written otherwise, and named tensors.  Weights are in blocks of 32: a 16-bit scale
and 16 bytes, whose low halves are the first sixteen weights and whose high halves the rest, each
8 above its value.  Everything is little-endian.  Nothing is read into memory before it is needed.
"""

import struct
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.encoder.weights import BLOCK, Matrix, Sizes

_MAGIC = b"E5S1"
_BLOCK_BYTES = 18
_PIECES = 44
"""Where the vocabulary begins."""


class Piece(NamedTuple):
    """A part of a word."""

    number: int
    text: str
    score: float
    """How likely it is: a logarithm."""


class Packed:
    """Implements ``Weights``.

    Raises:
        ValueError: the file is of another form.
    """

    begin: int
    """The piece before each text."""
    end: int
    """The piece after each text."""
    unknown: int
    """What stands for a sign that is in no piece."""

    def __init__(self, path: Path) -> None:
        """Map ``path`` and read its directory."""
        self._bytes: NDArray[np.uint8] = np.memmap(path, np.uint8, "r")
        if self._bytes[:4].tobytes() != _MAGIC:
            raise ValueError("not a packed model")
        width, layers, heads, inner, _, _, _, epsilon = self._unpacked("<7if", 8)
        self.sizes = Sizes(width, layers, heads, inner, epsilon)
        self._count, begin, end, _, unknown, self._size = self._unpacked("<5iQ", _PIECES)
        self.begin, self.end, self.unknown = begin, end, unknown
        after = _PIECES + 32 + 8 * self._count + self._size
        (signs,) = self._unpacked("<I", after + 4)
        self._places = self._read_directory(after + 8 + signs)

    def _take(self, start: int, size: int) -> bytes:
        return self._bytes[start : start + size].tobytes()

    def _unpacked(self, form: str, at: int) -> tuple[Any, ...]:
        return struct.unpack(form, self._take(at, struct.calcsize(form)))

    def pieces(self) -> Iterator[Piece]:
        """Read the vocabulary, a quarter of a million pieces, one by one."""
        at, count = _PIECES + 28, self._count
        starts = np.frombuffer(self._take(at, 4 * count + 4), "<u4")
        scores = np.frombuffer(self._take(at + 4 * count + 4, 4 * count), "<f4")
        blob = self._take(at + 8 * count + 4, self._size)
        for number, (one, two) in enumerate(pairwise(starts)):
            yield Piece(number, blob[one:two].decode(), float(scores[number]))

    def _read_directory(self, at: int) -> Mapping[str, tuple[int, int]]:
        """Return where each tensor begins and how many bytes it has."""
        (count,) = self._unpacked("<i", at)
        at += 4
        places = {}
        for _ in range(count):
            (length,) = self._unpacked("<H", at)
            name = self._take(at + 2, length).decode()
            _, _, start, size = self._unpacked("<BIQQ", at + 2 + length)
            places[name] = (start, size)
            at += 23 + length
        return places

    def flat(self, name: str) -> NDArray[np.float32]:
        """Return a tensor that is not packed, flat."""
        start, size = self._places[name]
        return np.frombuffer(self._take(start, size), "<f4")

    def matrix(self, name: str) -> Matrix:
        """Return a matrix of weights."""
        blocks = self._blocks(name)
        rows = self.sizes.inner if ".fi." in name else self.sizes.width
        halves = blocks[:, 2:]
        values = np.concatenate([halves & 0x0F, halves >> 4], -1)
        side_by_side = values[:, 0::2] | values[:, 1::2] << 4
        each = len(blocks) // rows
        return Matrix(4, side_by_side.reshape(rows, each, -1), _scales(blocks))

    def norm(self) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return the scale and the shift before the first layer."""
        return self.flat("emb.ln.w"), self.flat("emb.ln.b")

    def seen(self, pieces: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the sum of word, place and kind for each piece, before the first norm."""
        width = self.sizes.width
        places = self.flat("emb.pos").reshape(-1, width)[: pieces.shape[1]]
        kind = self.flat("emb.type")[:width]
        seen: NDArray[np.float32] = self._words(pieces) + places + kind
        return seen

    def _blocks(self, name: str) -> NDArray[np.uint8]:
        """Return a packed tensor: block by byte."""
        start, size = self._places[name]
        return self._bytes[start : start + size].reshape(-1, _BLOCK_BYTES)

    def _words(self, numbers: NDArray[np.int64]) -> NDArray[np.float32]:
        """Unpack the vectors of some pieces."""
        rows = self._blocks("emb.word").reshape(-1, self.sizes.width // BLOCK, _BLOCK_BYTES)
        said = rows[numbers]
        halves = said[..., 2:]
        values = np.concatenate([halves & 0x0F, halves >> 4], -1).astype(np.float32) - 8
        found: NDArray[np.float32] = values * _scales(said)[..., None]
        return found.reshape(*numbers.shape, self.sizes.width)


def _scales(blocks: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return the scale of each block."""
    found: NDArray[np.float32] = np.ascontiguousarray(blocks[..., :2]).view("<f2")
    return found[..., 0].astype(np.float32)
