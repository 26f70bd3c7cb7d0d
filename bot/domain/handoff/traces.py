"""Find in a text what leads to a person: accounts, addresses, telephone numbers, places.

Every function but ``plain`` wants its text from ``plain``.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from typing import Final

SHORTEST_PHONE: Final = 7
"""Digits of the shortest number that reaches one person; helplines are often shorter."""

_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufe0e\ufe0f\u20e3\ufeff]")
_SITES: Final = (
    r"telegram\.(?:me|dog)|wa\.me|(?:chat|api)\.whatsapp\.com|signal\.me|m\.me|discord\.gg"
    r"|discord(?:app)?\.com|facebook\.com|fb\.(?:com|me)|instagram\.com|tiktok\.com|twitter\.com"
    r"|x\.com|threads\.(?:net|com)|snapchat\.com|linkedin\.com|linktr\.ee|onlyfans\.com|vk\.com"
    r"|reddit\.com/u(?:ser)?|bsky\.app|cash\.app|venmo\.com|paypal\.me"
)
_ACCOUNT_LINK: Final = re.compile(
    rf"(?<![\w.-])(?:(?:www|web|m|mobile|[a-z]{{2}})\.)?(?:{_SITES}|t\.me)/\S"
    r"|(?<![\w.-])[a-z]\w{3,31}\.t\.me\b"
    r"|\b(?:tg|whatsapp|sgnl|tel|mailto|skype|sms):\S"
    r"|\bhttps?://\S*/@\w"
)
_MAP: Final = re.compile(
    r"(?<![\w.-])(?:maps\.app\.goo\.gl|goo\.gl/maps|maps\.(?:google|apple)\.com|google\.com/maps"
    r"|www\.google\.com/maps|waze\.com/ul|www\.waze\.com)\b"
)
_EMAIL: Final = re.compile(r"[\w.+-]@[\w-]+(?:\.[\w-]+)+")
_USERNAME: Final = re.compile(r"(?<![\w.])@[a-z]\w{3,31}\b", re.ASCII)
"""Telegram's have 5 to 32 letters, digits and _; 4 for some that were sold."""

_TOLL_FREE: Final = re.compile(
    r"(?<![\d+])(?:\+?1[ .-]?)?\(?8(?:00|33|44|55|66|77|88)\)?[ .-]?"
    r"(?:\d{3}[ .-]?(?:\d{4}|[a-z]{4,})|[a-z][a-z\d]{6,}|[a-z\d]{3,4}-[a-z\d]{3,4})(?!\w)"
)
"""Of the North American plan; the last digits are often written as letters."""
_YEAR: Final = r"(?:19|20)\d{2}"
_DAY: Final = (
    rf"(?:{_YEAR}[-/.][01]?\d[-/.][0-3]?\d|[0-3]?\d[-/.][0-3]?\d[-/.]{_YEAR}"
    r"|[0-3]?\d/[0-3]?\d/\d{2})"
)
_DATE: Final = re.compile(rf"{_DAY}(?: ?[-–] ?{_DAY})?(?: \d{{1,2}})?|{_YEAR} ?[-–] ?{_YEAR}")
"""A day, with the hour behind it or not, or from one to another."""
_WEB: Final = re.compile(r"https?://[\d.:]*[a-z]\S*")
"""Addresses of pages; their numbers are no telephone's."""
_SHORT: Final = frozenset({"911", "988", "741741", "112", "999", "211", "933"})
"""Emergency and crisis numbers, which people write one after the other."""
_NUMBER: Final = re.compile(r"\+?\(?\d(?:[ ().\-–/]{0,3}\d)+")


def plain(text: str) -> str:
    """Return ``text`` in small letters, without signs that nobody sees, digits as 0 to 9."""
    seen = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).lower()
    return "".join(str(unicodedata.digit(sign)) if sign.isdecimal() else sign for sign in seen)


def has_account_link(text: str) -> bool:
    """Tell whether it holds a link that leads to an account, a chat or a telephone."""
    return _ACCOUNT_LINK.search(text) is not None


def has_map(text: str) -> bool:
    """Tell whether it holds a link to a place."""
    return _MAP.search(text) is not None


def has_email(text: str) -> bool:
    """Tell whether it holds an e-mail address."""
    return _EMAIL.search(text) is not None


def has_username(text: str) -> bool:
    """Tell whether it holds an @name."""
    return _USERNAME.search(text) is not None


def has_phone(text: str, helplines: Collection[str]) -> bool:
    """Tell whether it holds a telephone number that could be a person's."""
    known = {number.removeprefix("1") for number in helplines}
    return any(digits.removeprefix("1") not in known for digits in _phones(text))


def _phones(text: str) -> Iterator[str]:
    """Yield the digits of what could be a person's number; dates and toll-free ones are not."""
    rest = _TOLL_FREE.sub(" , ", _WEB.sub(" , ", text))
    for found in _NUMBER.finditer(rest):
        groups = re.findall(r"\d+", found[0])
        harmless = _SHORT.issuperset(groups) or _DATE.fullmatch(found[0])
        if not harmless and len(digits := "".join(groups)) >= SHORTEST_PHONE:
            yield digits
