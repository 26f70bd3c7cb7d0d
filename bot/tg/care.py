"""What somebody in danger is shown, message by message and press by press."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.care import Step, after, next_step
from bot.domain.crisis import Alarm, Kind, Tier
from bot.domain.delivery import Call
from bot.domain.knowledge import Language
from bot.tg.buttons import Awake, Barrier, CannotCall, Hide, ItsMe, NotSure, SomebodyElse
from bot.tg.calls import Screen, message
from bot.tg.desk import Desk

STILL = timedelta(minutes=2)
"""After this time somebody who got the steps of an overdose is asked how it stands."""


async def face(desk: Desk, alarm: Alarm, words: str, language: Language) -> Step:
    """Show what comes before the answer, remember it, and return what the step is."""
    step = next_step(alarm, words, desk.person.care, desk.turn.now)
    if step in {Step.CARD, Step.CARD_THEN_ANSWER}:
        show_card(desk, alarm if alarm.tier >= Tier.ELEVATED else _HELP, language)
    if step is Step.BELIEVED:
        desk.show(desk.welcome.plain("card.safe_reply"))
    await _remember(desk, step, alarm)
    return step


def follow_up(desk: Desk, step: Step, language: Language) -> None:
    """Show what comes below the answer."""
    views = desk.danger(language)
    if step is Step.CHECK_IN:
        desk.show(views.check_in(), urgent=True)
    elif step is Step.FOOTER:
        desk.show(views.footer())


def show_card(desk: Desk, alarm: Alarm, language: Language | None = None) -> None:
    """Queue the card, and for an overdose of somebody else a question two minutes later."""
    desk.show_card(alarm, language)
    if alarm.kinds[:1] == (Kind.OVERDOSE,) and alarm.third_person:
        _ask_later(desk, desk.danger(language).still())


def _ask_later(desk: Desk, screen: Screen) -> None:
    """Queue ``screen`` in a lane of its own: what the person asks meanwhile need not wait."""
    chat_id = desk.person.chat_id
    now = message(chat_id, screen, urgent=True)
    desk.turn.send(
        Call(now.method, now.params, f"later:{chat_id}", chat_id, urgent=True, delay=STILL)
    )


async def believe(desk: Desk) -> None:
    """Take "I'm safe" for what it says."""
    desk.show(desk.welcome.plain("card.safe_reply"))
    await _remember(desk, Step.BELIEVED, Alarm())


async def press(desk: Desk, pressed: Awake | Hide | NotSure | CannotCall, message_id: int) -> None:
    """Do what a button below a card or a check-in asks."""
    match pressed:
        case Awake():
            desk.show(desk.danger().awake(), urgent=True)
        case Hide():
            desk.replace(message_id, desk.welcome.plain("card.hidden"))
        case NotSure():
            show_card(desk, _HELP)
            desk.untold = _HELP
            await _remember(desk, Step.CARD, _HELP)
        case CannotCall():
            desk.show(desk.danger().barriers(), urgent=True)


async def press_about(desk: Desk, pressed: SomebodyElse | ItsMe | Barrier) -> None:
    """Show the card for the right person, or answer what stands in the way.

    Raises:
        LookupError: the button names a kind or a barrier that nobody knows any more.
    """
    if isinstance(pressed, Barrier):
        desk.show(desk.danger().barrier(pressed.word), urgent=True)
        return
    if pressed.word not in set(Kind):
        raise LookupError(pressed.word)
    third = isinstance(pressed, SomebodyElse)
    alarm = Alarm(Tier.CRISIS, (Kind(pressed.word),), third_person=third)
    show_card(desk, alarm)
    await _remember(desk, Step.CARD, alarm)


async def _remember(desk: Desk, step: Step, alarm: Alarm) -> None:
    care = after(step, alarm, desk.person.care, desk.turn.now)
    if care != desk.person.care:
        desk.person = replace(desk.person, care=care)
        await desk.turn.people.put(desk.person)


_HELP = Alarm(Tier.CRISIS, (Kind.HELP,))
