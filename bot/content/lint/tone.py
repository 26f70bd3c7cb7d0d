"""How we speak: no shouting, no promises, no labels for people, no marks that are not shown."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.content.findings import Finding, Severity
from bot.content.lint.passages import passages
from bot.content.models import AvoidRow
from bot.content.tree import Tree
from bot.domain.knowledge import Language
from bot.domain.text import normalise

_QUOTED: Final = re.compile(r"“[^”]*”|«[^»]*»|\"[^\"]*\"|‘[^’]*’")
_LOUD: Final = re.compile(r"[!¡‼⁉❗❕]")
_EMOJI: Final = frozenset("🎉🎊🥳🎈🎆🎇🪅🍾🥂🍻🍺🍷🍸🍹🥃🍶💊💉🩸🔪🗡🪒🔫💣🪢☠💀⚰🪦⚱🚬🌿🍃👻🔥💯")
_PROMISES: Final = {
    "en": r"100 ?%|guarantee\w*|always works?|never fails?|success rates?|\bcure[sd]?\b"
    r"|miracle\w*"
    r"|(?:will|'ll) keep (?:it|this|that) (?:a )?secret|(?:stays?|is) (?:just )?between us"
    r"|your secret\b|won't tell (?:anyone|anybody)|never tell (?:anyone|anybody)",
    "es": r"100 ?%|garanti[zc]\w*|siempre funciona\w*|nunca falla\w*|tasas? de exito"
    r"|\bcuran?\b|\bcurar(?:se|te|lo|la)?\b|milagr\w*"
    r"|guardar\w* (?:el|tu) secreto|\b(?:queda|quedara|es) entre nosotros|\btu secreto\b"
    r"|no se lo (?:dire|voy a decir|contare|voy a contar) a nadie",
}
_NOT: Final = re.compile(
    r"(?:\b(?:no|not|nor|none|nothing|nobody|never|without|cannot"
    r"|nadie|nada|nunca|ni|sin|ningun\w*)\b|n't\b)[^.:;]{0,40}$"
)
_MARKS: Final = (
    (re.compile(r"^#{1,6} ", re.MULTILINE), "a heading (#)"),
    (re.compile(r"\[[^\]]+\]\([^)]+\)"), "a Markdown link"),
    (re.compile(r"`"), "a back quote (`)"),
    (re.compile(r"</?[a-z]+>"), "HTML"),
    (re.compile(r"(?<![*\w])\*(?!\*)[^*\n]+\*(?!\*)"), "text in single stars"),
    (re.compile(r"(?<!\w)__?[^_\n]+__?(?!\w)"), "text in underscores"),
    (
        re.compile(r"^\* |^[ \t]+[-*] ", re.MULTILINE),
        "a list that is not `- ` at the start of a line",
    ),
)


def calm(tree: Tree) -> Iterator[Finding]:
    """Refuse exclamation marks and emoji of parties, drugs, weapons and death."""
    for passage in passages(tree):
        if _LOUD.search(passage.text):
            yield passage.finding("calm", "has an exclamation mark: say it calmly")
        for sign in sorted(_EMOJI.intersection(passage.text)):
            yield passage.finding("calm", f"has {sign}: leave it out")


def promises(tree: Tree) -> Iterator[Finding]:
    """Refuse what nobody can promise, unless the sentence says that it is not promised."""
    for passage in passages(tree):
        text = normalise(_QUOTED.sub(" ", passage.text))
        for found in re.finditer(_PROMISES[passage.language], text):
            if not _NOT.search(text[: found.start()]):
                told = f"says {found[0]!r}: nobody can promise that, say what is likely"
                yield passage.finding("promises", told)


def marks(tree: Tree) -> Iterator[Finding]:
    """Refuse marks that would reach people as they are typed."""
    for passage in passages(tree):
        for sign, name in _MARKS:
            if sign.search(passage.text):
                told = f"has {name}, which is not shown as such: use **bold**, `- ` or plain text"
                yield passage.finding("marks", told)
        if passage.text.count("**") % 2:
            yield passage.finding("marks", "has ** without its partner")


@dataclass(frozen=True, slots=True)
class _Term:
    """A term to avoid, ready to be looked for in normalised text."""

    row: AvoidRow
    sign: re.Pattern[str]
    allowed: re.Pattern[str] | None

    @classmethod
    def of(cls, row: AvoidRow) -> "_Term":
        allowed = [re.escape(normalise(one)) for one in row.allow]
        term = re.escape(normalise(row.term))
        return cls(
            row,
            re.compile(rf"(?<!\w){term}(?:e?s)?(?!\w)"),
            re.compile("|".join(sorted(allowed, key=len, reverse=True))) if allowed else None,
        )

    def is_in(self, text: str) -> bool:
        rest = self.allowed.sub(" ", text) if self.allowed else text
        return self.sign.search(rest) is not None


def person_first(tree: Tree) -> Iterator[Finding]:
    """Refuse words that make a person their illness; quotations are left alone."""
    terms: dict[Language, list[_Term]] = {
        language: [_Term.of(row) for row in filed.body.avoid]
        for language, filed in tree.words.items()
    }
    for passage in passages(tree):
        text = normalise(_QUOTED.sub(" ", passage.text))
        for term in terms.get(passage.language, []):
            if term.is_in(text):
                severity: Severity = "error" if term.row.severity == "error" else "warning"
                told = f"says {term.row.term!r}: say {term.row.say!r}"
                yield passage.finding("person-first", told, severity)
