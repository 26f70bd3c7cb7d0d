"""On what terms somebody is called: what the settings say, and which wording was agreed to."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

CONSENT_VERSION: Final = 1
"""Raised when the consent sentence says something new."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What whoever runs the line has set."""

    offered: bool = False
    """Off where nobody is set up to call: then no button says otherwise."""
    days: int = 30
    """How long name and number are kept after the end."""
    payer: str = ""
    """Who pays for the line; named in the consent sentence."""

    @property
    def stamp(self) -> str:
        """What a button carries to show under which terms it was pressed."""
        return f"{CONSENT_VERSION}.{self.days}"


@dataclass(frozen=True, slots=True)
class Consent:
    """What somebody agreed to, and when."""

    version: int
    days: int
    payer: str
    at: datetime
