"""Tell a slip of the hand or the ear from another good word that only looks alike.

``quedarme`` is no slip of ``quemarme``: hands swap, drop and double letters and hit the key next
to the right one; ears mix up letters that sound alike.  One letter replaced by any other, or
another ending of the same word, is more often a word of its own.
"""

from itertools import pairwise

from rapidfuzz.distance import OSA

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SOUND_ALIKE = ("bv", "scz", "ckq", "iy", "gj", "mn", "xs", "fv")
_MIXED_UP = frozenset(
    frozenset(pair)
    for pair in [
        *(pair for row in _ROWS for pair in pairwise(row)),
        *((one, other) for group in _SOUND_ALIKE for one in group for other in group),
    ]
)
_VOWELS = frozenset("aeiou")
_LONG_ENOUGH_FOR_VOWELS = 7
"""Letters; in a shorter word another vowel makes another word: ``batter``, ``better``."""
_ENDINGS = frozenset(
    frozenset(pair)
    for pair in [
        ("", "s"), ("", "d"), ("", "r"), ("", "rs"), ("", "es"), ("", "ed"), ("", "ly"),
        ("d", "s"), ("d", "r"), ("s", "r"), ("y", "ies"), ("e", "ing"), ("ed", "er"), ("ed", "es"),
        ("", "n"), ("", "le"), ("", "lo"), ("", "la"), ("", "me"), ("", "te"), ("", "se"),
        ("a", "o"), ("a", "e"), ("o", "e"), ("as", "os"), ("as", "es"), ("an", "en"),
        ("me", "te"), ("me", "se"), ("me", "le"), ("me", "lo"), ("me", "la"), ("te", "se"),
        ("se", "le"), ("se", "lo"), ("se", "la"), ("o", "as"), ("a", "os"), ("o", "es"),
    ]
)  # fmt: skip
"""Two endings that one word may take: what differs only so is an inflection, not a slip."""


def may_slip(word: str, target: str) -> bool:
    """Say whether ``word`` may be ``target``, mistyped.

    One slip is allowed in five letters or more, two in nine or more; the first letter is kept
    in words of less than eight.
    """
    shorter = min(len(word), len(target))
    most = 2 if shorter >= 9 else 1
    if shorter < 5 or (word[0] != target[0] and shorter < 8):
        return False
    slips = OSA.distance(word, target, score_cutoff=most)
    return slips <= most and not _is_inflection(word, target) and _is_likely(word, target, slips)


def _is_inflection(word: str, target: str) -> bool:
    same = next(
        (at for at, (one, other) in enumerate(zip(word, target, strict=False)) if one != other),
        min(len(word), len(target)),
    )
    if word[same - 1 :] == 2 * word[same - 1]:
        return False  # the last letter twice: "sobredosiss"
    return frozenset((word[same:], target[same:])) in _ENDINGS


def _is_likely(word: str, target: str, slips: int) -> bool:
    """Look at letters that were replaced; those swapped, dropped or added are always likely."""
    if slips != 1 or len(word) != len(target):
        return True
    off = [at for at, (one, other) in enumerate(zip(word, target, strict=True)) if one != other]
    return len(off) > 1 or _may_replace(word, target, off[0])


def _may_replace(word: str, target: str, at: int) -> bool:
    pair = frozenset((word[at], target[at]))
    if pair in _MIXED_UP:
        return True
    inside = 0 < at < len(word) - 1
    return inside and pair <= _VOWELS and len(word) >= _LONG_ENOUGH_FOR_VOWELS
