"""A line that answers a question of ours: feedback, a note, a name, a reason."""

from datetime import datetime, timedelta

from bot.domain.handoff.supporters import Role
from bot.usecases.handoff import board, debriefing, handing, profile
from bot.usecases.handoff.paging import leads
from bot.usecases.handoff.records import Form, Note
from bot.usecases.handoff.scene import Actor, NotAllowedError, Notice, Scene

LONGEST_NOTE = 500
"""Characters; a note is a help for a colleague, not a record."""
ANSWERED_WITHIN = timedelta(minutes=10)
KEPT = {"feedback": "feedback", "closing": "closing"}
"""Forms whose one line becomes a note, and of which kind."""


def awaits_words(form: Form | None, now: datetime) -> bool:
    """Tell whether the next line of text belongs to ``form`` and not to a conversation.

    A question that was asked a while ago is forgotten: what comes then is meant for somebody.
    """
    return (
        form is not None
        and now - form.at < ANSWERED_WITHIN
        and form.name
        in {
            *KEPT,
            handing.FORM,
            profile.FORM,
            debriefing.FORM,
            "lower",
            "block",
        }
    )


async def fill(scene: Scene, actor: Actor, form: Form, text: str) -> None:
    """Take the line that a form has waited for."""
    words = text.strip()[:LONGEST_NOTE]
    if form.name == profile.FORM:
        await profile.name_myself(scene, actor, words)
        return
    if form.name == debriefing.FORM:
        word = f"{form.answers['request']}:{form.answers['item']}"
        await debriefing.answer(scene, actor, word, words)
        return
    await scene.handoff.forms.drop(actor.person.chat_id)
    scene.out.say(actor.reader, await _taken(scene, actor, form, words))


async def _taken(scene: Scene, actor: Actor, form: Form, words: str) -> Notice:
    request_id = int(form.answers["request"])
    match form.name:
        case handing.FORM:
            to = int(form.answers["to"])
            return await handing.hand_to(scene, actor, request_id, to, words)
        case "lower" if actor.role >= Role.LEAD:
            level = int(form.answers["level"])
            await _keep(scene, actor, request_id, "lowered", words)
            return await board.lower_to(scene, actor, request_id, level, words)
        case "block" if actor.role >= Role.LEAD:
            span = form.answers["span"]
            return await board.block(scene, actor, request_id, span, words)
        case name if name in KEPT:
            await _keep(scene, actor, request_id, KEPT[name], words)
            if name == "feedback":
                await _pass_feedback_on(scene, request_id, words)
            return Notice("form.kept")
        case _:
            raise NotAllowedError


async def _keep(scene: Scene, actor: Actor, request_id: int, kind: str, words: str) -> None:
    by = actor.supporter.id if actor.supporter else None
    await scene.handoff.notes.add(Note(request_id, kind, words, by, scene.now))


async def _pass_feedback_on(scene: Scene, request_id: int, words: str) -> None:
    """Show the leads what somebody says about a conversation; the supporter is not shown it."""
    request = await scene.handoff.requests.get(request_id)
    if request is None:
        return
    values = {"alias": request.alias, "text": words}
    for lead in await leads(scene, but=request.supporter):
        scene.out.say(lead, Notice("page.feedback", values))


async def ask(scene: Scene, actor: Actor, name: str, answers: dict[str, str], key: str) -> Notice:
    """Open a form of one line and return what is asked."""
    form = Form(actor.person.chat_id, name, "line", answers, scene.now)
    await scene.handoff.forms.put(form)
    return Notice(key)
