"""Sentences as directions: those that mean much the same point the same way."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
"""One row a sentence, each of length 1: the product of two rows is how alike they are."""


class Encoder(Protocol):
    """Turns sentences into vectors; safe to be asked from several threads."""

    @property
    def name(self) -> str:
        """Which weights it has: only vectors of one name may be compared."""
        ...

    @property
    def role(self) -> str:
        """What it is used as, e.g. ``english``: evidence is weighed by this name."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return a row for each of ``texts``; a text of no words has a row as well."""
        ...


def directions(rows: NDArray[np.float32]) -> Vectors:
    """Return ``rows`` at length 1; rows of nothing stay nothing."""
    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    found: Vectors = (rows / np.maximum(lengths, 1e-9)).astype(np.float32)
    return found
