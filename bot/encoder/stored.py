"""Keep the vectors of the knowledge base on the disk: reading it takes an encoder seconds.

Only texts of ``knowledge/`` are ever kept, never a message.  Vectors are found by the digest of
their text, so that an edited entry is read again and nothing else is; each set of weights has a
file of its own.
"""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile

import numpy as np

from bot.domain.vectors import Encoder, Vectors, directions

AT_ONCE = 128
"""Texts between two looks at whether to go on; about a second."""


class StoppedError(Exception):
    """The line is being stopped: nobody needs the vectors any more."""


class StoredVectors:
    """Gives the vectors of an encoder, from its file if they are there."""

    def __init__(
        self, encoder: Encoder, folder: Path | None, stopped: Callable[[], bool] = bool
    ) -> None:
        """Use a file in ``folder``; ``None`` keeps nothing. ``stopped`` says when to give up."""
        self._encoder = encoder
        self._stopped = stopped
        self._file = folder / f"vectors-{encoder.name}.npz" if folder else None

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """Return a row for each of ``texts``; from now on exactly these are kept.

        Raises:
            StoppedError: there was much to read, and it is no longer wanted.
        """
        digests = [_digest(text) for text in texts]
        known = self._known()
        missing = {
            digest: text
            for digest, text in zip(digests, texts, strict=True)
            if digest not in known
        }
        if missing:
            known |= self._read(missing)
            self._keep({digest: known[digest] for digest in digests})
        return directions(np.stack([known[digest] for digest in digests]).astype(np.float32))

    def _read(self, missing: dict[bytes, str]) -> dict[bytes, Vectors]:
        """Read texts, those of like length together, for they fill a batch best."""
        ordered = sorted(missing.items(), key=lambda one: len(one[1]))
        found: dict[bytes, Vectors] = {}
        for start in range(0, len(ordered), AT_ONCE):
            if self._stopped():
                raise StoppedError
            some = dict(ordered[start : start + AT_ONCE])
            rows = self._encoder.encode([*some.values()]).astype(np.float16)
            found |= zip(some, rows, strict=True)
        return found

    def _known(self) -> dict[bytes, Vectors]:
        if self._file is None or not self._file.exists():
            return {}
        try:
            with np.load(self._file) as found:
                digests, rows = found["digests"], found["rows"]
        except (OSError, ValueError, KeyError):  # half written or of another form: read anew
            return {}
        return dict(zip((one.tobytes() for one in digests), rows, strict=True))

    def _keep(self, vectors: dict[bytes, Vectors]) -> None:
        """Write the file whole, or leave the old one: two processes may do this at once."""
        if self._file is None:
            return
        rows = np.stack([*vectors.values()])
        digests = np.frombuffer(b"".join(vectors), np.uint8).reshape(len(vectors), -1)
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile(dir=self._file.parent, delete=False) as fresh:
                np.savez(fresh, digests=digests, rows=rows)
            Path(fresh.name).replace(self._file)
        except OSError:  # a disk that is full or cannot be written: next time takes as long
            return


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()[:16]
