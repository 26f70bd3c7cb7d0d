"""How well and how fast questions are matched, beside what is usually taken.

``python -m benchmarks.matching [options]`` measures the knowledge base on
``tests/data/topics_dev.jsonl``.  More banks: ``--faq FOLDER`` (with ``faq.jsonl`` and
``queries.jsonl``), ``--clinc data_full.json``, ``--banking train.csv test.csv``; fetch those two
from their own homes and keep them out of the repository.  ``--typos`` measures each bank with a
slip in one word of ten and in three of ten as well.  ``--sizes`` measures time and memory with
120, 1,000 and 10,000 entries.

Times are those of one thread at work, not of its waiting.  Right answers are counted, and wrong
ones, where the threshold lets one stranger in twenty through.
"""

import argparse
import gc
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import numpy as np

from benchmarks.banks import Bank, banking, clinc, folder_bank, grown, mistyped
from benchmarks.peers import Build, Peer, Ranked, peers
from benchmarks.questions import TOPICS
from bot.content.labelled import read_questions
from bot.content.loader import load
from bot.domain.judging import Question, interval
from bot.encoder.finding import installed

FALSE_ACCEPTS = 0.05
SIZES = (120, 1_000, 10_000)
ASKED = 60
"""Questions that are timed with each size."""
TOO_SLOW = {"TF-IDF + logistic regression": 1_000}
"""Beyond so many entries it takes minutes to fit."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a question."""

    question: Question
    ranked: Ranked
    seconds: float

    @property
    def right(self) -> bool:
        """Tell whether the best entry is right."""
        return bool(self.ranked) and self.ranked[0][0] in self.question.gold

    @property
    def score(self) -> float:
        """How sure it was."""
        return self.ranked[0][1] if self.ranked else -1e9


def ask(peer: Peer, questions: Sequence[Question]) -> list[Outcome]:
    """Ask every question."""
    outcomes = []
    for question in questions:
        began = time.thread_time()
        ranked = peer.rank(question.text)
        outcomes.append(Outcome(question, ranked, time.thread_time() - began))
    return outcomes


def table(bank: Bank, builds: dict[str, Build]) -> Iterator[str]:
    """Yield a row a matcher."""
    known = sum(bool(one.gold) for one in bank.questions)
    strangers = len(bank.questions) - known
    yield f"\n{bank.name}: {len(bank.entries)} entries, {known} questions, {strangers} strangers"
    yield f"{'':32} first (95 %)          in three  right@5%  wrong@5%  ms (p99)"
    for name, build in builds.items():
        yield _row(name, ask(build(bank.entries), bank.questions))


def _row(name: str, outcomes: Sequence[Outcome]) -> str:
    inside = [one for one in outcomes if one.question.gold]
    first, low, high = interval(sum(one.right for one in inside), len(inside))
    three = sum(
        bool({entry_id for entry_id, _ in one.ranked[:3]} & one.question.gold) for one in inside
    )
    right, wrong = _accepted(outcomes, inside)
    times = sorted(one.seconds * 1e3 for one in outcomes)
    return (
        f"{name:32} {first:5.1%} ({low:5.1%} to {high:5.1%})  {three / len(inside):6.1%}  "
        f"{right:>8}  {wrong:>8}  {median(times):.2f} ({times[len(times) * 99 // 100]:.2f})"
    )


def _accepted(outcomes: Sequence[Outcome], inside: Sequence[Outcome]) -> tuple[str, str]:
    """Return the shares answered right and wrong where one stranger in twenty gets an answer."""
    strangers = sorted((one.score for one in outcomes if not one.question.gold), reverse=True)
    if not strangers:
        return "-", "-"
    threshold = strangers[int(len(strangers) * FALSE_ACCEPTS)]
    taken = [one for one in inside if one.score > threshold]
    right = sum(one.right for one in taken)
    return f"{right / len(inside):.1%}", f"{(len(taken) - right) / len(inside):.1%}"


def sizes(bank: Bank, builds: dict[str, Build]) -> Iterator[str]:
    """Yield time, memory and build time of each matcher with more and more entries."""
    yield f"\n{'':32} entries  build s   MB   ms median   ms 99th"
    questions = [one for one in bank.questions if one.gold][:ASKED]
    for name, build in builds.items():
        for size in SIZES:
            if size <= TOO_SLOW.get(name, size):
                yield f"{name:32} {size:7,}  {_measured(build, grown(bank, size), questions)}"


def _measured(build: Build, entries: Sequence[object], questions: Sequence[Question]) -> str:
    gc.collect()
    before, began = _megabytes(), time.thread_time()
    peer = build(entries)  # type: ignore[arg-type]
    built, grew = time.thread_time() - began, _megabytes() - before
    times = np.array([one.seconds * 1e3 for one in ask(peer, [*questions, *questions])])
    warm = times[len(questions) :]
    return f"{built:7.2f} {grew:5.0f} {np.median(warm):10.2f} {np.percentile(warm, 99):9.2f}"


def _megabytes() -> float:
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def banks(options: argparse.Namespace) -> Iterator[Bank]:
    """Yield what the options name, the knowledge base first."""
    knowledge = load(options.knowledge)
    ids = knowledge.entries.keys()
    asked = [one for one in read_questions(TOPICS) if not one.gold or one.gold & ids]
    yield Bank("our knowledge base", [*knowledge.entries.values()], asked)
    if options.faq:
        yield folder_bank(options.faq)
    if options.clinc:
        yield clinc(options.clinc, options.phrasings)
    if options.banking:
        yield banking(options.banking[0], options.banking[1], options.phrasings)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--knowledge", type=Path, default=Path("knowledge"))
    parser.add_argument("--faq", type=Path)
    parser.add_argument("--clinc", type=Path, metavar="data_full.json")
    parser.add_argument("--banking", type=Path, nargs=2, metavar=("train.csv", "test.csv"))
    parser.add_argument("--phrasings", type=int, default=5, help="phrasings an intent")
    parser.add_argument("--typos", action="store_true")
    parser.add_argument("--sizes", action="store_true")
    parser.add_argument("--only", help="matchers whose name begins with this")
    options = parser.parse_args()
    words = load(options.knowledge).words
    builds = {
        name: build
        for name, build in peers(installed().encoders, words).items()
        if name.startswith(options.only or "")
    }
    for bank in banks(options):
        shares = (0.1, 0.3) if options.typos else ()
        for one in (bank, *(mistyped(bank, share) for share in shares)):
            for line in table(one, builds):
                print(line, flush=True)
    if options.sizes:
        for line in sizes(next(banks(options)), builds):
            print(line, flush=True)


if __name__ == "__main__":
    main()
