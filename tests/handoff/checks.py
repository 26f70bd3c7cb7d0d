"""What must be true of every house, whatever happened in it."""

import json

from tests.handoff.house import House
from tests.handoff.people import NAMES, traces_of


def check(house: House) -> None:
    """See that nothing was swallowed, and that nobody learned who anybody else is."""
    assert not house.meter.counts["handoff_errors"]
    for call in house.calls:
        params = {key: value for key, value in call.params.items() if key != "from_chat_id"}
        told = json.dumps(params, ensure_ascii=False)
        to = call.chat_id or params.get("scope", {}).get("chat_id")
        for other in NAMES.keys() - {to}:
            assert not any(trace in told for trace in traces_of(other)), call.method
