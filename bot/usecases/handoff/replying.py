"""Ready-made words into a conversation: canned replies, answers and articles of the knowledge."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.handoff.actions import Action
from bot.domain.handoff.events import Step
from bot.domain.handoff.links import Link, LinkKind
from bot.domain.handoff.requests import Request
from bot.usecases.handoff.focusing import held_request, talks_of, team_member
from bot.usecases.handoff.paging import page
from bot.usecases.handoff.scene import (
    Actor,
    Button,
    Manner,
    Notice,
    RefusedError,
    Scene,
)
from bot.usecases.handoff.talking import mark

FOUND = 5
"""Answers offered to a supporter who looks for one."""
WHY = ("danger", "abuse", "medical", "threat", "harassment", "overwhelmed")


async def menu(scene: Scene, actor: Actor, request_id: int) -> Notice:
    """Return the canned replies."""
    request = await held_request(scene, actor, request_id)
    language = team_member(actor).languages[0]
    buttons = [
        Button(Action.REPLY, f"{request.id}:{one.id}", label=one.label[language])
        for one in scene.peers.replies
    ]
    rows = tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))
    return Notice("replies", {"mark": mark(request)}, rows=rows)


async def reply(scene: Scene, actor: Actor, request_id: int, reply_id: str) -> Notice:
    """Send a canned reply, in the language of the person."""
    request = await held_request(scene, actor, request_id)
    found = next((one for one in scene.peers.replies if one.id == reply_id), None)
    if found is None:
        raise RefusedError("replies.gone")
    text = found.text[request.language]
    await _say(scene, actor, request, Notice("plain", {"text": text}))
    return Notice("replies.sent", {"mark": mark(request), "text": text})


async def send_entry(scene: Scene, actor: Actor, request_id: int, entry_id: str) -> Notice:
    """Send an answer of the knowledge."""
    request = await held_request(scene, actor, request_id)
    entry = scene.edition.knowledge.entries.get(entry_id)
    if entry is None:
        raise RefusedError("replies.gone")
    text = entry.text[request.language]
    values = {"title": text.question, "text": text.answer}
    await _say(scene, actor, request, Notice("line.entry", values))
    return Notice("replies.sent", {"mark": mark(request), "text": text.question})


async def send_article(scene: Scene, actor: Actor, request_id: int, article_id: str) -> Notice:
    """Send an article to be read page by page."""
    request = await held_request(scene, actor, request_id)
    article = scene.edition.knowledge.articles.get(article_id)
    if article is None:
        raise RefusedError("replies.gone")
    title = article.text[request.language].title
    row = (Button(Action.READ, article.id, label=title),)
    await _say(scene, actor, request, Notice("line.article", {"title": title}, rows=(row,)))
    return Notice("replies.sent", {"mark": mark(request), "text": title})


async def _say(scene: Scene, actor: Actor, request: Request, notice: Notice) -> None:
    link = Link(
        id=scene.handoff.new_id(),
        request=request.id,
        kind=LinkKind.LINE,
        to_chat=request.chat_id,
        made_at=scene.now,
        from_chat=actor.person.chat_id,
    )
    await scene.handoff.links.add(link)
    scene.tell(request, notice, Manner(silent=False, becomes=(link.id,)))
    first = request.answered_at is None
    spoken = replace(
        request, heard_at=scene.now, answered_at=request.answered_at or scene.now, nudged=False
    )
    await scene.handoff.requests.save(request, spoken)
    if first:
        await scene.note(request, Step.ANSWERED, actor)
        await scene.later("silence", scene.now + timedelta(hours=1), request)


async def look_up(scene: Scene, actor: Actor, question: str) -> None:
    """Look answers and articles up for the conversation in focus."""
    supporter = team_member(actor)
    held = await talks_of(scene, supporter)
    request = next((one for one in held if one.id == supporter.focus), None)
    if request is None:
        raise RefusedError("line.nobody")
    language = supporter.languages[0]
    knowledge = scene.edition.knowledge
    ranked = scene.edition.matcher.rank(question, language)[:FOUND] if question else []
    answers = [
        (Button(Action.SEND_ENTRY, f"{request.id}:{one.entry_id}",
                label=knowledge.entries[one.entry_id].text[language].question),)
        for one in ranked
    ]  # fmt: skip
    articles = [
        (Button(Action.SEND_ARTICLE, f"{request.id}:{one.id}", label=one.text[language].title),)
        for one in knowledge.articles.values()
    ]
    rows = answers or articles
    scene.out.say(actor.reader, Notice("replies.found", {"mark": mark(request)}, rows=rows))


async def call_lead(scene: Scene, actor: Actor, request_id: int) -> Notice:
    """Page help at once; why may be said afterwards."""
    request = await held_request(scene, actor, request_id)
    values = {"name": team_member(actor).name, "alias": request.alias}
    await page(scene, request, Notice("page.help", values))
    rows = tuple((Button(Action.WHY_LEAD, f"{request.id}:{one}", f"why.{one}"),) for one in WHY)
    return Notice("lead.called", rows=rows)


async def why_lead(scene: Scene, actor: Actor, request_id: int, why: str) -> Notice:
    """Tell the lead why help was called."""
    request = await held_request(scene, actor, request_id)
    if why not in WHY:
        raise RefusedError("claim.over")
    values = {"name": team_member(actor).name, "alias": request.alias,
              "why": Notice(f"why.{why}")}  # fmt: skip
    await page(scene, request, Notice("page.help_why", values))
    return Notice("lead.told")
