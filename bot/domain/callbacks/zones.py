"""Where somebody's clock is: it is asked for, never guessed from a number or a language."""

from functools import cache
from typing import Final
from zoneinfo import available_timezones

ZONES: Final[tuple[tuple[str, str], ...]] = (
    ("eastern", "America/New_York"),
    ("central", "America/Chicago"),
    ("mountain", "America/Denver"),
    ("arizona", "America/Phoenix"),
    ("pacific", "America/Los_Angeles"),
    ("alaska", "America/Anchorage"),
    ("hawaii", "Pacific/Honolulu"),
    ("puerto_rico", "America/Puerto_Rico"),
)
"""Word of the button, and name in the time zone database."""


def zone_of(word: str) -> str | None:
    """Return the zone that a button or typed words name: a zone, or the city that it is named for.

    Returns:
        ``None`` if there is none. Of an old and a new name of one place the fuller one.
    """
    known = dict(ZONES)
    if word in known:
        return known[word]
    wanted = " ".join(word.casefold().replace("_", " ").split())
    found = _named().get(wanted, set())
    return max(sorted(found), key=len, default=None)


@cache
def _named() -> dict[str, set[str]]:
    """Return all zones by their names and by the names of their cities, in small letters."""
    names: dict[str, set[str]] = {}
    for zone in available_timezones():
        area, _, place = zone.rpartition("/")
        if area and area.partition("/")[0] not in _ODD:
            for name in (zone, place):
                names.setdefault(name.replace("_", " ").casefold(), set()).add(zone)
    return names


_ODD: Final = frozenset({"Etc", "SystemV", "posix", "right", "US", "Canada", "Brazil", "Mexico",
                         "Chile"})  # fmt: skip
"""Areas that hold second names of zones, or none that anybody lives in."""
