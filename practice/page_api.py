"""What the page asks and does: ``/line/...``, JSON in and out.

Every error is ``{"error": "a sentence"}``.  A request that changes something needs the header
``X-Practice: 1``, which a foreign page cannot send, and every request needs a loopback Host.
"""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from practice import page_files, page_phones
from practice.composing import CannotError
from practice.line import Line
from practice.page_request import Table, guarded, read_object
from practice.people import Account
from practice.phone import HIGHEST_ID, Phone

MOST_LOADED = 100_000


def routes(line: Line) -> list[Route]:
    """Return all routes of the page API for ``line``."""
    return [
        Route(path, guarded(line, endpoint), methods=[method])
        for method, path, endpoint in [*TABLE, *page_files.TABLE, *page_phones.TABLE]
    ]


async def state(line: Line, _request: Request) -> Response:
    """Return everything a page needs to begin."""
    phones = [line.summary(phone) | {"messages": phone.shown()} for phone in line.phones.values()]
    return JSONResponse(
        {
            "seq": line.hub.seq,
            "bot": line.bot_state(),
            "commands": line.profile.menu(None, ""),
            "phones": phones,
            "faults": line.faults.settings,
        }
    )


async def events(line: Line, request: Request) -> Response:
    """Stream what happens after ``Last-Event-ID``, or else ``after``."""
    asked = request.headers.get("last-event-id") or request.query_params.get("after", "")
    after = int(asked) if asked.isdecimal() else None
    headers = {"Cache-Control": "no-store"}
    stream = line.hub.stream(after)
    return StreamingResponse(stream, media_type="text/event-stream", headers=headers)


async def get_faults(line: Line, _request: Request) -> Response:
    """Return which faults are on."""
    return JSONResponse(line.faults.settings)


async def put_faults(line: Line, request: Request) -> Response:
    """Set all faults at once."""
    try:
        settings = line.faults.set(await read_object(request))
    except ValueError as error:
        raise CannotError(str(error)) from None
    line.hub.emit("faults", None, {"faults": settings})
    return JSONResponse(settings)


async def journal(line: Line, request: Request) -> Response:
    """Return requests of the bot after number ``after``, or else the newest; oldest first."""
    query = request.query_params
    after, limit = query.get("after", "0"), query.get("limit", "100")
    if not (after.isdecimal() and limit.isdecimal()):
        raise CannotError("after and limit must be whole numbers.")
    if "after" not in query:
        return JSONResponse(line.journal.newest(int(limit)))
    return JSONResponse(line.journal.read(int(after), int(limit)))


async def raw(line: Line, request: Request) -> Response:
    """Queue an update as it is, for bots that must bear what they cannot read.

    Takes ``{"update": {...}}`` without an ``update_id``, which is returned.
    """
    update = (await read_object(request)).get("update")
    if not isinstance(update, dict) or not update or "update_id" in update:
        raise CannotError("update must be an object with one field, and no update_id.")
    return JSONResponse({"update_id": line.queue.add_raw(update)})


async def load(line: Line, request: Request) -> Response:
    """Send many texts at once: for measuring bots, not for people.

    Takes ``{"phone": id, "texts": [...]}`` or ``{"items": [[id, text], ...]}``; an id nobody has
    becomes a new phone.
    """
    body = await read_object(request)
    items = body.get("items") or [[body.get("phone"), text] for text in body.get("texts", [])]
    if not isinstance(items, list) or len(items) > MOST_LOADED:
        raise CannotError(f"items must be a list of up to {MOST_LOADED} pairs.")
    for item in items:
        match item:
            case [int(phone_id), str(text)] if 0 < phone_id <= HIGHEST_ID:
                _loaded(line, phone_id).say(text)
            case _:
                raise CannotError("An item is a phone's id and a text.")
    return JSONResponse({"sent": len(items)})


def _loaded(line: Line, phone_id: int) -> Account:
    phone = line.phones.get(phone_id)
    if phone is None:
        phone = line.add_phone(Phone(phone_id, f"Load {phone_id}", role="load"))
    return Account(line, phone)


TABLE: Table = [
    ("GET", "/line/state", state),
    ("GET", "/line/events", events),
    ("GET", "/line/faults", get_faults),
    ("PUT", "/line/faults", put_faults),
    ("GET", "/line/journal", journal),
    ("POST", "/line/load", load),
    ("POST", "/line/raw", raw),
]
