"""Asking a curator for what a new entry needs, at the command line."""

import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path

from bot.app.line import utc_now
from bot.content.new_entry import Beginning, NewEntryError, begin
from bot.domain.knowledge import Audience

Ask = Callable[[str], str]
QUESTIONS = {
    "group": "Group, a folder in knowledge/faq (getting-help, families, …): ",
    "question": "The question, in English: ",
    "pregunta": "La pregunta, en español: ",
}


def begin_entry(given: Namespace, folder: Path, ask: Ask | None = None) -> Sequence[str]:
    """Write the new entry and return the lines to print; ask for what is not given.

    Raises:
        NewEntryError: something is missing and nobody can be asked, or it cannot be begun.
    """
    ask = ask or (input if sys.stdin.isatty() else None)
    new = Beginning(
        group=_answer(given, "group", ask),
        question=_answer(given, "question", ask),
        pregunta=_answer(given, "pregunta", ask),
        entry_id=given.id,
        audience=Audience(given.audience),
    )
    path = begin(folder, new, utc_now().date())
    return [
        f"{path} is there. Replace every text in it that begins with <write.",
        "`python run_bot.py check` says what is left. docs/curating.md tells how to write it.",
    ]


def _answer(given: Namespace, name: str, ask: Ask | None) -> str:
    answer: str | None = getattr(given, name)
    if answer is None and ask is not None:
        answer = ask(QUESTIONS[name])
    if not (answer or "").strip():
        raise NewEntryError(f"--{name} is missing. `new-entry --help` explains it.")
    return str(answer).strip()
