"""HTTP below python-telegram-bot, against real sockets."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from telegram import InputFile
from telegram.error import NetworkError
from telegram.request import RequestData

from bot.tg.client import TelegramClient
from bot.tg.transport import AiohttpRequest, AnswerLostError, NotTakenError

Answer = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
OK = json.dumps({"ok": True, "result": {"message_id": 5}}).encode()


@asynccontextmanager
async def serve(answer: Answer) -> AsyncIterator[str]:
    async def one(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await answer(reader, writer)
        writer.close()

    server = await asyncio.start_server(one, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        yield f"http://127.0.0.1:{port}"


class Recorder:
    """Answers every request and keeps what was asked."""

    asked = b""

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        length = next(
            (int(line.split(b":")[1]) for line in head.lower().split(b"\r\n")
             if line.startswith(b"content-length")), 0)  # fmt: skip
        self.asked = head + await reader.readexactly(length)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(OK), OK))
        await writer.drain()


async def hang_up(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")


async def stay_silent(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
    await reader.read()


@pytest.fixture
async def request_() -> AsyncIterator[AiohttpRequest]:
    request = AiohttpRequest(read_timeout=5)
    await request.initialize()
    yield request
    await request.shutdown()


async def test_a_call_goes_out_as_json_and_its_result_comes_back(
    request_: AiohttpRequest,
) -> None:
    recorder = Recorder()
    async with serve(recorder) as url:
        client = TelegramClient("1:token", base_url=f"{url}/bot", request=request_)
        result = await client.make("sendMessage", {"chat_id": 7, "reply_markup": {"a": [1]}})

    assert result == {"message_id": 5}
    assert recorder.asked.endswith(b'{"chat_id": 7, "reply_markup": {"a": [1]}}')


async def test_a_file_goes_out_as_a_form(request_: AiohttpRequest) -> None:
    recorder = Recorder()
    async with serve(recorder) as url:
        client = TelegramClient("1:token", base_url=f"{url}/bot", request=request_)
        photo = InputFile(b"picture", filename="p.png")
        await client.make("sendPhoto", {"chat_id": 7, "photo": photo})

    assert b"multipart/form-data" in recorder.asked
    assert b"picture" in recorder.asked


async def test_a_refused_connection_was_surely_not_taken(request_: AiohttpRequest) -> None:
    with pytest.raises(NotTakenError):
        await request_.do_request("http://127.0.0.1:1/", "POST", RequestData([]))


async def test_a_dropped_connection_may_have_been_taken(request_: AiohttpRequest) -> None:
    async with serve(hang_up) as url:
        with pytest.raises(AnswerLostError):
            await request_.do_request(url, "POST", RequestData([]))


async def test_silence_may_mean_that_it_was_taken(request_: AiohttpRequest) -> None:
    async with serve(stay_silent) as url:
        with pytest.raises(AnswerLostError):
            await request_.do_request(url, "POST", RequestData([]), read_timeout=0.05)


async def test_no_error_repeats_the_address_for_the_token_is_in_it(
    request_: AiohttpRequest,
) -> None:
    with pytest.raises(NetworkError) as caught:
        await request_.do_request("http://127.0.0.1:1/bot1:token/getMe", "POST")

    assert "token" not in f"{caught.value!r}{caught.value.__cause__!r}"
    assert caught.value.__suppress_context__


async def test_a_closed_pool_takes_nothing() -> None:
    with pytest.raises(NotTakenError, match="closed"):
        await AiohttpRequest().do_request("http://127.0.0.1:1/", "POST")
