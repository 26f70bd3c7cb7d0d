"""Inline mode at a phone: typing after the bot's name, and choosing what it offers."""

from practice.composing import CannotError, Json
from practice.inline_queries import Query
from practice.methods.inline import told
from practice.people import Account
from practice.utf16 import length

LONGEST_QUERY = 256
"""UTF-16 units, https://core.telegram.org/bots/api#inlinequery."""


def ask(account: Account, text: str, offset: str = "") -> Query:
    """Tell the bot what was typed; an answer it gave before is shown again without it."""
    if length(text) > LONGEST_QUERY:
        raise CannotError(f"An inline query has at most {LONGEST_QUERY} characters.")
    line, phone = account.line, account.phone
    query, known = line.inline.ask(phone.id, text, offset)
    if known is not None:
        line.hub.emit("inline", phone.id, told(query, known))
        return query
    update = {
        "id": query.id,
        "from": phone.user,
        "query": text,
        "offset": offset,
        "chat_type": "sender",
    }
    line.queue.add("inline_query", phone.id, update)
    return query


def choose(account: Account, query_id: str, result_id: str) -> Json:
    """Send a result as this person; the bot gets it as a message sent by way of itself.

    It hears nothing else of the choice: feedback would have to be turned on in BotFather.
    """
    content = account.line.inline.content(query_id, result_id)
    if content is None:
        raise CannotError("This is not offered any more.", 404)
    return account.send({"via_bot": account.line.profile.user, **content})
