"""Turns with a reply: how many a second, and how long one takes at Telegram's own pace.

The whole durable path is measured, process to process over HTTP, on one machine: practice line
(which takes its share of the processor), inbox with full sync, turn, outbox, Bot API.  Beside it,
in the same run: a bare python-telegram-bot echo bot without any durability (a), and the 30
messages a second that Telegram allows one bot (b).

Run with ``python -m benchmarks.turns``.
"""

import statistics
import time
from collections.abc import Iterator, Sequence

import yaml

from benchmarks.processes import (
    ROOT,
    Line,
    bot,
    echo_bot,
    practice_line,
    resident,
    wait_for,
)

PEOPLE = 500
ROUNDS = 4
"""Questions each; below the burst that one chat may get, so that no chat is paced."""
TELEGRAM = 30
"""Messages a second."""
SECONDS = 20
"""How long the pace of Telegram is kept up."""
FIRST = 8_000_000_001


def questions() -> list[str]:
    """Return what people might type: the examples that the matcher has never seen."""
    found: list[str] = []
    for file in sorted((ROOT / "knowledge" / "faq").glob("*/*.yaml")):
        entry = yaml.safe_load(file.read_text())
        found += [*entry["en"]["examples"], *entry["es"]["examples"]]
    return found


def crowd() -> list[int]:
    """Return the ids of those who ask."""
    return list(range(FIRST, FIRST + PEOPLE))


def asked(rounds: int) -> Iterator[tuple[int, str]]:
    """Return who asks what: everybody once a round, every question in turn."""
    texts = questions()
    for number in range(rounds):
        for place, person in enumerate(crowd()):
            yield person, texts[(place + number * PEOPLE) % len(texts)]


def last(line: Line) -> int:
    """Return the number of the newest request."""
    newest = 0
    while page := line.sent(newest):
        newest = page[-1]["n"]
    return newest


def welcome(line: Line, replies_each: int) -> None:
    """Let everybody press START, so that the first screens are behind them."""
    line.load([(person, "/start") for person in crowd()])
    wait_for(PEOPLE * replies_each, line, 0)


def rate(line: Line, rounds: int) -> float:
    """Return the turns with a reply a second, for a backlog that is there at once."""
    items = list(asked(rounds))
    after = last(line)
    began = time.time()
    line.load(items)
    replies = wait_for(len(items), line, after)
    return len(items) / (float(replies[-1]["at"]) - began)


def waits(line: Line) -> Sequence[float]:
    """Return the seconds from update to reply at ``TELEGRAM`` a second, sorted."""
    items = list(asked(2))[: TELEGRAM * SECONDS]
    after, sent, began = last(line), dict[int, float](), time.time()
    for number, (person, text) in enumerate(items):
        time.sleep(max(0.0, began + number / TELEGRAM - time.time()))
        sent[person] = time.time()
        line.load([(person, text)])
    replies = wait_for(len(items), line, after)
    first = dict[int, float]()
    for reply in replies:
        first.setdefault(int(reply["params"]["chat_id"]), reply["at"])
    return sorted(
        first[person] - sent[person] for person in first if sent[person] <= first[person]
    )


def first_answer() -> float:
    """Return the seconds from starting the bot to the answer to a message that waited for it."""
    with practice_line() as line:
        line.load([(FIRST, "/start")])
        began = time.time()
        with bot(line):
            return float(wait_for(1, line, 0)[0]["at"]) - began


def row(name: str, value: str, told: str = "") -> None:
    """Print one line of the table."""
    print(f"{name:<44} {value:>12}  {told}")


def main() -> None:
    """Measure and print."""
    with practice_line() as line, echo_bot(line):
        welcome(line, 1)
        bare = rate(line, ROUNDS)
    with practice_line() as line, bot(line, MESSAGES_PER_SECOND="1000000") as process:
        idle = resident(process)
        welcome(line, 2)
        durable = rate(line, ROUNDS)
    with practice_line() as line, bot(line, MESSAGES_PER_SECOND="1000000"):
        welcome(line, 2)
        took = waits(line)
    row("(a) bare echo bot, no durability", f"{bare:.0f}/s")
    row("(b) what Telegram allows", f"{TELEGRAM}/s")
    row("Warmline, SQLite with full sync", f"{durable:.0f}/s")
    row("  of (a)", f"{durable / bare:.2f}")
    row("  of (b)", f"{durable / TELEGRAM:.1f}")
    row(f"update to reply at {TELEGRAM}/s, median", f"{statistics.median(took) * 1000:.0f} ms")
    row("  99th percentile", f"{took[int(len(took) * 0.99)] * 1000:.0f} ms", f"n={len(took)}")
    row("from start to the first answer", f"{first_answer():.1f} s")
    row("memory of the idle bot", f"{idle:.0f} MB")


if __name__ == "__main__":
    main()
