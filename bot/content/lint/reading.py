"""How hard an answer is to read, by the two usual formulas.

Not textstat, see docs/decisions/0014-reading-grade.md.  Ours count groups of vowels, which is
rough for one word and good enough for fifty; a list item is a sentence.

Sources:
    Kincaid et al. (1975), Derivation of new readability formulas, Navy report 8-75.
    Fernández Huerta (1959), Medidas sencillas de lecturabilidad; with Law's correction (2011) of
    its second term, which is per word, not per hundred: 206.84 - 60 P - 1.02 F.
"""

import re
from collections.abc import Iterator
from typing import Final

from bot.content.findings import Finding
from bot.content.lint.passages import passages
from bot.content.tree import Tree

HARDEST_GRADE: Final = 8.0
"""School grade of English."""
HARDEST_SCORE: Final = 60.0
"""Of Spanish; 100 is easiest, 60 to 70 is plain."""
_READ: Final = frozenset({"answer", "page", "sentence", "helpline", "spoken"})

_SENTENCE: Final = re.compile(r"[.?…]+(?:\s|$)|\n+")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_EN_VOWELS: Final = re.compile(r"[aeiouy]+")
_EN_SILENT: Final = re.compile(r"(?:[^laeiouy]e|[^aeiouytd]ed|[^aeiouysxzcg]es)$")
_ES_VOWELS: Final = re.compile(r"[aeoáéíóú]|(?<![aeoáéó])[iuü]+(?![aeoáéó])")


def reading(tree: Tree) -> Iterator[Finding]:
    """Mention answers, pages and sentences that are hard to read."""
    for one in passages(tree):
        if one.part not in _READ or len(_WORD.findall(one.text)) < 30:
            continue
        if one.language == "en" and (grade := english_grade(one.text)) > HARDEST_GRADE:
            told = f"reads like grade {grade:.1f}, aim for {HARDEST_GRADE:.0f} or less"
            yield one.finding("reading", f"{told}: shorter sentences and words", "warning")
        if one.language == "es" and (score := spanish_ease(one.text)) < HARDEST_SCORE:
            told = f"has {score:.0f} of 100 for ease, aim for {HARDEST_SCORE:.0f} or more"
            yield one.finding("reading", f"{told}: shorter sentences and words", "warning")


def english_grade(text: str) -> float:
    """Return the Flesch-Kincaid grade of ``text``; 0 for a text without words."""
    words, sentences = _WORD.findall(text), _sentences(text)
    if not words:
        return 0.0
    syllables = sum(map(_english_syllables, words))
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


def spanish_ease(text: str) -> float:
    """Return the Fernández Huerta ease of ``text``; 100 for a text without words."""
    words, sentences = _WORD.findall(text), _sentences(text)
    if not words:
        return 100.0
    syllables = sum(max(1, len(_ES_VOWELS.findall(word.lower()))) for word in words)
    return 206.84 - 60 * syllables / len(words) - 1.02 * len(words) / sentences


def _sentences(text: str) -> int:
    return max(1, sum(bool(_WORD.search(part)) for part in _SENTENCE.split(text)))


def _english_syllables(word: str) -> int:
    plain = word.lower().replace("’", "'").split("'")[0]
    groups = len(_EN_VOWELS.findall(plain))
    return max(1, groups - bool(_EN_SILENT.search(plain)))
