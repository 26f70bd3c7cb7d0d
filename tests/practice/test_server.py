"""The line as a program: where it listens, how it starts and ends."""

import asyncio
import socket
from pathlib import Path

import aiohttp
import pytest

from practice.server import Running, address, listen
from tests.practice.clients import account, until


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "example.org", ""])  # noqa: S104
def test_only_this_machine_may_be_listened_at(host: str) -> None:
    with pytest.raises(ValueError, match="this machine only"):
        listen(host, 0)


def test_a_taken_port_is_no_obstacle() -> None:
    with listen("127.0.0.1", 0) as first:
        taken = first.getsockname()[1]
        with listen("127.0.0.1", taken) as second:
            assert second.getsockname()[1] != taken


def test_an_address_can_be_opened() -> None:
    with listen("localhost", 0) as listener:
        assert address(listener) == f"http://127.0.0.1:{listener.getsockname()[1]}/"
    if socket.has_dualstack_ipv6():
        with listen("::1", 0) as listener:
            assert address(listener).startswith("http://[::1]:")


async def test_nobody_waits_when_the_line_ends(session: aiohttp.ClientSession) -> None:
    async with Running() as running, asyncio.timeout(5):
        events = await session.get(f"{running.url}line/events")
        asked = session.get(f"{running.url}bot1:a/getUpdates?timeout=50")
        poll = asyncio.ensure_future(asked)
        await until(lambda: running.line.poller.waiting)

    assert (await (await poll).json())["result"] == []
    assert b"retry" in await events.read()


async def test_what_was_said_last_is_kept(tmp_path: Path) -> None:
    async with Running(tmp_path) as running:
        account(running.line).say("hello")
    async with Running(tmp_path) as running:
        assert running.line.phones[101].messages[1]["text"] == "hello"


async def test_a_line_comes_back_at_its_old_port() -> None:
    async with Running() as first:
        port = int(first.url.rstrip("/").rpartition(":")[2])
    async with Running(port=port) as second:
        assert second.url == first.url


async def test_changes_reach_the_disk_while_the_line_lives(tmp_path: Path) -> None:
    async with Running(tmp_path) as running:
        account(running.line).say("hello")
        await until(lambda: bool(running.line.store.load("message")))

        assert running.line.store.load("message")[0]["text"] == "hello"


async def test_the_page_is_told_when_a_bot_comes(
    running: Running, session: aiohttp.ClientSession
) -> None:
    await session.get(f"{running.url}bot1:a/getUpdates")
    running.line.notice_connection()
    (*_, (_, kind, _, content)) = running.line.hub.after(running.line.hub.seq - 1)

    assert (kind, content["bot"]["connected"]) == ("bot", True)
