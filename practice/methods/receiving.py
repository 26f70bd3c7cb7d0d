"""How the bot gets its updates, and its answers to presses of buttons."""

import re
from typing import Any
from urllib.parse import urlsplit

from practice.call import Call, Encoded, Handler, Worded
from practice.errors import Refusal, bad_request
from practice.polling import BY_WEBHOOK, MOST
from practice.utf16 import length

Json = dict[str, Any]

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
SECRET = re.compile(r"[A-Za-z0-9_-]*")
ANSWER = 200
"""UTF-16 units an answer to a press may have."""
KINDS = frozenset(
    {"message", "edited_message", "channel_post", "edited_channel_post", "business_connection",
     "business_message", "edited_business_message", "deleted_business_messages",
     "guest_message", "message_reaction", "message_reaction_count", "inline_query",
     "chosen_inline_result", "callback_query", "shipping_query", "pre_checkout_query",
     "purchased_paid_media", "poll", "poll_answer", "my_chat_member", "chat_member",
     "chat_join_request", "chat_boost", "removed_chat_boost", "managed_bot"}
)  # fmt: skip


async def get_updates(call: Call) -> Encoded:
    """Carry out getUpdates.

    Raises:
        Refusal: 409, there is a webhook, or somebody else polls now.
    """
    if call.line.webhook.url:
        raise Refusal(
            409,
            "can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first",
        )
    _allow(call)
    params = call.params
    updates = await call.line.poller.poll(
        params.get("offset", 0), params.get("limit", MOST), params.get("timeout", 0)
    )
    return Encoded(f"[{','.join(update.body for update in updates)}]")


def _allow(call: Call) -> None:
    """Remember which kinds of updates the bot wants; unknown names are ignored."""
    wanted = call.params.get("allowed_updates")
    if wanted is None:
        return
    known = [kind for kind in wanted if kind in KINDS]
    if known != (call.line.queue.allowed or []):
        call.line.queue.allowed = known or None
        call.line.save_settings()


def set_webhook(call: Call) -> Worded:
    """Carry out setWebhook; the address must be on this machine, and plain http will do."""
    url, line = call.params.get("url", ""), call.line
    if not url:
        return delete_webhook(call)
    _check_address(url)
    secret = call.params.get("secret_token", "")
    if not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    connections = min(max(call.params.get("max_connections", 40), 1), 100)
    if call.params.get("drop_pending_updates"):
        line.queue.clear()
    _allow(call)
    same = (url, secret, connections) == (
        line.webhook.url, line.webhook.secret, line.webhook.max_connections,
    )  # fmt: skip
    if same:
        return Worded(result=True, description="Webhook is already set")
    line.poller.end(Refusal(409, BY_WEBHOOK))
    line.webhook.set(url, secret, connections)
    line.bot_changed()
    return Worded(result=True, description="Webhook was set")


def _check_address(url: str) -> None:
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname, parts.port
    except ValueError:
        raise bad_request("bad webhook: invalid URL specified") from None
    if parts.scheme not in {"http", "https"} or not host:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if host not in LOOPBACK or parts.scheme != "http":
        raise bad_request(
            "bad webhook: the practice line delivers to http addresses of this machine only"
        )


def delete_webhook(call: Call) -> Worded:
    """Carry out deleteWebhook."""
    if call.params.get("drop_pending_updates"):
        call.line.queue.clear()
    if not call.line.webhook.url:
        return Worded(result=True, description="Webhook is already deleted")
    call.line.webhook.set("", "", 40)
    call.line.bot_changed()
    return Worded(result=True, description="Webhook was deleted")


def get_webhook_info(call: Call) -> Json:
    """Carry out getWebhookInfo."""
    return call.line.webhook.info()


def answer_callback_query(call: Call) -> bool:
    """Carry out answerCallbackQuery, up to 150 s after the press."""
    text = call.params.get("text", "")
    if length(text) > ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    press = call.line.callbacks.find(call.params["callback_query_id"])
    answer = {
        "callback_query_id": press.id,
        "text": text or None,
        "show_alert": call.params.get("show_alert", False),
        "url": call.params.get("url"),
    }
    call.line.hub.emit("answer", press.phone, answer)
    return True


METHODS: dict[str, Handler] = {
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "answerCallbackQuery": answer_callback_query,
}
