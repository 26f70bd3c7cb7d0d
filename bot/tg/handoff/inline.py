"""Ready-made words for a supporter who types the bot's name and a few letters."""

from collections.abc import Sequence
from typing import Any

from bot.domain.delivery import Call, answer_lane
from bot.domain.handoff.supporters import Supporter
from bot.usecases.edition import Edition

MOST = 10
Choice = tuple[str, str, str]
"""Id, title and the words that will be sent."""


def choices(edition: Edition, supporter: Supporter, typed: str) -> Sequence[Choice]:
    """Return canned replies whose label or words hold what was typed, then answers that fit it."""
    language, needle = supporter.languages[0], typed.casefold().strip()
    replies = [
        (f"r:{one.id}", one.label[language], one.text[language])
        for one in edition.knowledge.peers.replies
        if needle in f"{one.label[language]} {one.text[language]}".casefold()
    ]
    ranked = edition.matcher.rank(typed, language, limit=5) if needle else ()
    texts = (edition.knowledge.entries[one.entry_id] for one in ranked)
    answers = [(f"e:{one.id}", one.text[language].question, one.text[language].answer)
               for one in texts]  # fmt: skip
    return [*replies, *answers][:MOST]


def inline_answer(query_id: str, found: Sequence[Choice]) -> Call:
    """Return the call that shows the choices; nobody else may be shown them from a cache."""
    results: list[dict[str, Any]] = [
        {
            "type": "article",
            "id": choice_id,
            "title": title,
            "description": text[:80],
            "input_message_content": {"message_text": text.replace("**", "")},
        }
        for choice_id, title, text in found
    ]
    params = {
        "inline_query_id": query_id,
        "results": results,
        "is_personal": True,
        "cache_time": 0,
    }
    return Call("answerInlineQuery", params, answer_lane(query_id), None)
