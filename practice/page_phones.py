"""What the page does with one phone: everything an account can do."""

from pathlib import PurePath

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from practice import typing_ahead
from practice.composing import CannotError, Json
from practice.files import PREFIXES, Upload
from practice.line import Line
from practice.page_request import Table, account_of, integer_in, read_object, text_in
from practice.people import Account
from practice.phone import HIGHEST_ID, Phone

FIRST_ID = 106
PROFILE = {
    "first_name": 64, "last_name": 64, "username": 32, "language_code": 2, "phone_number": 20,
    "role": 32,
}  # fmt: skip
"""What a new phone may be given, and how long it may be."""


async def new_phone(line: Line, request: Request) -> Response:
    """Add an account; ``id`` may be chosen, above 2**31, too."""
    body = await read_object(request)
    given = {name: body[name] for name in PROFILE if body.get(name) is not None}
    for name, value in given.items():
        if not isinstance(value, str) or not 0 < len(value.strip()) <= PROFILE[name]:
            raise CannotError(f"{name} must be a text of 1 to {PROFILE[name]} characters.")
    if "first_name" not in given:
        raise CannotError("A phone needs a first_name.")
    phone_id = integer_in(body, "id") if body.get("id") is not None else _free_id(line)
    if not 0 < phone_id <= HIGHEST_ID or phone_id in line.phones:
        raise CannotError("This id is taken, or no account can have it.", 409)
    given.setdefault("phone_number", f"+1212555{phone_id % 10_000:04}")
    phone = line.add_phone(Phone(phone_id, started=body.get("started") is True, **given))
    return JSONResponse(line.summary(phone) | {"messages": []})


def _free_id(line: Line) -> int:
    return max([FIRST_ID - 1, *(phone for phone in line.phones if phone < 2**31)]) + 1


async def remove_phone(line: Line, request: Request) -> Response:
    """Take a phone off the line."""
    line.remove_phone(account_of(line, request).phone)
    return JSONResponse({})


async def send(line: Line, request: Request) -> Response:
    """Send a text, a contact, a location, a sticker or a forward, as a reply if it is one."""
    body = await read_object(request)
    account = _answering(account_of(line, request), body)
    match body:
        case {"text": str(text)}:
            message = account.say(text, body.get("entities"))
        case {"contact": dict(contact)}:
            message = account.share_contact(contact)
        case {"location": dict(location)}:
            message = account.share_location(location)
        case {"sticker": str(emoji)} if emoji:
            message = account.send_sticker(emoji)
        case {"forward": dict(forward)}:
            message = _forward(line, account, forward)
        case {"inline": {"inline_query_id": str(query), "result_id": str(result)}}:
            message = typing_ahead.choose(account, query, result)
        case _:
            raise CannotError(
                "A message is a text, contact, location, sticker, forward or inline result."
            )
    return JSONResponse(message)


def _forward(line: Line, account: Account, forward: Json) -> Json:
    match forward:
        case {"from_phone": int(source), "message_id": int(message_id)}:
            other = line.phones.get(source)
            if other is None:
                raise CannotError("There is no such phone.", 404)
            return account.forward(other, message_id)
        case {"name": str(name), "text": str(text)}:
            return account.pass_on(name, text)
        case _:
            raise CannotError("A forward has from_phone and message_id, or a name and a text.")


def _answering(account: Account, body: Json) -> Account:
    if not body.get("reply_to"):
        return account
    quote = text_in(body, "quote") if body.get("quote") else None
    return account.answering(integer_in(body, "reply_to"), quote)


async def send_file(line: Line, request: Request) -> Response:
    """Send a file from a form."""
    account = account_of(line, request)
    kind, upload, told = await _form(request)
    try:
        message = account.send_file(kind, upload, told)
    except (ValueError, OverflowError):
        raise CannotError("duration, width, height and reply_to must be numbers.") from None
    return JSONResponse(message)


async def swap_file(line: Line, request: Request) -> Response:
    """Replace the file of a message by one from a form."""
    account = account_of(line, request)
    kind, upload, told = await _form(request)
    try:
        message = account.swap_file(request.path_params["message"], kind, upload, told)
    except (ValueError, OverflowError):
        raise CannotError("duration, width and height must be numbers.") from None
    return JSONResponse(message)


async def _form(request: Request) -> tuple[str, Upload, dict[str, str]]:
    """Return the kind of a file, the file, and what else is told of it."""
    async with request.form() as form:
        upload, kind = form.get("file"), form.get("kind")
        if not isinstance(upload, UploadFile) or kind not in PREFIXES.keys() - {"sticker"}:
            raise CannotError("A form needs a file and its kind.")
        name = PurePath(upload.filename or "file").name
        mime = (upload.content_type or "").partition(";")[0]
        content = Upload(name, mime, await upload.read())
        told = {key: value for key, value in form.items() if isinstance(value, str)}
    return str(kind), content, told


async def edit(line: Line, request: Request) -> Response:
    """Change the words of a message."""
    account, body = account_of(line, request), await read_object(request)
    key = "caption" if "caption" in body else "text"
    entities = body.get("caption_entities", body.get("entities"))
    edited = account.edit(request.path_params["message"], text_in(body, key), entities)
    return JSONResponse(edited)


async def delete(line: Line, request: Request) -> Response:
    """Delete a message."""
    account_of(line, request).delete(request.path_params["message"])
    return JSONResponse({})


async def press(line: Line, request: Request) -> Response:
    """Press an inline button."""
    account, body = account_of(line, request), await read_object(request)
    place = [integer_in(body, name) for name in ("message_id", "row", "column")]
    return JSONResponse({"callback_query_id": account.press(*place)})


async def react(line: Line, request: Request) -> Response:
    """Set or take back a reaction."""
    account, body = account_of(line, request), await read_object(request)
    emoji = text_in(body, "emoji") if body.get("emoji") is not None else None
    account.react(integer_in(body, "message_id"), emoji)
    return JSONResponse({})


async def block(line: Line, request: Request) -> Response:
    """Block or unblock the bot."""
    account, body = account_of(line, request), await read_object(request)
    if not isinstance(body.get("blocked"), bool):
        raise CannotError("blocked must be true or false.")
    account.block(blocked=body["blocked"])
    return JSONResponse({})


async def vanish(line: Line, request: Request) -> Response:
    """Delete the account."""
    account_of(line, request).vanish()
    return JSONResponse({})


async def inline(line: Line, request: Request) -> Response:
    """Type a query after the bot's name; what it offers comes as an event."""
    account, body = account_of(line, request), await read_object(request)
    offset = text_in(body, "offset") if body.get("offset") else ""
    query = typing_ahead.ask(account, text_in(body, "query"), offset)
    return JSONResponse({"inline_query_id": query.id})


async def read(line: Line, request: Request) -> Response:
    """Have read all."""
    account_of(line, request).read()
    return JSONResponse({})


TABLE: Table = [
    ("POST", "/line/phones", new_phone),
    ("DELETE", "/line/phones/{phone:int}", remove_phone),
    ("POST", "/line/phones/{phone:int}/messages", send),
    ("POST", "/line/phones/{phone:int}/files", send_file),
    ("PATCH", "/line/phones/{phone:int}/messages/{message:int}", edit),
    ("DELETE", "/line/phones/{phone:int}/messages/{message:int}", delete),
    ("POST", "/line/phones/{phone:int}/messages/{message:int}/file", swap_file),
    ("POST", "/line/phones/{phone:int}/press", press),
    ("POST", "/line/phones/{phone:int}/inline", inline),
    ("POST", "/line/phones/{phone:int}/vanish", vanish),
    ("POST", "/line/phones/{phone:int}/react", react),
    ("POST", "/line/phones/{phone:int}/block", block),
    ("POST", "/line/phones/{phone:int}/read", read),
]
