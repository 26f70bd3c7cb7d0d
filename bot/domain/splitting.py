"""Two questions in one message."""

import re
from itertools import chain

from bot.domain.text import sentences, words

_MOST = 3
_SHORTEST = 3
"""Words of a part; less is no question of its own."""
_LONGEST = 60
"""Words of a message; a longer one is a story, and its parts belong together."""
_JOINT = re.compile(
    r",?\s+(?:and also|and|also|plus|y ademas|y adem[aá]s|y tambi[eé]n|y)\s+"
    r"(?=(?:how|what|where|who|when|why|which|can|could|do|does|did|is|are|am|will|would|should"
    r"|c[oó]mo|qu[eé]|d[oó]nde|qui[eé]n|cu[aá]ndo|cu[aá]nto|por qu[eé]|puedo|puede|hay|es|debo)\b)"
    r"|(?<=[?])\s*,?\s*(?:and|y)?\s+",
    re.IGNORECASE,
)


def parts(message: str) -> list[str]:
    """Return the two or three questions that ``message`` consists of; none if it is one.

    Cut between sentences, and before "and how", "y puedo" and the like.
    """
    if len(words(message)) > _LONGEST:
        return []
    cut = chain.from_iterable(_JOINT.split(one) for one in sentences(message))
    found = [one.strip() for one in cut if len(words(one)) >= _SHORTEST]
    return found if 1 < len(found) <= _MOST else []
