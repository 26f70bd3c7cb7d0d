"""What the network needs to know of a model, however its file is packed."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

BLOCK = 32
"""Weights that share a scale."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """The form of a network."""

    width: int
    layers: int
    heads: int
    inner: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Matrix:
    """A matrix of whole numbers as onnxruntime packs them."""

    bits: int
    """4: each byte holds two weights that stand side by side, 8 above their values; 8: one, 128
    above its value."""
    weights: NDArray[np.uint8]
    """Row by block by byte."""
    scales: NDArray[np.float32]
    """One a block, row by row."""


class Weights(Protocol):
    """The weights of a BERT; parts of layer 0 are called ``l0.q.w``, ``l0.q.b`` and so on.

    ``q``, ``k``, ``v`` (what a token asks, offers and tells), ``ao`` (what it takes from that),
    ``fi`` and ``fo`` (what it makes of it), ``aln`` and ``oln`` (the norms after each half).
    """

    @property
    def sizes(self) -> Sizes: ...

    def flat(self, name: str) -> NDArray[np.float32]:
        """Return a bias or a norm, flat."""
        ...

    def matrix(self, name: str) -> Matrix:
        """Return a matrix of weights."""
        ...

    def seen(self, pieces: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the sum of word, place and kind for each piece, before the first norm."""
        ...
