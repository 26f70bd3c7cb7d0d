"""Which addresses links and buttons may have."""

import pytest

from practice.links import complaint


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "example.org/a",
        "tg://user?id=5",
        "http://[::1]:80/",
        "t.me/x?start=1",
    ],
)
def test_takes(url: str) -> None:
    assert complaint(url) is None


@pytest.mark.parametrize(
    ("url", "wrong"),
    [
        ("", "URL host is empty"),
        ("ftp://example.org", "Unsupported URL protocol"),
        ("tel:+15550100", "Unsupported URL protocol"),
        ("http://localhost/", "Wrong HTTP URL"),
        ("nonsense", "Wrong HTTP URL"),
        ("http://[", "Wrong HTTP URL"),
    ],
)
def test_complains(url: str, wrong: str) -> None:
    assert complaint(url) == wrong
