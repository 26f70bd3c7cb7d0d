"""Put phrasings into the files of entries, as a curator would: a line below the others."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

from bot.content.lint.rules import lint
from bot.content.report import failed, report
from bot.domain.knowledge import Language


def attach(
    folder: Path, entry_id: str, language: Language, phrasing: str, *, today: date
) -> Sequence[str]:
    """Write ``phrasing`` into the file of an entry if all of ``folder`` passes the check with it.

    Returns what is wrong; nothing is written then.

    Raises:
        LookupError: there is no such entry, or its file is not laid out as usual.
    """
    file = _file(folder, entry_id)
    fresh = _with(file.read_text(encoding="utf-8"), language, phrasing)
    with TemporaryDirectory() as scratch:
        copy = Path(scratch) / "knowledge"
        copytree(folder, copy)
        (copy / file.relative_to(folder)).write_text(fresh, encoding="utf-8")
        findings = lint(copy, today=today)
    if failed(findings):
        return report(findings)
    file.write_text(fresh, encoding="utf-8")
    return ()


def _file(folder: Path, entry_id: str) -> Path:
    found = next(iter((folder / "faq").glob(f"*/{entry_id}.yaml")), None)
    if found is None:
        raise LookupError(f"there is no entry {entry_id}")
    return found


def _with(text: str, language: Language, phrasing: str) -> str:
    """Return the file with one more phrasing, last in its list."""
    shape = re.compile(
        rf"(^{language}:\n(?:(?!^\S).*\n)*?  phrasings:\n)((?: {{4}}- .*\n)+)", re.MULTILINE
    )
    if not shape.search(text):
        raise LookupError("its list of phrasings cannot be found")
    line = f'    - "{phrasing}"\n'
    return shape.sub(lambda found: found[1] + found[2] + line, text, count=1)
