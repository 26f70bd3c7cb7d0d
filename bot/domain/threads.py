"""What a person was just shown, for ten minutes: so that "and for my son?" is understood."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.text import normalise, words

LASTS = timedelta(minutes=10)
_FEW = 9
"""Words of a message that may lean on the one before; a longer one stands for itself."""
_LEANS = re.compile(
    r"(?:(?:and|but|ok(?:ay)?|so|then|also|what|y|e|pero|entonces|tambien) )*"
    r"(?:what about|how about|what if|and|or|but for|same for|is it the same|for|with"
    r"|does (?:that|this|it)|is (?:that|this|it)|do they|can (?:they|he|she|i)"
    r"|how (?:much|long|often)"
    r"|y|que tal|que pasa|y si|o|pero para|lo mismo|para|con|sirve|funciona|eso|cuanto|cuanta)\b.*"
)


@dataclass(frozen=True, slots=True)
class Thread:
    """What a chat was shown last. No word of what the person wrote is in it."""

    chat_id: int
    entry_id: str | None
    """The entry shown last; ``None`` if nothing was found."""
    asked_again: bool
    """They were asked once already to put it in other words."""
    until: datetime
    """When it is forgotten, UTC."""

    def holds(self, now: datetime) -> bool:
        """Tell whether what was shown may still be meant."""
        return now < self.until


def leans(question: str) -> bool:
    """Tell whether ``question`` seems to go on about what was said before.

    Short, and begins the way people go on: "what about alcohol", "and for my son", "does it hurt".
    """
    said = words(normalise(question))
    return 0 < len(said) <= _FEW and _LEANS.fullmatch(" ".join(said)) is not None
