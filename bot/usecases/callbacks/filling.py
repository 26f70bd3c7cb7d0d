"""The form is begun, filled in by presses and lines, left, or gone on with."""

from bot.domain.callbacks.form import (
    Draft,
    MistakeError,
    WrongNumberError,
    answered,
    back,
    carded,
    changing,
    takes,
)
from bot.domain.callbacks.limits import LIMITS, Try
from bot.domain.callbacks.steps import ORDER, Step
from bot.domain.handoff.actions import Action
from bot.domain.handoff.requests import Priority, State, Wanted
from bot.usecases.callbacks.creating import apply, check_limits, confirm
from bot.usecases.callbacks.drafts import FORM, draft_of, drop, go_on, open_draft
from bot.usecases.callbacks.own import begun, state_notice
from bot.usecases.callbacks.questions import facts_of, question
from bot.usecases.handoff.asking import check_free, create
from bot.usecases.handoff.records import Form
from bot.usecases.handoff.scene import Actor, Button, Notice, RefusedError, Scene

HELP = (Button(Action.NUMBERS, key="menu.help_now"),)


async def begin(scene: Scene, actor: Actor) -> None:
    """Open the form; show what is open already instead, if something is."""
    if not scene.terms.offered:
        raise RefusedError("callback.not_offered")
    await check_free(scene, actor)
    request = await scene.handoff.requests.open_of(actor.person.chat_id)
    if request is not None and request.kind is Wanted.CALLBACK:
        scene.out.say(actor.reader, await state_notice(scene, request))
        return
    if request is not None and request.state is State.ACTIVE:
        raise RefusedError("callback.talking")
    form = await scene.handoff.forms.of(actor.person.chat_id, now=scene.now)
    if form is not None and form.name == FORM:
        scene.out.say(actor.reader, begun())
        return
    await check_limits(scene, actor)
    scene.out.say(actor.reader, Notice("callback.intro", rows=(HELP,)))
    await go_on(scene, actor, Draft(Step.AGE, {}))


async def press(scene: Scene, actor: Actor, word: str, message_id: int) -> None:
    """Do what a button of the form says."""
    draft = await open_draft(scene, actor)
    step, _, said = word.partition(":")
    match step:
        case "resume":
            await go_on(scene, actor, draft, message_id)
        case "drop" | "cancel":
            await _leave(scene, actor, draft, message_id)
        case "back":
            await _back(scene, actor, draft, message_id)
        case "chat":
            await _reply_here(scene, actor, draft, message_id)
        case "change" if draft.step is Step.SUMMARY:
            await _change(scene, actor, draft, said)
        case "summary" if draft.step is Step.SUMMARY:
            await confirm(scene, actor, draft, said, message_id)
        case _ if step == draft.step:
            await _answer(scene, actor, draft, said, message_id)
        case _:
            raise RefusedError("callback.old_button")


async def _leave(scene: Scene, actor: Actor, draft: Draft, message_id: int) -> None:
    await drop(scene, actor, draft)
    scene.out.replace(actor.reader, message_id, Notice("callback.left"))


async def _back(scene: Scene, actor: Actor, draft: Draft, message_id: int) -> None:
    before = back(draft)
    if before is None:
        await _leave(scene, actor, draft, message_id)
    else:
        await go_on(scene, actor, before, message_id)


async def _reply_here(scene: Scene, actor: Actor, draft: Draft, message_id: int) -> None:
    """Ask for a chat instead; what was said of topic and language counts there, too."""
    await drop(scene, actor, draft)
    scene.out.replace(actor.reader, message_id, Notice("callback.now_chat"))
    answers = {
        "priority": str(int(Priority.ORDINARY)),
        "about": draft.answers.get("about") or "skip",
        "language": draft.answers.get("language") or actor.person.language,
    }
    await create(scene, actor, answers)


async def _change(scene: Scene, actor: Actor, draft: Draft, group: str) -> None:
    try:
        await go_on(scene, actor, changing(draft.answers, group, Step.SUMMARY))
    except MistakeError as mistake:
        raise RefusedError(mistake.key) from None


async def _answer(
    scene: Scene, actor: Actor, draft: Draft, word: str, message_id: int = 0
) -> None:
    """Take an answer; one that is none is told what is wrong, and asked again."""
    try:
        following = answered(draft, word, facts_of(scene, actor))
    except MistakeError as mistake:
        await _mistaken(scene, actor, draft, mistake)
        return
    if following.step is Step.CHILD:
        await drop(scene, actor, draft)
        scene.out.replace(actor.reader, message_id, Notice("callback.child", rows=(HELP,)))
    elif following.step is Step.APPLY:
        await apply(scene, actor, following)
    else:
        await go_on(scene, actor, following, message_id)


async def _mistaken(scene: Scene, actor: Actor, draft: Draft, mistake: MistakeError) -> None:
    if isinstance(mistake, WrongNumberError):
        await scene.handoff.callbacks.note(actor.person.chat_id, Try.BAD)
    scene.out.say(actor.reader, Notice(mistake.key))
    scene.out.say(actor.reader, question(scene, actor, draft))


def awaits(form: Form | None, text: str) -> bool:
    """Tell whether a line of text is an answer in the form."""
    if form is None or form.name != FORM or text.startswith("/"):
        return False
    return form.step in set(map(str, ORDER)) and takes(draft_of(form), text)


async def words(scene: Scene, actor: Actor, form: Form, text: str) -> None:
    """Take a line that the form has waited for."""
    draft = draft_of(form)
    await _check_numbers(scene, actor, draft)
    await _answer(scene, actor, draft, text)


async def card(scene: Scene, actor: Actor, form: Form, digits: str, *, own: bool) -> None:
    """Take a contact card; one that is not their own is asked about."""
    draft = draft_of(form)
    await _check_numbers(scene, actor, draft)
    try:
        await go_on(scene, actor, carded(draft, digits, facts_of(scene, actor), own=own))
    except MistakeError as mistake:
        await _mistaken(scene, actor, draft, mistake)


def awaits_card(form: Form | None) -> bool:
    """Tell whether a contact card is an answer in the form."""
    steps = {Step.NUMBER, Step.OTHER, Step.CHECK}
    return form is not None and form.name == FORM and form.step in steps


async def _check_numbers(scene: Scene, actor: Actor, draft: Draft) -> None:
    """Stop somebody who tries number after number; what else there is stays open.

    Raises:
        RefusedError: too many of them could not be called.
    """
    if draft.step not in {Step.NUMBER, Step.OTHER, Step.CHECK}:
        return
    limit, chat = LIMITS[Try.BAD], actor.person.chat_id
    since = scene.now - limit.within
    if await scene.handoff.callbacks.tries(chat, Try.BAD, since=since) >= limit.most:
        raise RefusedError("callback.pause_numbers")
