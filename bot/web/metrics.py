"""What happens, counted for Prometheus; nothing in it points to a person."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from bot.usecases.ports import Backlog

EVENTS = (
    "updates_received",
    "turns_done",
    "turns_failed",
    "dead_letters",
    "storage_errors",
    "storage_slow",
    "triage_errors",
    "handoff_errors",
    "calls_sent",
    "calls_postponed",
    "calls_refused",
    "calls_unreachable",
    "calls_migrated",
)
"""Shown from the start, at zero: an alarm on a counter has to see it rise from there."""
BUCKETS = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0)
"""Seconds."""


class Metrics:
    """Implements ``Meter``, on a registry of its own."""

    def __init__(self) -> None:
        """Begin at zero."""
        self._registry = CollectorRegistry()
        self._events = Counter(
            "warmline_events", "What happened, by its name", ["event"], registry=self._registry
        )
        for event in EVENTS:
            self._events.labels(event)
        self._durations = Histogram(
            "warmline_duration_seconds",
            "How long it took, by what it was",
            ["name"],
            buckets=BUCKETS,
            registry=self._registry,
        )
        self._waiting = Gauge(
            "warmline_waiting", "What lies in the tables", ["what"], registry=self._registry
        )

    def count(self, event: str, amount: int = 1) -> None:
        """Add to the counter ``event``."""
        self._events.labels(event).inc(amount)

    def observe(self, name: str, seconds: float) -> None:
        """Add a duration."""
        self._durations.labels(name).observe(max(0.0, seconds))

    def show(self, backlog: Backlog) -> None:
        """Take over how much waits."""
        for what in ("updates", "calls", "dead_letters", "refused_calls"):
            self._waiting.labels(what).set(getattr(backlog, what))

    def text(self) -> bytes:
        """Return everything in Prometheus' own form."""
        return generate_latest(self._registry)
