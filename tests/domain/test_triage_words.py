"""Triage with the patterns of this repository: what must be seen, however it is written.

Content warning: the lines speak of suicide, self-harm and abuse.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from bot.domain.crisis import Kind, Tier
from bot.domain.danger_text import clauses
from bot.domain.triage import Triage
from tests.domain.patterns import lines, our_triage, patterns_of, rows

ORDER = "dev fresh second third fourth fifth sixth seventh"
SETS = tuple(f"crisis_{nth}" for nth in ORDER.split())
PLAIN = (
    "i want to kill myself",
    "i don't want to live anymore",
    "i cut myself last night",
    "he won't wake up and his lips are blue",
    "i took a whole bottle of pills",
    "my husband beats me",
    "my stepdad touches me",
    "my brother wants to kill himself",
    "i am having a seizure",
    "the voices are telling me to hurt people",
    "me quiero matar",
    "mi hermano no despierta",
    "mi esposo me pega",
)
LONG_STORY = "i have been going to meetings for three years and my sponsor is great. " * 40

WRAPS: dict[str, Callable[[str], str]] = {
    "lol": lambda line: f"{line} lol",
    "haha before": lambda line: f"haha {line}",
    "capitals": str.upper,
    "no signs": lambda line: line.replace("'", "").replace(",", ""),
    "exclamation": lambda line: f"{line}!!!",
    "idiom before": lambda line: f"this heat is killing me, {line}",
    "idiom after": lambda line: f"{line}. I'm dying of laughter",
    "not suicidal but": lambda line: f"I'm not suicidal but {line}",
    "other denial": lambda line: f"I'm not drinking, {line}",
    "past sentence": lambda line: f"Years ago I was fine. {line}",
    "past part": lambda line: f"Years ago I got sober and now {line}",
    "song": lambda line: f"i love that song about suicide. {line}",
    "zero width": "\u200b".join,
    "full width": lambda line: "".join(
        chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in line
    ),
    "spaced letters": lambda line: "  ".join(
        " ".join(word) if word.isalpha() and len(word) > 2 else word for word in line.split()
    ),
    "stretched": lambda line: line + line[-1] * 4 * line[-1].isalpha(),
    "long story": lambda line: f"{LONG_STORY} {line}. {LONG_STORY}",
    "question": lambda line: f"how do i find a meeting? {line}",
    "new lines": lambda line: line.replace(" ", "\n"),
    "emoji between": lambda line: line.replace(" ", " 😔 ", 2),
    "mask": lambda line: _in_longest(line, lambda word: word[:1] + "*" + word[2:]),
    "a typo": lambda line: _in_longest(line, lambda word: word[:2] + word[3] + word[2] + word[4:]),
}
SLIPPERY = {"mask", "a typo", "no signs"}
"""Dresses that change a word or its ending: a few lines may lose theirs."""


def _in_longest(line: str, change: Callable[[str], str]) -> str:
    """Change the longest word, if it has six letters or more: one word in about ten."""
    longest = max(line.split(), key=lambda word: len(word) if word.isalpha() else 0)
    return line.replace(longest, change(longest), 1) if len(longest) > 5 else line


@pytest.mark.parametrize("wrap", WRAPS.values(), ids=WRAPS)
@pytest.mark.parametrize("line", PLAIN)
def test_a_plain_statement_stays_red_in_any_dress(line: str, wrap: Callable[[str], str]) -> None:
    assert our_triage().assess(wrap(line)).tier >= Tier.CRISIS


@pytest.mark.parametrize("name", WRAPS)
def test_no_dress_hides_an_explicit_line_of_any_set(name: str) -> None:
    seen = _red_lines()[:: 6 if name == "long story" else 1]
    hidden = [line for line in seen if our_triage().assess(WRAPS[name](line)).tier < Tier.CRISIS]

    assert len(hidden) <= (len(seen) * 0.02 if name in SLIPPERY else 0), hidden


@cache
def _red_lines() -> list[str]:
    """Every explicit line that is seen at all, of every set; a bare "help" bears no company."""
    told = [line["text"] for name in SETS for line in lines(name) if line["label"] == "explicit"]
    return [text for text in told if _is_red(text) and len(text.split()) > 3]


@pytest.mark.parametrize(
    "line",
    [
        "thinking about suicde",
        "i want to kill myslef",
        "i am sucidal",
        "he overdoesd",
        "she is not breahting",
        "i was rapped and raped",
        "im having a siezure",
        "my boyfriend strangeld me",
        "tengo pensamientos suicdas",
        "creo que es una sobredosiss",
        "estoy combulsionando",
    ],
)
def test_one_slip_in_a_long_word_hides_nothing(line: str) -> None:
    assert our_triage().assess(line).tier >= Tier.CRISIS


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["id"])
def test_a_pattern_sees_its_own_lines(row: dict[str, Any]) -> None:
    missed = [line for line in row["must_alarm"] if not _sees(line, row)]

    assert not missed


def _sees(line: str, row: dict[str, Any]) -> bool:
    alarm = our_triage().assess(line)
    return row["id"] in alarm.patterns and alarm.tier >= Tier[row["tier"].upper()]


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["id"])
def test_a_pattern_leaves_its_near_misses_alone(row: dict[str, Any]) -> None:
    alarms = {line: our_triage().assess(line) for line in row["must_not_alarm"]}

    assert not [
        line
        for line, alarm in alarms.items()
        if row["id"] in alarm.patterns or alarm.tier >= Tier.CRISIS
    ]


@pytest.mark.parametrize(
    ("line", "kind", "third"),
    [
        ("i think i overdosed", Kind.OVERDOSE, False),
        ("my friend overdosed", Kind.OVERDOSE, True),
        ("he is having a seizure", Kind.WITHDRAWAL, True),
        ("me duele el pecho", Kind.WITHDRAWAL, False),
        ("i want to end my life", Kind.SUICIDE_ACTIVE, False),
        ("my daughter is suicidal", Kind.SUICIDE_ACTIVE, True),
        ("they would be better off without me", Kind.SUICIDE_PASSIVE, False),
        ("my dad wants to die", Kind.SUICIDE_PASSIVE, True),
        ("deja a los niños solos", Kind.CHILD, True),
        ("im 13 and my dad hits me", Kind.CHILD, False),
        ("my ex threatened to kill me", Kind.VIOLENCE, False),
        ("quiero cortarme", Kind.SELF_HARM, False),
        ("im having a panic attack", Kind.DISTRESS, False),
        ("help now", Kind.HELP, False),
        ("ayuda ya", Kind.HELP, False),
        ("i need help now", Kind.HELP, False),
        ("emergency", Kind.HELP, False),
    ],
)
def test_the_first_kind_and_the_person_are_right(line: str, kind: Kind, third: bool) -> None:  # noqa: FBT001 - a table
    alarm = our_triage().assess(line)

    assert (alarm.kinds[0], alarm.third_person) == (kind, third)
    assert alarm.tier >= Tier.CRISIS


@pytest.mark.parametrize(
    ("line", "kind", "tier"),
    [
        ("i relapsed last night", Kind.CRAVING, Tier.ELEVATED),
        ("tengo muchas ganas de consumir", Kind.CRAVING, Tier.ELEVATED),
        ("i lost my son to an overdose", Kind.BEREAVEMENT, Tier.SOFT),
        ("perdí a mi hermano", Kind.BEREAVEMENT, Tier.SOFT),
        ("I overdosed in 2017", Kind.OVERDOSE, Tier.SOFT),
        ("hace cinco años me quise matar", Kind.SUICIDE_ACTIVE, Tier.SOFT),
    ],
)
def test_what_is_no_crisis_is_still_seen(line: str, kind: Kind, tier: Tier) -> None:
    alarm = our_triage().assess(line)

    assert (alarm.kinds[0], alarm.tier) == (kind, tier)


def _share_red(name: str, label: str) -> float:
    texts = [line["text"] for line in lines(name) if line["label"] == label]
    return sum(our_triage().assess(text).tier >= Tier.CRISIS for text in texts) / len(texts)


@pytest.mark.parametrize("name", SETS)
def test_explicit_lines_of_the_open_sets_are_red(name: str) -> None:
    assert _share_red(name, "explicit") >= 0.95


@pytest.mark.parametrize("name", SETS)
def test_harmless_lines_of_the_open_sets_are_not(name: str) -> None:
    assert _share_red(name, "ok") <= 0.01


def test_no_kind_of_danger_is_seen_less_than_others() -> None:
    told, seen = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for line in (line for name in SETS for line in lines(name) if line["label"] == "explicit"):
        if "kind" in line:
            key = line["lang"], line["kind"]
            told[key] += 1
            seen[key] += our_triage().assess(line["text"]).tier >= Tier.CRISIS

    assert {key: seen[key] / told[key] for key in told if seen[key] < 0.9 * told[key]} == {}


def test_every_must_alarm_is_heard_and_no_must_not_alarm_is() -> None:
    grave = [row for row in rows() if row["tier"] in {"crisis", "emergency"}]
    missed = [line for row in grave for line in row["must_alarm"] if not _is_red(line)]
    false = [line for row in rows() for line in row["must_not_alarm"] if _is_red(line)]

    assert (missed, false) == ([], [])


def _is_red(line: str) -> bool:
    return our_triage().assess(line).tier >= Tier.CRISIS


@pytest.mark.parametrize("guard", ["denied", "past", "asking", "asked", "study", "harmless"])
def test_no_guard_is_the_only_cause_of_a_miss(guard: str) -> None:
    bare = {row["id"]: row for row in rows()}
    without = Triage(
        replace(pattern, slots={**pattern.slots, guard: ()})
        for pattern in patterns_of(bare.values())
    )
    told = [line["text"] for name in SETS for line in lines(name) if line["label"] == "explicit"]

    hidden = [text for text in told if not _is_red(text)]
    assert [text for text in hidden if without.assess(text).tier >= Tier.CRISIS] == []


@pytest.mark.parametrize(
    "line",
    [
        "puedo quedarme nomás escuchando",
        "narcan at home yes or no",
        "can they send an ambulance",
        "this week work killed my weekend",
        "esta semana me mató el trabajo",
        "mi niña se comió todo el brócoli",
    ],
)
def test_harmless_talk_raises_nothing(line: str) -> None:
    assert our_triage().assess(line).tier == Tier.NONE


@pytest.mark.parametrize(
    "line",
    [
        "will a peer help if I'm suicidal",
        "can i talk to someone if i'm suicidal",
        "i didnt say i was suicidal",
        "yo no dije que me quería matar",
        "qué pasa si digo que me quiero matar",
    ],
)
def test_a_question_or_a_correction_is_a_check_in_and_no_card(line: str) -> None:
    assert our_triage().assess(line).tier == Tier.ELEVATED


def test_what_was_so_in_rehab_and_is_no_more_is_soft() -> None:
    assert our_triage().assess("I was suicidal in rehab but not anymore").tier == Tier.SOFT


@pytest.mark.parametrize(
    "line",
    [
        "i took all my pills because it hurts",
        "i am going to kill myself tonight",
        "my brother is not breathing",
        "the gun is in my mouth",
        "me tomé todas las pastillas",
        "marcus overdosed last night",
        'the teen wrote "I want to die"',
    ],
)
def test_plan_means_and_signs_of_death_are_red(line: str) -> None:
    assert our_triage().assess(line).tier >= Tier.CRISIS


GOOD_WORDS = (
    "quedarme portarme contarme casarme llamarme tomarme public power according education brought "
    "recent beach plant flight tests quiet understand whatever somewhere musica muestra nosotros "
    "finalmente perdon compra siete exito hermanos conciencia presidente muertas cansadas "
    "broken better drinks cooking cutting dinner thought through hangover"
)


@pytest.mark.parametrize("word", GOOD_WORDS.split())
def test_the_spelling_leaves_a_good_word_alone(word: str) -> None:
    assert list(clauses(word, our_triage()._spelling)) == [f"| {word} | "]
