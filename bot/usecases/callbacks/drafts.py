"""The form between two answers: sealed, one a chat, and the keyboard that goes with it."""

from collections.abc import Mapping
from dataclasses import replace

from bot.domain.callbacks.form import Draft
from bot.domain.callbacks.steps import Step
from bot.usecases.callbacks.questions import question
from bot.usecases.handoff.records import Form
from bot.usecases.handoff.scene import Actor, Notice, RefusedError, Scene

FORM = "callback"
_SHARING = "sharing"
"""Set while the button that sends one's own number is below the screen."""


def draft_of(form: Form) -> Draft:
    """Return the draft in a form."""
    return Draft(Step(form.step), form.answers)


async def open_draft(scene: Scene, actor: Actor) -> Draft:
    """Return the person's own draft.

    Raises:
        RefusedError: there is none any more.
    """
    form = await scene.handoff.forms.of(actor.person.chat_id, now=scene.now)
    if form is None or form.name != FORM:
        raise RefusedError("callback.form_over")
    return draft_of(form)


async def go_on(scene: Scene, actor: Actor, draft: Draft, message_id: int = 0) -> None:
    """Keep ``draft`` and ask what comes next, in place of the message that was pressed."""
    shown = _with_keyboard(scene, actor, draft)
    chat = actor.person.chat_id
    await scene.handoff.forms.put(Form(chat, FORM, str(shown.step), shown.answers, scene.now))
    asked = question(scene, actor, shown)
    if message_id:
        scene.out.replace(actor.reader, message_id, asked)
    else:
        scene.out.say(actor.reader, asked)


def _with_keyboard(scene: Scene, actor: Actor, draft: Draft) -> Draft:
    """Show the button for one's own number while it is asked for, and only then."""
    wanted = draft.step is Step.NUMBER
    if wanted == (_SHARING in draft.answers):
        return draft
    if wanted:
        share = Notice("callback.share")
        scene.out.keyboard(actor.reader, share, share="callback.share_button")
        return replace(draft, answers={**draft.answers, _SHARING: "yes"})
    scene.out.keyboard(actor.reader, Notice("callback.shared"))
    return replace(draft, answers=_without(draft.answers, _SHARING))


def _without(answers: Mapping[str, str], key: str) -> dict[str, str]:
    return {name: said for name, said in answers.items() if name != key}


async def drop(scene: Scene, actor: Actor, draft: Draft) -> None:
    """Erase the form, and bring the menu's keyboard back if another one lies over it."""
    await scene.handoff.forms.drop(actor.person.chat_id)
    if _SHARING in draft.answers:
        scene.out.keyboard(actor.reader, Notice("callback.shared"))
