"""Write a network down in the one form that onnxruntime reads.

A model file is a protocol-buffer message; the few parts that we need are written by hand, because
the library for it is ten times the size of everything here.  Field numbers are those of
``onnx.proto`` (version 3).
"""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32] | NDArray[np.uint8]

_IR_VERSION = 8
_OPSET = 17
_MICROSOFT = "com.microsoft"
"""The domain of onnxruntime's own operators."""
_FLOAT, _UINT8, _INT32 = 1, 2, 6
_TYPES = {np.dtype(np.float32): _FLOAT, np.dtype(np.uint8): _UINT8}


@dataclass(slots=True)
class Graph:
    """A network under construction: nodes in the order in which they are computed."""

    _nodes: list[bytes] = field(default_factory=list)
    _weights: list[bytes | memoryview] = field(default_factory=list)

    def keep(self, name: str, values: Array) -> str:
        """Keep ``values`` as the weight ``name``; return the name."""
        head = b"".join(_varint(1, size) for size in values.shape)
        head += _varint(2, _TYPES[values.dtype]) + _bytes(8, name.encode())
        head += _key(9, 2) + _number(values.nbytes)
        size = len(head) + values.nbytes
        self._weights += (_key(5, 2) + _number(size) + head, np.ascontiguousarray(values).data)
        return name

    def add(self, kind: str, inputs: Sequence[str], output: str, **settings: int | float) -> str:
        """Compute ``output`` with an operator of onnxruntime's own; return the name."""
        node = b"".join(_bytes(1, name.encode()) for name in inputs)
        node += _bytes(2, output.encode()) + _bytes(4, kind.encode())
        node += b"".join(_bytes(5, _setting(*one)) for one in settings.items())
        self._nodes.append(_bytes(1, node + _bytes(7, _MICROSOFT.encode())))
        return output

    def written(self, numbers: Mapping[str, Sequence[str]], mask: str, result: str) -> bytes:
        """Return the model.

        Args:
            numbers: the inputs of floats and the names or sizes of their dimensions.
            mask: the input of whole numbers, 1 for a token and 0 for none.
            result: the output of floats, batch by token by width.
        """
        ends = [_bytes(11, _value(name, _FLOAT, its)) for name, its in numbers.items()]
        ends.append(_bytes(11, _value(mask, _INT32, ("batch", "token"))))
        ends.append(_bytes(12, _value(result, _FLOAT, ("batch", "token", "width"))))
        parts = [*self._nodes, _bytes(2, b"encoder"), *self._weights, *ends]
        size = sum(memoryview(one).nbytes for one in parts)
        opsets = _bytes(8, _varint(2, _OPSET))
        opsets += _bytes(8, _bytes(1, _MICROSOFT.encode()) + _varint(2, 1))
        head = _varint(1, _IR_VERSION) + opsets + _key(7, 2) + _number(size)
        return b"".join([head, *parts])  # once: it is several megabytes


def _setting(name: str, value: float) -> bytes:
    head = _bytes(1, name.encode())
    if isinstance(value, int):
        return head + _varint(3, value) + _varint(20, 2)
    return head + _key(2, 5) + struct.pack("<f", value) + _varint(20, 1)


def _value(name: str, kind: int, dimensions: Sequence[str]) -> bytes:
    shape = b"".join(_bytes(1, _bytes(2, one.encode())) for one in dimensions)
    tensor = _varint(1, kind) + _bytes(2, shape)
    return _bytes(1, name.encode()) + _bytes(2, _bytes(1, tensor))


def _bytes(number: int, content: bytes) -> bytes:
    return _key(number, 2) + _number(len(content)) + content


def _varint(number: int, value: int) -> bytes:
    return _key(number, 0) + _number(value)


def _key(number: int, wire: int) -> bytes:
    return _number(number << 3 | wire)


def _number(value: int) -> bytes:
    """Seven bits a byte, the lowest first; the eighth says that more follow."""
    found = bytearray()
    while value > 0x7F:
        found.append(value & 0x7F | 0x80)
        value >>= 7
    found.append(value)
    return bytes(found)
