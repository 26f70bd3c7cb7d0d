"""Whatever a bot sends, it gets an answer of Telegram's kind, and the line goes on."""

import asyncio
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from practice.line import Line
from tests.practice.clients import SPEC, Answer, Bot, account

METHODS = sorted(set(SPEC.methods) - {"getupdates"})
ANSWERS = {200, 400, 403}

SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20),
    st.sampled_from([101, "101", 1, 2, "<b>x</b>", "HTML", "MarkdownV2", "*x*", "photo", "emoji"]),
)  # fmt: skip
FIELDS = sorted(
    {"type", "text", "callback_data", "url", "inline_keyboard", "keyboard", "offset", "length",
     "message_id", "media", "emoji", "user", "id", "chat_id", "caption", "command", "description",
     "remove_keyboard", "force_reply", "copy_text"}
)  # fmt: skip
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELDS), inner, max_size=4)
    ),
    max_leaves=8,
)


@st.composite
def requests(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """Return a method and parameters it knows, with values it may not."""
    method = draw(st.sampled_from(METHODS))
    names = sorted(SPEC.methods[method].parameters)
    params = draw(st.dictionaries(st.sampled_from(names), VALUES)) if names else {}
    likely = {name: 101 for name in ("chat_id", "from_chat_id") if name in names}
    return method, likely | params


async def ask(method: str, params: dict[str, Any]) -> tuple[Answer, Answer]:
    line = Line()
    bot = Bot(line)
    account(line).say("/start")
    await bot("sendMessage", chat_id=101, text="mine")
    answer = await bot(method, **params)
    return answer, await bot("sendMessage", chat_id=101, text="still here")


@given(requests())
@settings(max_examples=200, deadline=None)
def test_any_request_is_answered(request_: tuple[str, dict[str, Any]]) -> None:
    answer, after = asyncio.run(ask(*request_))

    assert answer.status in ANSWERS
    assert answer.body["ok"] is (answer.status == 200)
    assert after.status == 200
