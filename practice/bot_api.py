"""The Bot API over HTTP: ``/bot<token>/<method>`` and ``/file/bot<token>/<path>``.

The methods known here: getMe, logOut, close; getUpdates, setWebhook, deleteWebhook,
getWebhookInfo; sendMessage, sendPhoto, sendAudio, sendDocument, sendVideo, sendAnimation,
sendVoice, sendVideoNote, sendSticker, sendMediaGroup, sendLocation, sendVenue, sendContact,
sendDice, sendChatAction; copyMessage, copyMessages, forwardMessage, forwardMessages;
editMessageText, editMessageCaption, editMessageMedia, editMessageReplyMarkup; deleteMessage,
deleteMessages; pinChatMessage, unpinChatMessage, unpinAllChatMessages; setMessageReaction;
answerCallbackQuery, answerInlineQuery; getFile, getChat, getChatMember, getUserProfilePhotos;
setMyCommands, getMyCommands, deleteMyCommands; setMyName, setMyDescription,
setMyShortDescription and their get...; setChatMenuButton, getChatMenuButton.  A few more are not
known: 404.

Where it is stricter than Telegram, on purpose: unknown parameters and fields are refused, a
button with two actions and an album of one are, too; inline results are articles without
buttons.  Where it is kinder: a webhook may be plain http on this machine, and may be set as often
as one likes; polling without a timeout is never slowed down.
"""

import asyncio
import json
from collections.abc import Mapping
from typing import Any

from practice import asgi, forms
from practice.asgi import Head, Receive, Scope, Send
from practice.call import Call, Encoded, Handler, Worded
from practice.errors import Refusal
from practice.faults import Fate
from practice.files import DOWNLOAD, Upload
from practice.line import Line
from practice.methods import copying, editing, inline, knowing, media, receiving, sending
from practice.spec import Method, Spec, load

Json = dict[str, Any]

HANDLERS: Mapping[str, Handler] = {
    name.lower(): handler
    for family in (sending, media, copying, editing, receiving, inline, knowing)
    for name, handler in family.METHODS.items()
}
GET_UPDATES = "getupdates"
UNSEEN = frozenset({GET_UPDATES})
"""Methods the journal leaves out while they succeed: polls would push out all the rest."""


class BotApi:
    """An ASGI application for one line."""

    def __init__(self, line: Line, spec: Spec | None = None) -> None:
        """Answer for ``line``."""
        self._line = line
        self._methods = (spec or load()).methods

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request whose path begins with ``/bot`` or ``/file/bot``."""
        head = asgi.head(scope)
        if not head.is_local:
            await asgi.answer_json(send, 403, Refusal(403, "loopback only").body())
            return
        path: str = scope["path"]
        if path.startswith("/file/"):
            await self._send_file(path.removeprefix("/file/bot"), send)
            return
        token, _, name = path.removeprefix("/bot").partition("/")
        try:
            method = self._admit(token, name)
            body = await asgi.read_body(receive)
        except asgi.GoneError:
            return
        except asgi.TooLongError:
            await asgi.answer_json(send, 413, Refusal(413).body())
        except Refusal as refusal:
            await asgi.answer_json(send, refusal.status, refusal.body())
        else:
            await self._serve(_Wire(scope, receive, send), method, head, body)

    def _admit(self, token: str, name: str) -> Method:
        known = self._line.profile.token_hash
        admitted = self._line.profile.admits(token)
        if admitted is None:
            raise Refusal(404)
        if not admitted:
            raise Refusal(401)
        if known is None:
            self._line.bot_changed()
        method = self._methods.get(name.lower())
        if method is None:
            raise Refusal(404, "method not found")
        return method

    async def _serve(self, wire: "_Wire", method: Method, head: Head, body: bytes) -> None:
        raw: Json = {}
        try:
            query = wire.scope["query_string"].decode("latin-1")
            raw, files = forms.read(query, head.content_type, body)
            fate = self._line.faults.fate(method.name, _number(raw.get("chat_id")))
            if fate.delay:
                await asyncio.sleep(fate.delay)
            if fate.drop == "before":
                self._note(
                    method, raw, (0, "the connection was cut before anything was done", None)
                )
                await wire.hang_up()
                return
            status, answer, result_id = await self._carry_out(method, raw, files, fate)
        except Refusal as refusal:
            fate = Fate()
            status, answer, result_id = refusal.status, _encode(refusal.body()), None
            self._note(method, raw, (status, refusal.description, None))
        else:
            if method.name.lower() not in UNSEEN:
                self._note(method, raw, (status, None, result_id))
        if fate.drop == "after":
            await wire.hang_up()
        else:
            await asgi.answer(wire.send, status, answer)

    def _note(
        self, method: Method, raw: Json, outcome: tuple[int, str | None, int | None]
    ) -> None:
        self._line.journal.note(self._line.clock(), method.name, raw, outcome)

    async def _carry_out(
        self, method: Method, raw: Json, files: Mapping[str, Upload], fate: Fate
    ) -> tuple[int, bytes, int | None]:
        params = method.check(raw, files)
        if fate.refusal is not None:
            raise fate.refusal
        call = Call(self._line, method.name, params, files)
        name = method.name.lower()
        if name == GET_UPDATES:
            result: Any = await receiving.get_updates(call)
        else:
            result = HANDLERS[name](call)
        message_id = result.get("message_id") if isinstance(result, dict) else None
        return 200, _answer(result), message_id

    def perform(self, content_type: str, body: bytes) -> None:
        """Carry out a request that came as the answer to a webhook delivery.

        Nobody is told how it ends, as at Telegram; the journal is.
        """
        try:
            raw, files = forms.read("", content_type, body)
        except Refusal:
            return
        method = self._methods.get(str(raw.pop("method", "")).lower())
        if method is None or method.name.lower() == GET_UPDATES:
            return
        try:
            call = Call(self._line, method.name, method.check(raw, files), files)
            HANDLERS[method.name.lower()](call)
        except Refusal as refusal:
            self._note(method, raw, (refusal.status, refusal.description, None))
        else:
            self._note(method, raw, (200, None, None))

    async def _send_file(self, path: str, send: Send) -> None:
        token, _, rest = path.partition("/")
        file = self._line.files.at(rest) if self._line.profile.admits(token) else None
        if file is None or file.size > DOWNLOAD:
            await asgi.answer_json(send, 404, Refusal(404).body())
            return
        content = self._line.files.content(file)
        await asgi.answer(send, 200, content, b"application/octet-stream")


class _Wire:
    """A connection: what came, and the two ways to end it."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.scope = scope
        self.send = send
        self._receive = receive

    async def hang_up(self) -> None:
        await asgi.hang_up(self.scope, self._receive)


def _answer(result: Any) -> bytes:
    if isinstance(result, Encoded):
        return f'{{"ok":true,"result":{result.text}}}'.encode()
    if isinstance(result, Worded):
        return _encode({"ok": True, "result": result.result, "description": result.description})
    return _encode({"ok": True, "result": result})


_encode_text = json.JSONEncoder(separators=(",", ":")).encode


def _encode(content: Json) -> bytes:
    return _encode_text(content).encode()


def _number(chat_id: Any) -> Any:
    """Return a chat id as the faults' rules write it."""
    text = str(chat_id)
    return int(text) if text.removeprefix("-").isdecimal() else chat_id
