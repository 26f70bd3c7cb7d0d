"""The team on the practice line: two supporters and a lead, so that anybody can play at once."""

import json

from bot.usecases.ports import Received

LEAD = 105
"""Robin's phone; see ``practice.phone``, which gives everybody there a role and a name."""
TEAM = (
    {"chat_id": 103, "name": "Sam", "role": "SUPPORTER", "languages": ["en", "es"]},
    {"chat_id": 104, "name": "Lee", "role": "SUPPORTER", "languages": ["en", "es"]},
    {"chat_id": LEAD, "name": "Robin", "role": "LEAD", "languages": ["en", "es"]},
)
FIRST = -1
"""Number of the update that brings the team; the inbox takes it once."""


def practice_team() -> Received:
    """Return the update that enrols the team where there is none yet."""
    body = {"update_id": FIRST, "warmline": {"name": "enrol", "team": list(TEAM)}}
    return Received(FIRST, f"chat:{LEAD}", json.dumps(body))
