"""A BERT over packed weights: pieces of words in, a vector a text out."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.domain.vectors import Vectors
from bot.encoder.layers import network, result_of
from bot.encoder.running import Numbers, encoded, session
from bot.encoder.weights import Weights


class Bert:
    """Runs a network on weights as they are packed."""

    def __init__(
        self, weights: Weights, norm: tuple[NDArray[np.float32], NDArray[np.float32]]
    ) -> None:
        """Build the network; ``norm`` is the scale and the shift before its first layer."""
        self._weights = weights
        self._scale, self._shift = norm
        self._result = result_of(weights)
        self._session = session(network(weights))

    def encode(self, cut: Sequence[Sequence[int]]) -> Vectors:
        """Return a row for each text, given as the numbers of its pieces."""
        return encoded(cut, self._run)

    def _run(self, pieces: Numbers, mask: Numbers) -> NDArray[np.float32]:
        given = {"seen": self._evened(self._weights.seen(pieces)), "mask": mask.astype(np.int32)}
        told: NDArray[np.float32] = self._session.run([self._result], given)[0]
        return told

    def _evened(self, seen: NDArray[np.float32]) -> NDArray[np.float32]:
        """Take out of each piece's vector how long it is, and how far from the middle."""
        seen = seen - seen.mean(-1, keepdims=True)
        spread = np.sqrt((seen * seen).mean(-1, keepdims=True) + self._weights.sizes.epsilon)
        even: NDArray[np.float32] = (seen / spread * self._scale + self._shift).astype(np.float32)
        return even
