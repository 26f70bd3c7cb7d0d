"""Telegram on a bad day: limits that answer 429, refusals on demand, lost answers, delays."""

import math
import random
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from practice.errors import Refusal, flood

Json = dict[str, Any]
Clock = Callable[[], float]

WINDOWS = {"per_second": 1.0, "per_chat_per_second": 1.0, "per_group_per_minute": 60.0}
CALM: Json = {
    "rate_limit": dict.fromkeys(WINDOWS),
    "next": [],
    "delay_ms": 0,
    "drop_answers": 0,
    "refuse_connections": 0,
    "error_500": 0,
}
"""No faults at all; also the form of what may be set."""
WORDS = {
    403: "bot was blocked by the user",
    400: "chat not found",
    500: "",
    502: "",
}
"""What a rule says if it has no description of its own."""
RULE: dict[str, type | tuple[type, ...]] = {
    "method": str, "chat_id": int, "times": int, "status": int, "description": str,
    "retry_after": int, "migrate_to_chat_id": int, "drop": str, "delay_ms": (int, float),
}  # fmt: skip
"""What a rule may say, and of which type."""
DROPS = frozenset({"before", "after"})
STATUSES = frozenset({400, 401, 403, 404, 409, 413, 429, 500, 502})


@dataclass(frozen=True, slots=True)
class Fate:
    """What shall happen to one request besides its own work."""

    delay: float = 0.0
    """Seconds before anything else."""
    refusal: Refusal | None = None
    drop: str | None = None
    """"before" closes the connection and does nothing, "after" does it and says nothing."""


CALM_FATE = Fate()


@dataclass(slots=True)
class Faults:
    """The settings and the counters behind them."""

    clock: Clock
    chance: random.Random = field(default_factory=random.Random)
    settings: Json = field(default_factory=lambda: dict(CALM))
    _calm: bool = True
    _sent: dict[tuple[str, int], deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def set(self, settings: Json) -> Json:
        """Replace the settings; what is left out is calm. Returns them in full.

        Raises:
            ValueError: something is not a setting.
        """
        _check(settings)
        limits = CALM["rate_limit"] | settings.get("rate_limit", {})
        self.settings = CALM | settings | {"rate_limit": limits}
        self._calm = self.settings == CALM
        self._sent.clear()
        return self.settings

    def fate(self, method: str, chat_id: Any) -> Fate:
        """Decide what happens to a request; uses up the rules it meets."""
        if self._calm:
            return CALM_FATE
        delay = self.settings["delay_ms"] / 1000
        if self._happens("refuse_connections"):
            return Fate(delay, drop="before")
        if self._happens("error_500"):
            return Fate(delay, Refusal(500))
        rule = self._next_rule(method, chat_id)
        if rule is not None:
            return _by_rule(rule, delay)
        refusal = self._limit(chat_id) if _is_sending(method) else None
        return Fate(delay, refusal, "after" if self._happens("drop_answers") else None)

    def _happens(self, name: str) -> bool:
        return bool(self.settings[name]) and self.chance.random() < self.settings[name]

    def _next_rule(self, method: str, chat_id: Any) -> Json | None:
        for rule in self.settings["next"]:
            wanted = rule.get("method", method).lower() == method.lower()
            if wanted and rule.get("chat_id", chat_id) == chat_id:
                rest = [other for other in self.settings["next"] if other is not rule]
                left = rule.get("times", 1) - 1
                again = [{**rule, "times": left}] if left > 0 else []
                self.settings = {**self.settings, "next": [*again, *rest]}
                return dict(rule)
        return None

    def _limit(self, chat_id: Any) -> Refusal | None:
        chat = chat_id if isinstance(chat_id, int) else 0
        kinds = {"per_second": 0, "per_chat_per_second": chat}
        if chat < 0:
            kinds["per_group_per_minute"] = chat
        waits = [self._wait(kind, key) for kind, key in kinds.items()]
        if max(waits) > 0:
            return flood(math.ceil(max(waits)))
        for kind, key in kinds.items():
            if self.settings["rate_limit"][kind]:
                self._sent[kind, key].append(self.clock())
        return None

    def _wait(self, kind: str, key: int) -> float:
        """Return the seconds until one more is allowed in this window."""
        most = self.settings["rate_limit"][kind]
        if not most:
            return 0.0
        sent, now = self._sent[kind, key], self.clock()
        while sent and sent[0] <= now - WINDOWS[kind]:
            sent.popleft()
        return sent[0] + WINDOWS[kind] - now if len(sent) >= most else 0.0


def _is_sending(method: str) -> bool:
    name = method.lower()
    return name.startswith(("send", "copy", "forward")) and name != "sendchataction"


def _by_rule(rule: Json, delay: float) -> Fate:
    delay += rule.get("delay_ms", 0) / 1000
    status = rule.get("status")
    if status is None:
        return Fate(delay, drop=rule.get("drop"))
    return Fate(delay, _refusal(status, rule), rule.get("drop"))


def _refusal(status: int, rule: Json) -> Refusal:
    if status == 429:
        return flood(rule.get("retry_after", 1))
    target = rule.get("migrate_to_chat_id")
    if target is not None:
        words = rule.get("description", "group chat was upgraded to a supergroup chat")
        return Refusal(status, words, migrate_to_chat_id=target)
    return Refusal(status, rule.get("description", WORDS.get(status, "")))


def _check(settings: Json) -> None:
    for name in settings.keys() - CALM.keys():
        raise ValueError(f"There is no fault called {name}.")
    limits, rules = settings.get("rate_limit", {}), settings.get("next", [])
    if not isinstance(limits, dict) or not isinstance(rules, list):
        raise ValueError("rate_limit must be an object, and next a list of rules.")  # noqa: TRY004
    for name in limits.keys() - WINDOWS.keys():
        raise ValueError(f"There is no rate limit called {name}.")
    for rule in rules:
        _check_rule(rule)
    numbers = {name: settings.get(name, 0) for name, calm in CALM.items() if calm == 0}
    for name, value in [*numbers.items(), *limits.items()]:
        if value is not None and not _is_count(value):
            raise ValueError(f"{name} must be a number of 0 or more.")


def _check_rule(rule: Any) -> None:
    if not isinstance(rule, dict) or rule.keys() - RULE.keys():
        raise ValueError(f"A rule has these fields only: {', '.join(RULE)}.")
    for name, value in rule.items():
        if isinstance(value, bool) or not isinstance(value, RULE[name]):
            raise ValueError(f"{name} in a rule is of the wrong type.")  # noqa: TRY004
    if rule.get("status", 400) not in STATUSES or rule.get("drop", "after") not in DROPS:
        raise ValueError("A rule has a status of Telegram's, and drops before or after.")


def _is_count(value: Any) -> bool:
    return (
        isinstance(value, (int, float))
        and not isinstance(value, bool)
        and math.isfinite(value)
        and value >= 0
    )
