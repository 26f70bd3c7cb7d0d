"""Begin a new entry: a copy of the template at its place, never over another one."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from bot.content.tree import TEMPLATES, read_tree
from bot.content.whole import FILE_NAME, LONGEST_ID
from bot.domain.knowledge import Audience
from bot.domain.text import clip, normalise, words

REVIEW_AFTER: Final = timedelta(days=180)
_QUESTION: Final = re.compile(r"(?m)^(  question: ).*$")


class NewEntryError(Exception):
    """The entry cannot be begun; the message says why and how to mend it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """What is known of an entry before it is written."""

    group: str
    question: str
    """In English."""
    pregunta: str
    """In Spanish."""
    entry_id: str | None = None
    """``None`` to make it from the English question."""
    audience: Audience = Audience.ALL


def begin(folder: Path, new: Beginning, today: date) -> Path:
    """Write the file and return where it is.

    Raises:
        NewEntryError: the group or the template is missing, or the id is taken or cannot be used.
    """
    name = new.entry_id or id_from(new.question)
    _check(folder, new.group, name)
    path = folder / "faq" / new.group / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(_filled(_template(folder), new, today))
    except FileExistsError:
        raise NewEntryError(f"{path} is there already. Choose another id.") from None
    return path


def id_from(question: str) -> str:
    """Return an id made of the question's words, as many as fit."""
    plain = re.sub(r"[^a-z0-9]+", " ", " ".join(words(normalise(question).replace("'", ""))))
    return clip(plain, LONGEST_ID).rstrip("…").strip().replace(" ", "-")


def _check(folder: Path, group: str, name: str) -> None:
    tree = read_tree(folder)
    groups = [row.id for row in tree.groups.body.root] if tree.groups else []
    if group not in groups:
        raise NewEntryError(f"There is no group {group!r}. There are: {', '.join(groups)}.")
    if not FILE_NAME.fullmatch(name) or len(name) > LONGEST_ID:
        told = f"small letters, digits and -, at most {LONGEST_ID}"
        raise NewEntryError(f"{name!r} cannot be an id. Give one with --id: {told}.")
    taken = {path.stem: path for path in (folder / "faq").glob("*/*.yaml")}
    if name in taken:
        raise NewEntryError(f"{taken[name]} is there already. Choose another id.")


def _template(folder: Path) -> str:
    path = folder / TEMPLATES / "entry.yaml"
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise NewEntryError(f"{path} is missing: copy it from a fresh checkout.") from None
    return re.sub(r"\A(?:#.*\n)+\n?", "", text)


def _filled(text: str, new: Beginning, today: date) -> str:
    questions = iter((new.question, new.pregunta))
    text = _QUESTION.sub(lambda line: line[1] + _quoted(next(questions)), text)
    text = re.sub(r"next: <write [^}]*>", f"next: {today + REVIEW_AFTER}", text)
    return text.replace("audience: all ", f"audience: {new.audience} ", 1)


def _quoted(text: str) -> str:
    escaped = text.strip().replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
