"""Run a network over sentences of about the same length at a time."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from bot.domain.vectors import Vectors, directions

LONGEST = 160
"""Pieces of words that are read of a text: about 120 words, nearly every message."""
_AT_ONCE = 16

Numbers = NDArray[np.int64]
Network = Callable[[Numbers, Numbers], NDArray[np.float32]]
"""Takes pieces and a mask (1 for a piece, 0 for none); returns a vector for each piece."""


def session(network: bytes | Path) -> onnxruntime.InferenceSession:
    """Open a network, to be run on the thread that asks."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = False  # it would keep what the longest message ever took
    source = network if isinstance(network, bytes) else str(network)
    return onnxruntime.InferenceSession(source, options, providers=["CPUExecutionProvider"])


def encoded(cut: Sequence[Sequence[int]], network: Network) -> Vectors:
    """Return the mean of the pieces' vectors for each text, at length 1."""
    rows = list[tuple[int, NDArray[np.float32]]]()
    order = sorted(range(len(cut)), key=lambda one: len(cut[one]))
    for places in _batches(order):
        rows += zip(places, _means([cut[one] for one in places], network), strict=True)
    if not rows:
        return np.zeros((0, 0), np.float32)
    return directions(np.stack([row for _, row in sorted(rows, key=lambda one: one[0])]))


def _batches(order: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(order), _AT_ONCE):
        yield order[start : start + _AT_ONCE]


def _means(cut: Sequence[Sequence[int]], network: Network) -> NDArray[np.float32]:
    longest = max(map(len, cut))
    pieces = np.zeros((len(cut), longest), np.int64)
    mask = np.zeros_like(pieces)
    for row, its in enumerate(cut):
        pieces[row, : len(its)] = its
        mask[row, : len(its)] = 1
    told = network(pieces, mask) * mask[..., None]
    means: NDArray[np.float32] = (told.sum(1) / mask.sum(1, keepdims=True)).astype(np.float32)
    return means
