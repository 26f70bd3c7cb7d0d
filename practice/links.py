"""Which addresses Telegram takes in links and buttons."""

import re
from urllib.parse import urlsplit

SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
HOST = re.compile(r"(?:[\w-]{1,63}\.)+[\w-]{2,63}|\[[0-9A-Fa-f:]+\]|\d{1,3}(?:\.\d{1,3}){3}")


def complaint(url: str) -> str | None:
    """Return what is wrong with ``url`` in Telegram's words; None if nothing is.

    A missing scheme means http.  ``tel:`` and ``mailto:`` are refused, as is ``localhost``:
    it would mean the reader's own device.
    """
    if not url.strip():
        return "URL host is empty"
    scheme = SCHEME.match(url)
    name = scheme[1].lower() if scheme else ""
    if name == "tg":
        return None
    if name and name not in {"http", "https"} and "." not in name:
        return "Unsupported URL protocol"
    return None if HOST.fullmatch(_host(url, name)) else "Wrong HTTP URL"


def _host(url: str, scheme: str) -> str:
    address = url if scheme in {"http", "https"} else f"http://{url}"
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return f"[{host}]" if ":" in host else host
