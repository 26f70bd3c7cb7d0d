"""What a button carries: a verb and at most one word, in 64 bytes.

A button outlives the release that made it, so the verbs below are never given another meaning;
what cannot be read is an old button, and the person is told so.
"""

from dataclasses import dataclass

from bot.domain.handoff.actions import Action

LONGEST = 64
"""Bytes of callback data that Telegram takes."""


@dataclass(frozen=True, slots=True)
class Agree:
    """Go on below the first screen."""


@dataclass(frozen=True, slots=True)
class ShowPrivacy:
    """Read what is kept and what is not."""


@dataclass(frozen=True, slots=True)
class HelpNow:
    """Show the crisis card."""


@dataclass(frozen=True, slots=True)
class AllHelplines:
    """Show every helpline of the country."""


@dataclass(frozen=True, slots=True)
class Safe:
    """Say that the crisis card was not needed."""


@dataclass(frozen=True, slots=True)
class Forget:
    """Erase what is kept about oneself."""


@dataclass(frozen=True, slots=True)
class Keep:
    """Erase nothing after all."""


@dataclass(frozen=True, slots=True)
class Awake:
    """Say that the one who took too much is awake."""


@dataclass(frozen=True, slots=True)
class Hide:
    """Put a neutral sentence in place of a card that somebody else might see."""


@dataclass(frozen=True, slots=True)
class NotSure:
    """Answer "Are you safe right now?" with anything but yes."""


@dataclass(frozen=True, slots=True)
class CannotCall:
    """Say that the numbers are no help as they are."""


@dataclass(frozen=True, slots=True)
class SomebodyElse:
    """Say that the card is about another person; ``word`` is its kind."""

    word: str


@dataclass(frozen=True, slots=True)
class ItsMe:
    """Say that the card is about oneself; ``word`` is its kind."""

    word: str


@dataclass(frozen=True, slots=True)
class Barrier:
    """Say what stands between oneself and a number; ``word`` is the barrier."""

    word: str


@dataclass(frozen=True, slots=True)
class ForWhom:
    """Say for whom one is here; ``word`` is an audience."""

    word: str


@dataclass(frozen=True, slots=True)
class ShowEntry:
    """Read an entry; ``word`` is its id."""

    word: str


@dataclass(frozen=True, slots=True)
class NoneOfThese:
    """Say that no suggestion fits."""


@dataclass(frozen=True, slots=True)
class Topics:
    """See the shelves."""


@dataclass(frozen=True, slots=True)
class ShowGroup:
    """See a shelf; ``word`` is its group's id."""

    word: str


@dataclass(frozen=True, slots=True)
class Articles:
    """See the articles."""


@dataclass(frozen=True, slots=True)
class TurnTo:
    """Turn to a page; ``word`` is ``article.number``, numbers from 1."""

    word: str


@dataclass(frozen=True, slots=True)
class Helped:
    """Say that an entry helped; ``word`` is its id."""

    word: str


@dataclass(frozen=True, slots=True)
class DidNotHelp:
    """Say that an entry did not help; ``word`` is its id."""

    word: str


@dataclass(frozen=True, slots=True)
class Speak:
    """Change the language; ``word`` is its code."""

    word: str


@dataclass(frozen=True, slots=True)
class AttachGap:
    """Make an unanswered question a phrasing; ``word`` is ``question.entry``, by number and id."""

    word: str


@dataclass(frozen=True, slots=True)
class IgnoreGap:
    """Say that an unanswered question is none of ours; ``word`` is its number."""

    word: str


@dataclass(frozen=True, slots=True)
class FinishGap:
    """Say that an unanswered question has been seen to; ``word`` is its number."""

    word: str


@dataclass(frozen=True, slots=True)
class LaterGap:
    """See the next unanswered question; ``word`` is the number of this one."""

    word: str


@dataclass(frozen=True, slots=True)
class LiveIn:
    """Say where one lives; ``word`` is a country's code, or ``-`` for one we know nothing of."""

    word: str


@dataclass(frozen=True, slots=True)
class Act:
    """Do something in the queue; what ``word`` means depends on ``action``."""

    action: Action
    word: str = ""


BelowCard = Awake | Hide | NotSure | CannotCall
Simple = (
    Agree
    | ShowPrivacy
    | HelpNow
    | AllHelplines
    | Safe
    | NoneOfThese
    | Topics
    | Articles
    | Forget
    | Keep
)
Plain = Simple | BelowCard
Curated = ForWhom | ShowEntry | ShowGroup | TurnTo | Helped | DidNotHelp | Speak | LiveIn
AboutDanger = SomebodyElse | ItsMe | Barrier
Worded = Curated | AboutDanger
Gap = AttachGap | IgnoreGap | FinishGap | LaterGap
Press = Plain | Worded | Act | Gap

ACT = "h."
"""Before an action of the queue."""

PLAIN: dict[str, type[Plain]] = {
    "go": Agree,
    "pv": ShowPrivacy,
    "sos": HelpNow,
    "hl": AllHelplines,
    "ok": Safe,
    "no": NoneOfThese,
    "ts": Topics,
    "as": Articles,
    "fg": Forget,
    "kp": Keep,
    "aw": Awake,
    "hd": Hide,
    "ns": NotSure,
    "cc": CannotCall,
}
WORDED: dict[str, type[Worded | Gap]] = {
    "who": ForWhom,
    "e": ShowEntry,
    "g": ShowGroup,
    "p": TurnTo,
    "y": Helped,
    "n": DidNotHelp,
    "l": Speak,
    "ga": AttachGap,
    "gi": IgnoreGap,
    "gd": FinishGap,
    "gn": LaterGap,
    "c": LiveIn,
    "se": SomebodyElse,
    "me": ItsMe,
    "b": Barrier,
}
_VERBS = {kind: verb for verbs in (PLAIN, WORDED) for verb, kind in verbs.items()}


def packed(press: Press) -> str:
    """Return what the button carries.

    Raises:
        ValueError: the word is too long for a button.
    """
    if isinstance(press, Act):
        data = f"{ACT}{press.action}:{press.word}"
    elif isinstance(press, Worded | Gap):
        data = f"{_VERBS[type(press)]}:{press.word}"
    else:
        data = _VERBS[type(press)]
    if len(data.encode()) > LONGEST:
        raise ValueError(f"too long for a button: {data}")
    return data


def unpacked(data: str) -> Press | None:
    """Return what was pressed, or ``None`` for a button that nobody knows any more."""
    verb, colon, word = data.partition(":")
    if verb.startswith(ACT):
        return Act(Action(verb[len(ACT) :]), word) if verb[len(ACT) :] in set(Action) else None
    if colon:
        worded = WORDED.get(verb)
        return worded(word) if worded else None
    plain = PLAIN.get(verb)
    return plain() if plain else None
