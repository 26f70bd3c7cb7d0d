"""Reading the size of a picture."""

import pytest

from practice.files import picture_size
from tests.practice.clients import PNG

JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffc0000b080002000301011100ffd9")
GIF = b"GIF89a\x03\x00\x02\x00"
WEBP = b"RIFF\x24\x00\x00\x00WEBP"


@pytest.mark.parametrize(
    ("content", "size"),
    [
        pytest.param(PNG, (1, 1), id="png"),
        pytest.param(JPEG, (3, 2), id="jpeg"),
        pytest.param(GIF, (3, 2), id="gif"),
        pytest.param(WEBP + b"VP8X" + bytes(8) + b"\2\0\0\1\0\0", (3, 2), id="webp, extended"),
        pytest.param(WEBP + b"VP8L" + bytes(5) + b"\2\x40\0\0", (3, 2), id="webp, lossless"),
        pytest.param(WEBP + b"VP8 " + bytes(10) + b"\3\0\2\0", (3, 2), id="webp, lossy"),
        pytest.param(b"%PDF-1.7", None, id="no picture"),
        pytest.param(b"\xff\xd8\xff", None, id="cut short"),
        pytest.param(b"", None, id="nothing"),
    ],
)
def test_reads_the_size(content: bytes, size: tuple[int, int] | None) -> None:
    assert picture_size(content) == size
