"""Inline queries: what somebody typed after the bot's name, and what the bot offered for it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from practice.errors import bad_request
from practice.updates import INLINE_LIVES

Json = dict[str, Any]
Clock = Callable[[], float]

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
KEPT = 200
"""Offers of which one can still be chosen; the oldest go first."""


@dataclass(frozen=True, slots=True)
class Query:
    """What an account typed, and from which offset on it wants results."""

    id: str
    phone: int
    text: str
    offset: str
    dies: float


@dataclass(frozen=True, slots=True)
class Offer:
    """An answer of the bot."""

    results: Mapping[str, Json]
    """What is shown of each, by its id, in the bot's order."""
    contents: Mapping[str, Json]
    """What each becomes when it is chosen."""
    next_offset: str
    button: Json | None
    good_until: float
    """Until then the same question gets the same answer, without asking the bot."""
    personal: bool
    """It may be shown to nobody but the account that asked."""


class InlineQueries:
    """Queries that wait, and offers by their query; forgotten when the line ends."""

    def __init__(self, clock: Clock) -> None:
        """Number queries from the time on, so that ids do not come twice in two runs."""
        self._clock = clock
        self._last = int(clock() * 1_000_000)
        self._waiting: dict[str, Query] = {}
        self._offers: dict[str, Offer] = {}
        self._remembered: dict[tuple[str, str, int | None], Offer] = {}

    def ask(self, phone: int, text: str, offset: str) -> tuple[Query, Offer | None]:
        """Note a query; with it comes an earlier offer that is still good, if there is one.

        An offer that is not personal is good for everybody, as at Telegram: a bot that forgets
        ``is_personal`` shows one person's results to another.
        """
        self._forget()
        self._last += 1
        query = Query(str(self._last), phone, text, offset, self._clock() + INLINE_LIVES)
        for owner in (phone, None):
            known = self._remembered.get((text, offset, owner))
            if known is not None:
                self._keep(query, known)
                return query, known
        self._waiting[query.id] = query
        return query, None

    def answer(self, query_id: str, offer: Offer) -> Query:
        """Take the bot's answer and return the query it belongs to.

        Raises:
            Refusal: the query is unknown, answered, or older than 30 s.
        """
        query = self._waiting.pop(query_id, None)
        if query is None or query.dies <= self._clock():
            raise bad_request(TOO_OLD)
        self._keep(query, offer)
        owner = query.phone if offer.personal else None
        self._remembered[query.text, query.offset, owner] = offer
        return query

    def content(self, query_id: str, result_id: str) -> Json | None:
        """Return what a result becomes as a message; None if nobody offers it."""
        offer = self._offers.get(query_id)
        return offer.contents.get(result_id) if offer else None

    def _keep(self, query: Query, offer: Offer) -> None:
        self._offers[query.id] = offer
        for old in list(self._offers)[:-KEPT]:
            del self._offers[old]

    def _forget(self) -> None:
        now = self._clock()
        self._waiting = {key: one for key, one in self._waiting.items() if one.dies > now}
        self._remembered = {
            key: offer for key, offer in self._remembered.items() if offer.good_until > now
        }
