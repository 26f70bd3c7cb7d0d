"""Answers to inline queries: articles somebody may choose to send."""

from typing import Any

from practice.call import Call, Handler
from practice.errors import bad_request
from practice.formatting import message_text
from practice.inline_queries import Offer, Query

Json = dict[str, Any]

MOST = 50
"""Results in one answer, https://core.telegram.org/bots/api#answerinlinequery."""
LONGEST_ID = 64
"""Bytes of a result's id."""
CACHED_FOR = 300
"""Seconds, unless the bot says otherwise."""
SHOWN = ("id", "title", "description")


def answer_inline_query(call: Call) -> bool:
    """Carry out answerInlineQuery, up to 30 s after the query.

    Only articles are known, and none with buttons: what was sent inline cannot be edited here.
    """
    results = call.params["results"]
    if len(results) > MOST:
        raise bad_request("RESULTS_TOO_MUCH")
    contents = {_id(result): _content(result) for result in results}
    if len(contents) < len(results):
        raise bad_request("RESULT_ID_DUPLICATE")
    offer = Offer(
        {result["id"]: _shown(result) for result in results},
        contents,
        call.params.get("next_offset", ""),
        _button(call.params.get("button")),
        call.line.clock() + call.params.get("cache_time", CACHED_FOR),
        call.params.get("is_personal", False),
    )
    query = call.line.inline.answer(call.params["inline_query_id"], offer)
    call.line.hub.emit("inline", query.phone, told(query, offer))
    return True


def told(query: Query, offer: Offer) -> Json:
    """Return an offer as the page wants it."""
    return {
        "inline_query_id": query.id,
        "query": query.text,
        "offset": query.offset,
        "results": list(offer.results.values()),
        "next_offset": offer.next_offset,
        "button": offer.button,
    }


def _id(result: Json) -> str:
    name: str = result["id"]
    if not 0 < len(name.encode()) <= LONGEST_ID:
        raise bad_request("RESULT_ID_INVALID")
    return name


def _shown(result: Json) -> Json:
    if not result["title"].strip():
        raise bad_request("Can't parse inline query result: title must be non-empty")
    return {name: result[name] for name in SHOWN if name in result}


def _content(result: Json) -> Json:
    if result.get("reply_markup"):
        raise bad_request("buttons of inline results are not on the practice line")
    content = result["input_message_content"]
    if "message_text" in content:
        return message_text({**content, "text": content["message_text"]})
    if "phone_number" in content:
        return {"contact": content}
    return {"location": content}


def _button(button: Json | None) -> Json | None:
    if button is not None and not button.get("start_parameter"):
        raise bad_request("the practice line knows start_parameter buttons only")
    return button


METHODS: dict[str, Handler] = {"answerInlineQuery": answer_inline_query}
