"""The questions after a grave conversation, one at a time; each may be skipped."""

from datetime import timedelta

from bot.domain.handoff.actions import Action
from bot.domain.handoff.care import SCORES, worries
from bot.domain.handoff.peers import DebriefAnswer, DebriefItem
from bot.domain.handoff.supporters import Supporter
from bot.usecases.handoff.focusing import team_member
from bot.usecases.handoff.paging import leads
from bot.usecases.handoff.records import Form, Note, Timer
from bot.usecases.handoff.scene import (
    ALOUD,
    Actor,
    Button,
    NotAllowedError,
    Notice,
    Rows,
    Scene,
)

FORM = "debrief"
SKIP = "skip"
LATER = timedelta(minutes=10)
"""When hands that were full are looked at again."""


async def ask_when_free(scene: Scene, supporter: Supporter, request_id: int) -> None:
    """Ask the first question, or wait with it: the next line may be for somebody else."""
    held = await scene.handoff.requests.held_by(supporter.id)
    if not held:
        await ask_after(scene, supporter, request_id, None)
        return
    key, at = f"debrief:{request_id}:{supporter.id}", scene.now + LATER
    word = str(request_id)
    await scene.handoff.timers.set(Timer(key, at, supporter.chat_id, "debrief", word))


async def on_debrief_timer(scene: Scene, request_id: int) -> None:
    """Ask what had to wait."""
    request = await scene.handoff.requests.get(request_id)
    supporter = await scene.handoff.supporters.get((request and request.supporter) or 0)
    if supporter is not None and supporter.removed_at is None:
        await ask_when_free(scene, supporter, request_id)


async def ask_after(
    scene: Scene, supporter: Supporter, request_id: int, answered: str | None
) -> None:
    """Ask the question that follows ``answered``; the first one after ``None``."""
    items = scene.peers.debrief
    ids = [one.id for one in items]
    following = items[ids.index(answered) + 1 if answered else 0 :]
    if not following:
        scene.tell_supporter(supporter, Notice("debrief.thanks"))
        return
    item = following[0]
    if item.answer is DebriefAnswer.WORDS:
        answers = {"request": str(request_id), "item": item.id}
        form = Form(supporter.chat_id, FORM, item.id, answers, scene.now)
        await scene.handoff.forms.put(form)
    notice = Notice("debrief", {"ask": item.ask}, rows=_rows(request_id, item))
    scene.tell_supporter(supporter, notice)


def _rows(request_id: int, item: DebriefItem) -> Rows:
    word = f"{request_id}:{item.id}"
    skip = (Button(Action.DEBRIEF, f"{word}:{SKIP}", "button.skip"),)
    match item.answer:
        case DebriefAnswer.SCORE:
            scores = tuple(
                Button(Action.DEBRIEF, f"{word}:{one}", label=str(one)) for one in SCORES
            )
            return (scores, skip)
        case DebriefAnswer.YES_NO:
            choice = tuple(
                Button(Action.DEBRIEF, f"{word}:{one}", f"button.{one}") for one in ("yes", "no")
            )
            return (choice, skip)
        case DebriefAnswer.WORDS:
            return (skip,)


async def answer(scene: Scene, actor: Actor, word: str, said: str) -> None:
    """Take an answer, tell the leads if it asks for them, and go on.

    Args:
        scene: the turn.
        actor: the supporter.
        word: ``request:item``.
        said: the answer; words, a score, ``yes``, ``no``, or ``skip``.
    """
    supporter = team_member(actor)
    request_word, _, item_id = word.partition(":")
    item = next((one for one in scene.peers.debrief if one.id == item_id), None)
    if item is None or not _fits(item, said):
        raise NotAllowedError
    await scene.handoff.forms.drop(actor.person.chat_id)
    request_id = int(request_word)
    if said != SKIP:
        note = Note(request_id, FORM, f"{item.id}: {said}", supporter.id, scene.now)
        await scene.handoff.notes.add(note)
        await _look_after(scene, supporter, item, said)
    await ask_after(scene, supporter, request_id, item.id)


def _fits(item: DebriefItem, said: str) -> bool:
    if said == SKIP or item.answer is DebriefAnswer.WORDS:
        return True
    allowed = {"yes", "no"} if item.answer is DebriefAnswer.YES_NO else set(map(str, SCORES))
    return said in allowed


async def _look_after(scene: Scene, supporter: Supporter, item: DebriefItem, said: str) -> None:
    if item.answer is DebriefAnswer.WORDS:
        values = {"name": supporter.name, "ask": item.ask, "text": said}
        for lead in await leads(scene, but=supporter.id):
            scene.out.say(lead, Notice("page.debrief_words", values))
        return
    low = item.answer is DebriefAnswer.SCORE and worries(int(said))
    wants = item.answer is DebriefAnswer.YES_NO and said == "yes"
    if low or wants:
        key = "page.debrief_low" if low else "page.debrief_talk"
        for lead in await leads(scene):
            if lead.chat_id != supporter.chat_id:
                scene.out.say(lead, Notice(key, {"name": supporter.name}), ALOUD)
