"""Read every file of ``knowledge/`` and collect what is wrong with each, one by one."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Final, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from bot.content import plain_yaml
from bot.content.findings import Finding, dotted
from bot.content.markdown import BrokenArticleError, split_article
from bot.content.models import (
    ArticleHead,
    CardsFile,
    CrisisFile,
    EntryFile,
    GroupsFile,
    PackFile,
    RequiredFile,
    TextsFile,
    WordsFile,
)
from bot.content.peer_models import (
    AliasesFile,
    BoundaryFile,
    DebriefFile,
    HoursFile,
    RehearsalFile,
    RepliesFile,
    TopicsFile,
    TrainingsFile,
    WishesFile,
)
from bot.content.wording import explain
from bot.domain.knowledge import LANGUAGES, Language, Page

M = TypeVar("M", bound=BaseModel)
Lines = Mapping[tuple[str | int, ...], int]


@dataclass(frozen=True, slots=True)
class Filed(Generic[M]):
    """A file that could be read, and where it came from."""

    file: str
    stem: str
    """The file's name without its ending: the id of what it holds."""
    folder: str
    """The name of its folder: the group of an entry."""
    body: M
    lines: Lines

    def finding(self, path: tuple[str | int, ...], message: str, **more: str) -> Finding:
        """Return a finding about the place ``path`` of this file."""
        rule, severity = more.get("rule", "format"), more.get("severity", "error")
        return Finding(
            file=self.file,
            key=dotted(path),
            message=message,
            rule=rule,
            severity="warning" if severity == "warning" else "error",
            line=line_of(self.lines, path),
        )


@dataclass(frozen=True, slots=True)
class FiledArticle:
    """An article in one language."""

    id: str
    language: Language
    head: Filed[ArticleHead]
    pages: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class PeerFiles:
    """The files of ``peers/``, each named like its field; ``None`` for one with a complaint."""

    topics: Filed[TopicsFile] | None = None
    wishes: Filed[WishesFile] | None = None
    replies: Filed[RepliesFile] | None = None
    aliases: Filed[AliasesFile] | None = None
    trainings: Filed[TrainingsFile] | None = None
    hours: Filed[HoursFile] | None = None
    boundary: Filed[BoundaryFile] | None = None
    debrief: Filed[DebriefFile] | None = None
    rehearsal: Filed[RehearsalFile] | None = None


ByLanguage = dict[Language, Filed[M]]


@dataclass(slots=True)
class Tree:
    """What could be read, file by file, and the complaints about the rest."""

    groups: Filed[GroupsFile] | None = None
    required: Filed[RequiredFile] | None = None
    """``None`` where there is no such file: a line may do without."""
    entries: list[Filed[EntryFile]] = field(default_factory=list)
    articles: list[FiledArticle] = field(default_factory=list)
    packs: list[Filed[PackFile]] = field(default_factory=list)
    cards: ByLanguage[CardsFile] = field(default_factory=dict)
    crisis: ByLanguage[CrisisFile] = field(default_factory=dict)
    words: ByLanguage[WordsFile] = field(default_factory=dict)
    texts: ByLanguage[TextsFile] = field(default_factory=dict)
    peers: PeerFiles = field(default_factory=PeerFiles)
    complaints: list[Finding] = field(default_factory=list)


TEMPLATES: Final = "templates"
"""The folder of files to copy; nothing in it is ever shown."""
_FOLDERS: Final = {
    "faq": "*/*.yaml",
    "articles": "*.md",
    "helplines": "*.yaml",
    "cards": "*.yaml",
    "crisis": "*.yaml",
    "words": "*.yaml",
    "texts": "*.yaml",
}


def read_tree(folder: Path) -> Tree:
    """Read all of ``folder``; nothing is raised for a bad file, it becomes a complaint."""
    tree = Tree()
    reader = _Reader(folder, tree.complaints)
    tree.groups = reader.file(folder / "faq" / "groups.yaml", GroupsFile)
    if (required := folder / "faq" / "required.yaml").is_file():
        tree.required = reader.file(required, RequiredFile)
    tree.entries = list(reader.folder("faq", EntryFile))
    tree.packs = list(reader.folder("helplines", PackFile))
    tree.cards = reader.both("cards", CardsFile)
    tree.crisis = reader.both("crisis", CrisisFile)
    tree.words = reader.both("words", WordsFile)
    tree.texts = reader.both("texts", TextsFile)
    tree.articles = list(reader.articles())
    tree.peers = reader.peers()
    reader.strays()
    return tree


def line_of(lines: Lines, path: tuple[str | int, ...]) -> int | None:
    """Return the line of ``path``, or of the nearest place around it that is known."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path) if path else None


class _Reader:
    def __init__(self, root: Path, complaints: list[Finding]) -> None:
        self._root = root
        self._complaints = complaints

    def file(self, path: Path, model: type[M]) -> Filed[M] | None:
        text = self._text(path)
        return None if text is None else self._filed(path, text, model)

    def folder(self, name: str, model: type[M]) -> Iterator[Filed[M]]:
        for path in self._paths(name):
            if (filed := self.file(path, model)) is not None:
                yield filed

    def both(self, name: str, model: type[M]) -> ByLanguage[M]:
        files = ((lang, self._root / name / f"{lang}.yaml") for lang in LANGUAGES)
        read = ((lang, self.file(path, model)) for lang, path in files)
        return {lang: filed for lang, filed in read if filed is not None}

    def articles(self) -> Iterator[FiledArticle]:
        for path in self._paths("articles"):
            if (article := self._article(path)) is not None:
                yield article

    def peers(self) -> PeerFiles:
        folder = self._root / "peers"
        return PeerFiles(
            topics=self.file(folder / "topics.yaml", TopicsFile),
            wishes=self.file(folder / "wishes.yaml", WishesFile),
            replies=self.file(folder / "replies.yaml", RepliesFile),
            aliases=self.file(folder / "aliases.yaml", AliasesFile),
            trainings=self.file(folder / "trainings.yaml", TrainingsFile),
            hours=self.file(folder / "hours.yaml", HoursFile),
            boundary=self.file(folder / "boundary.yaml", BoundaryFile),
            debrief=self.file(folder / "debrief.yaml", DebriefFile),
            rehearsal=self.file(folder / "rehearsal.yaml", RehearsalFile),
        )

    def strays(self) -> None:
        """Complain of files that nobody would ever read."""
        known = {path for name in _FOLDERS for path in self._paths(name)}
        known |= {self._root / "faq" / name for name in ("groups.yaml", "required.yaml")}
        known.update(self._root / "peers" / f"{one.name}.yaml" for one in fields(PeerFiles))
        for path in sorted(self._root.rglob("*.y*ml")):
            if path not in known and path.parent != self._root / TEMPLATES:
                self._complain(path, "is not read from here: check its folder and its ending")
        for name in ("cards", "crisis", "words", "texts"):
            for path in self._paths(name):
                if path.stem not in LANGUAGES:
                    self._complain(path, f"is no language we have: {', '.join(LANGUAGES)}")

    def _paths(self, name: str) -> list[Path]:
        return sorted((self._root / name).glob(_FOLDERS[name]))

    def _article(self, path: Path) -> FiledArticle | None:
        name, _, ending = path.stem.rpartition(".")
        language = next((lang for lang in LANGUAGES if lang == ending), None)
        if language is None or not name:
            self._complain(path, "needs a name like my-article.en.md")
            return None
        text = self._text(path)
        return None if text is None else self._split(path, text, name, language)

    def _split(self, path: Path, text: str, name: str, lang: Language) -> FiledArticle | None:
        try:
            front, pages = split_article(unicodedata.normalize("NFC", text))
        except BrokenArticleError as error:
            self._complain(path, str(error), line=error.line)
            return None
        head = self._filed(path, front, ArticleHead, first_line=2)
        return None if head is None else FiledArticle(name, lang, head, pages)

    def _text(self, path: Path) -> str | None:
        try:
            return path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            self._complain(path, "is not saved as UTF-8: save it again with that encoding")
        except FileNotFoundError:
            self._complain(path, "is missing: add the file")
        except OSError as error:
            self._complain(path, f"cannot be opened ({type(error).__name__})")
        return None

    def _filed(
        self, path: Path, text: str, model: type[M], *, first_line: int = 1
    ) -> Filed[M] | None:
        try:
            document = plain_yaml.read(text, first_line=first_line)
        except plain_yaml.BrokenYamlError as error:
            for problem in error.problems:
                self._complain(path, problem.message, key=problem.path, line=problem.line)
            return None
        try:
            body = model.model_validate(document.data)
        except ValidationError as error:
            for key, message in explain(error, model):
                self._complain(path, message, key=key, line=line_of(document.lines, key))
            return None
        return Filed(self._name(path), path.stem, path.parent.name, body, document.lines)

    def _complain(
        self,
        path: Path,
        message: str,
        *,
        key: tuple[str | int, ...] = (),
        line: int | None = None,
    ) -> None:
        self._complaints.append(Finding(self._name(path), dotted(key), message, line=line))

    def _name(self, path: Path) -> str:
        return f"knowledge/{path.relative_to(self._root).as_posix()}"
