"""Read the weights of all-MiniLM-L6-v2 out of the network that its package carries.

That network multiplies its weights out to four times their size when it is opened; ours runs on
them as they are.  A model file is a protocol-buffer message; here only the names, forms and places
of its weights are read.  Matrices are in bytes, input by output, with a scale an output.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.encoder.weights import BLOCK, Matrix, Sizes

_HEADS, _EPSILON = 12, 1e-12
_GRAPH, _WEIGHT = 7, 5
_DIMENSION, _TYPE, _NAME, _RAW = 1, 2, 8, 9
_TYPES: Mapping[int, type[np.generic]] = {1: np.float32, 3: np.int8, 7: np.int64, 9: np.bool_}
_PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "aln": "attention.output.LayerNorm",
    "oln": "output.LayerNorm",
}
_MATRICES = ("q", "k", "v", "ao", "fi", "fo")
"""In the order in which the file has them, layer after layer; their own names say nothing."""


class Parcels:
    """Implements ``Weights``; the vectors of words stay on the disk until they are said."""

    def __init__(self, path: Path) -> None:
        """Map ``path`` and note where its weights lie.

        Raises:
            ValueError: the file is of another form.
        """
        self._bytes: NDArray[np.uint8] = np.memmap(path, np.uint8, "r")
        self._found = dict(self._weights())
        nameless = [name for name in self._found if name.startswith("val_")]
        matrices = [name.removesuffix("_q") for name in nameless if name.endswith("_q")]
        layers = len(matrices) // len(_MATRICES)
        names = (f"l{layer}.{part}.w" for layer in range(layers) for part in _MATRICES)
        self._matrices = dict(zip(names, matrices, strict=True))
        width, inner = self._found[matrices[4] + "_q"].shape
        self.sizes = Sizes(width, layers, _HEADS, inner, _EPSILON)

    def flat(self, name: str) -> NDArray[np.float32]:
        """Return a bias or a norm, flat."""
        layer, part, kind = name.split(".")
        what = "bias" if kind == "b" else "weight"
        return self._numbers(f"inner.encoder.layer.{layer[1:]}.{_PARTS[part]}.{what}")

    def matrix(self, name: str) -> Matrix:
        """Return a matrix of weights, output by input."""
        found = self._matrices[name]
        weights = np.ascontiguousarray(self._found[f"{found}_q"].T)
        rows, columns = weights.shape
        above = (weights.astype(np.int16) + 128).astype(np.uint8)
        blocks = columns // BLOCK
        scales = np.repeat(self._numbers(f"{found}_scale"), blocks)
        return Matrix(8, above.reshape(rows, blocks, BLOCK), scales)

    def norm(self) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return the scale and the shift before the first layer."""
        name = "inner.embeddings.LayerNorm"
        return self._numbers(f"{name}.weight"), self._numbers(f"{name}.bias")

    def seen(self, pieces: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the sum of word, place and kind for each piece, before the first norm."""
        places = self._rows("position", np.arange(pieces.shape[1]))
        kind = self._found["inner.embeddings.token_type_embeddings.weight"][0]
        seen: NDArray[np.float32] = self._rows("word", pieces) + places + kind
        return seen

    def _rows(self, kind: str, numbers: NDArray[np.int64]) -> NDArray[np.float32]:
        name = f"inner.embeddings.{kind}_embeddings.weight"
        rows = self._found[f"{name}_q"][numbers].astype(np.float32)
        scales = self._found[f"{name}_scale"][numbers].astype(np.float32)
        return rows * scales

    def _numbers(self, name: str) -> NDArray[np.float32]:
        return np.array(self._found[name], np.float32).reshape(-1)

    def _weights(self) -> Iterator[tuple[str, NDArray[np.generic]]]:
        model = self._fields(0, len(self._bytes))
        start, end = next((one, two) for number, one, two in model if number == _GRAPH)
        for number, one, two in self._fields(start, end):
            if number == _WEIGHT:
                yield self._weight(one, two)

    def _weight(self, start: int, end: int) -> tuple[str, NDArray[np.generic]]:
        form, kind, name, place = list[int](), 1, "", (end, end)
        for number, one, two in self._fields(start, end):
            if number == _DIMENSION:
                form.append(self._number(one)[0])
            elif number == _TYPE:
                kind = self._number(one)[0]
            elif number == _NAME:
                name = self._bytes[one:two].tobytes().decode()
            elif number == _RAW:
                place = (one, two)
        return name, self._bytes[slice(*place)].view(_TYPES[kind]).reshape(form)

    def _fields(self, at: int, end: int) -> Iterator[tuple[int, int, int]]:
        """Yield number, start and end of each field of a message."""
        while at < end:
            key, at = self._number(at)
            if key & 7 == 2:
                size, at = self._number(at)
                yield key >> 3, at, at + size
                at += size
            elif key & 7 == 0:
                yield key >> 3, at, at
                at = self._number(at)[1]
            else:
                raise ValueError("not a model as expected")

    def _number(self, at: int) -> tuple[int, int]:
        """Return the whole number at ``at``, and where it ends."""
        value = shift = 0
        while self._bytes[at] & 0x80:
            value |= int(self._bytes[at] & 0x7F) << shift
            at, shift = at + 1, shift + 7
        return value | int(self._bytes[at]) << shift, at + 1
