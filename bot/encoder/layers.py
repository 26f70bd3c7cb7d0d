"""The layers of a BERT as a network that onnxruntime can run."""

import numpy as np

from bot.encoder.graph import Graph
from bot.encoder.weights import BLOCK, Weights

_IN_BYTES = 4
"""The level of accuracy at which onnxruntime multiplies whole numbers: twice as fast."""


def network(model: Weights) -> bytes:
    """Return the network: tokens' vectors (``seen``) and ``mask`` in, ``told`` out."""
    graph = Graph()
    told = "seen"
    for number in range(model.sizes.layers):
        told = _Layer(graph, model, number).added(told)
    width = str(model.sizes.width)
    return graph.written({"seen": ("batch", "token", width)}, "mask", told)


def result_of(model: Weights) -> str:
    """Return the name of the network's output."""
    return f"l{model.sizes.layers - 1}.out"


class _Layer:
    """One of the layers: what each token takes from the others, then what it makes of it."""

    def __init__(self, graph: Graph, model: Weights, number: int) -> None:
        self._graph, self._model, self._name = graph, model, f"l{number}"

    def added(self, seen: str) -> str:
        name, sizes = self._name, self._model.sizes
        asked = [self._multiplied(seen, part) for part in ("q", "k", "v")]
        bias = np.concatenate([self._model.flat(f"{name}.{part}.b") for part in "qkv"])
        heard = self._graph.add(
            "MultiHeadAttention",
            [*asked, self._graph.keep(f"{name}.qkv.b", bias), "mask"],
            f"{name}.heard",
            num_heads=sizes.heads,
        )
        noted = self._summed(self._multiplied(heard, "ao"), seen, "ao", "aln")
        wide = self._multiplied(noted, "fi")
        bent = self._graph.add("BiasGelu", [wide, self._kept("fi.b")], f"{name}.bent")
        return self._summed(self._multiplied(bent, "fo"), noted, "fo", "oln")

    def _kept(self, part: str) -> str:
        return self._graph.keep(f"{self._name}.{part}", self._model.flat(f"{self._name}.{part}"))

    def _multiplied(self, seen: str, part: str) -> str:
        name = f"{self._name}.{part}"
        matrix = self._model.matrix(f"{name}.w")
        rows, blocks, _ = matrix.weights.shape
        weights = self._graph.keep(f"{name}.w", matrix.weights)
        return self._graph.add(
            "MatMulNBits",
            [seen, weights, self._graph.keep(f"{name}.s", matrix.scales)],
            f"{name}.out",
            K=blocks * BLOCK,
            N=rows,
            bits=matrix.bits,
            block_size=BLOCK,
            accuracy_level=_IN_BYTES,
        )

    def _summed(self, new: str, old: str, part: str, norm: str) -> str:
        end = "out" if norm == "oln" else "noted"
        weights = [self._kept(one) for one in (f"{norm}.w", f"{norm}.b", f"{part}.b")]
        return self._graph.add(
            "SkipLayerNormalization",
            [new, old, *weights],
            f"{self._name}.{end}",
            epsilon=self._model.sizes.epsilon,
        )
