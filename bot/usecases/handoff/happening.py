"""What happens without anybody pressing anything: a timer, a line that arrived or was lost."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.usecases.callbacks import queueing
from bot.usecases.handoff import (
    asking,
    copying,
    debriefing,
    ending,
    handing,
    mending,
    relaying,
    shifts,
    team,
    waiting,
    watching,
)
from bot.usecases.handoff.scene import Scene

OnTimer = Callable[[Scene, int], Awaitable[None]]
TIMERS: Mapping[str, OnTimer] = {
    "wait": waiting.on_timer,
    "alone": asking.on_alone_timer,
    "silence": watching.on_silence_timer,
    "handover": handing.on_handover_timer,
    "duty": shifts.on_duty_timer,
    "debrief": debriefing.on_debrief_timer,
    "callback": queueing.on_timer,
}
"""By the timer's name; each takes the number in its word."""


async def happen(scene: Scene, chat_id: int, event: Mapping[str, Any]) -> None:
    """Do what an update of our own calls for; ``chat_id`` is the chat in whose lane it lies."""
    await scene.handoff.enter()
    match event:
        case {"name": "arrived", "link": int(link)}:
            await mending.arrived(scene, link)
        case {"name": "lost", "link": int(link), "why": str(why)}:
            await ending.lost(scene, link, why)
        case {"name": "enrol", "team": list(members)}:
            await team.enrol_all(scene, members)
        case {"name": "timer", "timer": "album", "word": str(album)}:
            await relaying.on_album_timer(scene, album)
        case {"name": "timer", "timer": "held", "word": str(message_id)}:
            await copying.expire(scene, chat_id, int(message_id))
        case {"name": "timer", "timer": str(timer), "word": str(word)} if timer in TIMERS:
            await TIMERS[timer](scene, int(word))
