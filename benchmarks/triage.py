"""How long triage takes for one message, with the knowledge of this repository.

Run: ``python -m benchmarks.triage [rounds]``.
"""

import statistics
import sys
import time
from pathlib import Path

import yaml

from bot.domain.crisis import Kind, Pattern, Tier
from bot.domain.triage import Triage

KNOWLEDGE = Path(__file__).parents[1] / "knowledge" / "crisis"
CLAUSES = (
    "i went to the meeting on tuesday and it was good.",
    "my sister says that i should call the clinic again.",
    "how long do the cravings last after the first month?",
    "mañana tengo cita con mi consejera, gracias por preguntar.",
    "i am not suicidal, i only want to sleep better.",
    "honestly i just want to die.",
)


def patterns() -> list[Pattern]:
    """Read the patterns of all languages straight from their files, unchecked."""
    found = []
    for path in sorted(KNOWLEDGE.glob("*.yaml")):
        file = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - plain strings only
        slots = {name: tuple(said) for name, said in file["slots"].items()}
        found += [
            Pattern(
                id=row["id"],
                kind=Kind(row["kind"]),
                tier=Tier[row["tier"].upper()],
                third_person=row["person"] == "third",
                say=tuple(row["say"]),
                unless=tuple(row.get("unless", ())),
                alone=row.get("alone") == "yes",
                slots=slots,
            )
            for row in file["patterns"]
        ]
    return found


def timings(triage: Triage, message: str, rounds: int) -> list[float]:
    """Return the milliseconds of every round, in rising order.

    It is this thread's time on the processor: what else the machine does is not counted.
    """
    taken = []
    for _ in range(rounds):
        start = time.thread_time()
        triage.assess(message)
        taken.append((time.thread_time() - start) * 1_000)
    return sorted(taken)


def main(rounds: int = 300) -> None:
    """Print median and 99th percentile for messages of 1, 10 and 100 clauses."""
    start = time.thread_time()
    triage = Triage(patterns())
    print(f"compile {time.thread_time() - start:.2f} s")
    print(f"{'clauses':>7} {'letters':>7} {'median ms':>10} {'p99 ms':>8} {'us/clause':>10}")
    for count in (1, 10, 100):
        messages = [
            " ".join(CLAUSES[(first + nth) % len(CLAUSES)] for nth in range(count))
            for first in range(len(CLAUSES))
        ]
        taken = sorted(ms for one in messages for ms in timings(triage, one, rounds))
        median, p99 = statistics.median(taken), taken[int(len(taken) * 0.99)]
        letters = sum(map(len, messages)) // len(messages)
        per_clause = median * 1_000 / count
        print(f"{count:>7} {letters:>7} {median:>10.3f} {p99:>8.3f} {per_clause:>10.1f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
