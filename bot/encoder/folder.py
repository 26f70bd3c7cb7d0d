"""An encoder of one's own: a folder with ``model.onnx`` and ``tokenizer.json``.

That is how sentence encoders are commonly published for onnxruntime.  ``encoder.json`` may say
more: ``prefix`` (put before each text), ``pooling`` (``mean`` or ``first``), ``longest`` (pieces).
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.domain.vectors import Vectors
from bot.encoder.finding import sha256_of
from bot.encoder.running import LONGEST, Numbers, encoded, session


class FolderEncoder:
    """Implements ``Encoder`` with whatever model lies in a folder."""

    role = "own"

    def __init__(self, folder: Path) -> None:
        """Open the model.

        Raises:
            ImportError: the package ``tokenizers`` is missing.
            OSError: a file is missing.
            ValueError: a file is of another form.
        """
        from tokenizers import Tokenizer  # noqa: PLC0415  # only those need it who bring a model

        said: dict[str, Any] = {}
        if (folder / "encoder.json").exists():
            said = json.loads((folder / "encoder.json").read_text(encoding="utf-8"))
        self.name = f"own-{sha256_of(folder / 'model.onnx')[:8]}"
        self._prefix = str(said.get("prefix", ""))
        self._first = said.get("pooling", "mean") == "first"
        self._cut = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._cut.no_padding()
        self._cut.enable_truncation(int(said.get("longest", LONGEST)))
        self._session = session(folder / "model.onnx")
        self._takes = {one.name for one in self._session.get_inputs()}

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return a row for each of ``texts``."""
        return encoded([self._cut.encode(self._prefix + text).ids for text in texts], self._run)

    def _run(self, pieces: Numbers, mask: Numbers) -> NDArray[np.float32]:
        given = {
            "input_ids": pieces,
            "attention_mask": mask,
            "token_type_ids": np.zeros_like(pieces),
        }
        wanted = {name: values for name, values in given.items() if name in self._takes}
        told: NDArray[np.float32] = self._session.run(None, wanted)[0]
        if told.ndim == 2:  # the model pools by itself
            told = np.repeat(told[:, None, :], pieces.shape[1], axis=1)
        elif self._first:
            told = np.repeat(told[:, :1, :], pieces.shape[1], axis=1)
        return told
