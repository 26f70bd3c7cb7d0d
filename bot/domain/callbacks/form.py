"""The form as a state machine: what is asked after what, and what counts as an answer.

A draft is a step and the answers so far, all of them words: so it can be sealed as one, and goes
on after a restart.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Final

from bot.domain.callbacks import phones
from bot.domain.callbacks.windows import Window, bookable
from bot.domain.callbacks.zones import zone_of
from bot.domain.handoff.hours import Hours

Answers = Mapping[str, str]


class Step(StrEnum):
    """What is asked."""

    AGE = "age"
    NAME = "name"
    NUMBER = "number"
    OTHER = "other"
    """A contact card of somebody else: is that where they want to be called?"""
    CHECK = "check"
    """Their number, shown in full, for a yes."""
    ZONE = "zone"
    DAY = "day"
    TIME = "time"
    MORE = "more"
    """Another time, in case the first call is missed."""
    MESSAGE = "message"
    CALLER = "caller"
    TEXT = "text"
    LANGUAGE = "language"
    ABOUT = "about"
    SUMMARY = "summary"
    APPLY = "apply"
    """A change to a callback that is open already is complete."""
    CHILD = "child"
    """Under 13: nothing more is asked."""


ORDER: Final = (
    Step.AGE,
    Step.NAME,
    Step.NUMBER,
    Step.OTHER,
    Step.CHECK,
    Step.ZONE,
    Step.DAY,
    Step.TIME,
    Step.MORE,
    Step.MESSAGE,
    Step.CALLER,
    Step.TEXT,
    Step.LANGUAGE,
    Step.ABOUT,
    Step.SUMMARY,
)
GROUPS: Final[Mapping[str, tuple[Step, ...]]] = {
    "name": (Step.NAME,),
    "number": (Step.NUMBER, Step.OTHER, Step.CHECK),
    "time": (Step.ZONE, Step.DAY, Step.TIME, Step.MORE),
    "safe": (Step.MESSAGE, Step.CALLER, Step.TEXT),
}
"""What can be changed by itself afterwards, and the steps that it takes."""
TYPED: Final = frozenset({Step.NAME, Step.NUMBER, Step.ZONE})
"""Steps that take words; at all others a line is a question like any other."""
SKIPPED: Final = frozenset({Step.MESSAGE, Step.CALLER, Step.TEXT, Step.LANGUAGE, Step.ABOUT})
"""Steps that may be passed over; what is left unsaid counts as "no"."""
_BACK: Final = {
    Step.NAME: Step.AGE,
    Step.NUMBER: Step.NAME,
    Step.OTHER: Step.NUMBER,
    Step.CHECK: Step.NUMBER,
    Step.ZONE: Step.NUMBER,
    Step.DAY: Step.ZONE,
    Step.TIME: Step.DAY,
    Step.MORE: Step.DAY,
    Step.MESSAGE: Step.MORE,
    Step.CALLER: Step.MESSAGE,
    Step.TEXT: Step.CALLER,
    Step.LANGUAGE: Step.TEXT,
    Step.ABOUT: Step.LANGUAGE,
    Step.SUMMARY: Step.ABOUT,
}
MOST_TIMES: Final = 3
LONGEST_NAME: Final = 40
MOST_WORDS: Final = 4
SKIP: Final = "skip"
YES_OR_NO: Final = ("yes", "no")
FEWEST_DIGITS: Final = 5
"""What holds so many is no name, and may be meant as a number."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A form that is being filled in."""

    step: Step
    answers: Answers


@dataclass(frozen=True, slots=True)
class Facts:
    """What answers are held against."""

    now: datetime
    hours: Hours
    country: str
    topics: Collection[str]
    languages: Collection[str]


class MistakeError(Exception):
    """That is no answer; ``key`` says which sentence tells so."""

    def __init__(self, key: str) -> None:
        """Refuse with the sentence ``key``."""
        super().__init__(key)
        self.key = key


class WrongNumberError(MistakeError):
    """The number cannot be called."""

    def __init__(self, why: phones.Wrong) -> None:
        """Say what is wrong with it."""
        super().__init__(f"callback.number_{why}")


def answered(draft: Draft, word: str, facts: Facts) -> Draft:
    """Return the form after ``word``, the word of a button or, at some steps, typed.

    Raises:
        MistakeError: it is no answer to what is asked.
    """
    if word == SKIP and draft.step in SKIPPED:
        return _on(draft, {str(draft.step): ""})
    match draft.step:
        case Step.AGE:
            return _age(draft, word)
        case Step.NAME:
            return _on(draft, {"name": _name(word)})
        case Step.NUMBER | Step.OTHER | Step.CHECK:
            return _number(draft, word, facts)
        case Step.ZONE | Step.DAY | Step.TIME | Step.MORE:
            return _time(draft, word, facts)
        case step:
            return _chosen(draft, step, word, facts)


def _chosen(draft: Draft, step: Step, word: str, facts: Facts) -> Draft:
    choices: Mapping[Step, Collection[str]] = {
        Step.MESSAGE: YES_OR_NO,
        Step.CALLER: YES_OR_NO,
        Step.TEXT: YES_OR_NO,
        Step.LANGUAGE: facts.languages,
        Step.ABOUT: facts.topics,
    }
    if word not in choices.get(step, ()):
        raise MistakeError("callback.old_button")
    return _on(draft, {str(step): word})


def takes(draft: Draft, text: str) -> bool:
    """Tell whether a typed line is an answer; else it is a question like any other."""
    looks_like_a_number = sum(sign.isdigit() for sign in text) >= FEWEST_DIGITS
    waits_for_yes = draft.step in {Step.OTHER, Step.CHECK}
    return draft.step in TYPED or (waits_for_yes and looks_like_a_number)


def _age(draft: Draft, word: str) -> Draft:
    if word == "child":
        return Draft(Step.CHILD, {})
    if word not in {"adult", "minor"}:
        raise MistakeError("callback.old_button")
    return _on(draft, {"age": word})


def _name(word: str) -> str:
    name = " ".join(word.split())
    digits = sum(sign.isdigit() for sign in name)
    if not name or len(name) > LONGEST_NAME or len(name.split()) > MOST_WORDS:
        raise MistakeError("callback.name_long")
    if digits >= FEWEST_DIGITS or name.endswith("?"):
        raise MistakeError("callback.name_odd")
    return name


def _number(draft: Draft, word: str, facts: Facts) -> Draft:
    answers = {key: said for key, said in draft.answers.items() if key != "maybe"}
    match draft.step, word:
        case Step.OTHER, "yes":
            return replace(draft, step=Step.CHECK)
        case Step.CHECK, "yes":
            return _on(Draft(Step.CHECK, answers), {"number": draft.answers["maybe"]})
        case ((Step.OTHER | Step.CHECK), "no"):
            return Draft(Step.NUMBER, answers)
        case _:  # a number that is typed while another one is shown takes its place
            pass
    return _maybe(draft, phones.read(word, facts.country), Step.CHECK)


def carded(draft: Draft, digits: str, facts: Facts, *, own: bool) -> Draft:
    """Return the form after a contact card; somebody else's is asked about.

    Raises:
        WrongNumberError: the number on it cannot be called.
    """
    found = phones.from_card(digits, facts.country)
    return _maybe(draft, found, Step.CHECK if own else Step.OTHER)


def _maybe(draft: Draft, found: phones.Phone | phones.Wrong, step: Step) -> Draft:
    if isinstance(found, phones.Wrong):
        raise WrongNumberError(found)
    return Draft(step, {**draft.answers, "maybe": found.e164})


def _time(draft: Draft, word: str, facts: Facts) -> Draft:
    if draft.step is Step.ZONE:
        return _zone(draft, word)
    if draft.step is Step.DAY:
        return _on(draft, {"day": _day(draft, word, facts).isoformat()})
    return _take_window(draft, word, facts) if draft.step is Step.TIME else _more(draft, word)


def _zone(draft: Draft, word: str) -> Draft:
    zone = zone_of(word)
    if zone is None:
        raise MistakeError("callback.zone_unknown")
    same = zone == draft.answers.get("zone")
    return _on(draft, {} if same else {"zone": zone, "times": ""})


def _day(draft: Draft, word: str, facts: Facts) -> date:
    days = free(draft, facts)
    found = next((day for day in days if day.isoformat() == word), None)
    if found is None:
        raise MistakeError("callback.time_gone")
    return found


def _take_window(draft: Draft, word: str, facts: Facts) -> Draft:
    day = _day(draft, draft.answers["day"], facts)
    found = [one for one in free(draft, facts)[day] if str(int(one.start.timestamp())) == word]
    if not found:
        raise MistakeError("callback.time_gone")
    times = sorted([*times_of(draft.answers), *found])
    answers = {"times": written(times)}
    if len(times) < MOST_TIMES:
        return Draft(Step.MORE, {**draft.answers, **answers})
    return _on(replace(draft, step=Step.MORE), answers)


def _more(draft: Draft, word: str) -> Draft:
    if word == "more":
        return replace(draft, step=Step.DAY)
    if word == "anew":
        return Draft(Step.DAY, {**draft.answers, "times": ""})
    if word != "done":
        raise MistakeError("callback.old_button")
    return _on(draft, {})


def free(draft: Draft, facts: Facts) -> Mapping[date, list[Window]]:
    """Return the times that can still be chosen, by day; those chosen already are left out."""
    taken = times_of(draft.answers)
    found = bookable(facts.hours, draft.answers["zone"], facts.now)
    left = {day: [one for one in those if one not in taken] for day, those in found.items()}
    return {day: those for day, those in left.items() if those}


def times_of(answers: Answers) -> tuple[Window, ...]:
    """Return the times in a form."""
    pairs = (pair.split("-") for pair in answers.get("times", "").split())
    return tuple(Window(_at(start), _at(end)) for start, end in pairs)


def written(times: Collection[Window]) -> str:
    """Return times as a form keeps them."""
    return " ".join(f"{_seconds(one.start)}-{_seconds(one.end)}" for one in times)


def _seconds(at: datetime) -> int:
    return int(at.timestamp())


def _at(seconds: str) -> datetime:
    return datetime.fromtimestamp(int(seconds), UTC)


def _on(draft: Draft, said: Answers) -> Draft:
    """Go on to the next step; a change of one thing goes back to where it came from."""
    answers = {**draft.answers, **said}
    following = ORDER[ORDER.index(draft.step) + 1]
    if following is Step.OTHER:
        following = Step.CHECK
    then = answers.get("then")
    if then and following not in _group_of(draft.step):
        return Draft(Step(then), {key: one for key, one in answers.items() if key != "then"})
    return Draft(following, answers)


def _group_of(step: Step) -> tuple[Step, ...]:
    return next((steps for steps in GROUPS.values() if step in steps), ())


def back(draft: Draft) -> Draft | None:
    """Return the form one step earlier; ``None`` if there is nothing before it.

    The first step of a change leads back to the summary, or out of the change.
    """
    then = draft.answers.get("then")
    before = _BACK.get(draft.step)
    if then and before not in _group_of(draft.step):
        rest = {key: one for key, one in draft.answers.items() if key != "then"}
        return Draft(Step.SUMMARY, rest) if then == Step.SUMMARY else None
    return None if before is None else replace(draft, step=before)


def changing(answers: Answers, group: str, then: Step) -> Draft:
    """Return the form at the first step of what is to be changed.

    Raises:
        MistakeError: there is no such thing to change.
    """
    if group not in GROUPS:
        raise MistakeError("callback.old_button")
    said = dict(answers) | {"then": str(then)}
    if group == "time":
        said["times"] = ""
    return Draft(GROUPS[group][0], said)
