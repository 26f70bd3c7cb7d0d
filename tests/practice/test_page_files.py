"""Files for the page: shown, saved, in parts."""

import pytest

from practice.files import Upload
from practice.server import Running
from tests.practice.clients import PNG, Page, account


@pytest.mark.parametrize(
    ("name", "kind", "shown"),
    [
        ("a.png", "image/png", True),
        ("a.html", "text/html", False),
        ("a.svg", "image/svg+xml", False),
    ],
)
async def test_files_are_shown_only_if_they_cannot_run(
    page: Page, running: Running, name: str, kind: str, *, shown: bool
) -> None:
    sent = account(running.line).send_file("document", Upload(name, kind, PNG), {})
    address = f"{page.url}line/file/{sent['document']['file_id']}"
    async with page.session.get(address) as response:
        assert await response.read() == PNG
        assert ("Content-Disposition" not in response.headers) is shown
        assert response.headers["Content-Security-Policy"] == "sandbox"


async def test_an_unknown_file_is_not_there(page: Page) -> None:
    assert (await page("GET", "file/x")).body == {"error": "There is no such file."}


@pytest.mark.usefixtures("running")
@pytest.mark.parametrize(
    ("asked", "content", "said"),
    [
        ("bytes=2-3", b"cd", "bytes 2-3/6"),
        ("bytes=4-", b"ef", "bytes 4-5/6"),
        ("bytes=-2", b"ef", "bytes 4-5/6"),
        ("bytes=4-99", b"ef", "bytes 4-5/6"),
        ("bytes=9-", b"abcdef", None),
        ("bytes=-", b"abcdef", None),
        ("lines=1-2", b"abcdef", None),
    ],
)
async def test_a_player_may_jump(
    page: Page, running: Running, asked: str, content: bytes, said: str | None
) -> None:
    sent = account(running.line).send_file("voice", Upload("a.oga", "audio/ogg", b"abcdef"), {})
    address = f"{page.url}line/file/{sent['voice']['file_id']}"
    async with page.session.get(address, headers={"Range": asked}) as response:
        assert (response.status, await response.read()) == (206 if said else 200, content)
        assert response.headers.get("Content-Range") == said
