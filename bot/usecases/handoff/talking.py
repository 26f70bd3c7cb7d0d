"""What both sides see around a conversation: how it begins, and what can be done in it."""

from bot.domain.handoff.actions import Action
from bot.domain.handoff.queue import mark as colour_mark
from bot.domain.handoff.requests import Request
from bot.domain.handoff.supporters import Supporter
from bot.usecases.handoff.offering import traits
from bot.usecases.handoff.scene import Button, Notice, Rows, Scene

FOR_COLLEAGUES = ("transfer", "closing")
"""Kinds of notes that whoever takes a conversation over is shown."""


def mark(request: Request) -> str:
    """Return how the person's lines are marked on a supporter's screen."""
    return f"{colour_mark(request.colour)} {request.alias}"


def conversation_rows(request: Request) -> Rows:
    """Return what the person can do while they talk."""
    word = str(request.id)
    return (
        (Button(Action.END, word), Button(Action.NUMBERS)),
        (Button(Action.SOMEONE_ELSE, word), Button(Action.REPORT, word)),
    )


def holder_rows(request: Request) -> Rows:
    """Return what the holder can do."""
    word = str(request.id)
    return (
        (Button(Action.REPLIES, word), Button(Action.CALL_LEAD, word)),
        (Button(Action.HAND_OVER, word), Button(Action.RELEASE, word)),
        (Button(Action.KNOWN, word), Button(Action.CLOSE, word)),
    )


def guest_rows(request: Request) -> Rows:
    """Return what a lead can do who has joined."""
    word = str(request.id)
    return ((Button(Action.PART, word), Button(Action.ASSIGN, word), Button(Action.END_IT, word)),)


async def opening(scene: Scene, request: Request, supporter: Supporter) -> Notice:
    """Return what whoever comes sees first: what is known, told by the bot, and noted before."""
    told = [Notice("talk.told", {"kind": Notice(f"kind.{kind}")}) for kind in request.told]
    notes = [
        Notice("talk.note", {"text": one.text})
        for one in await scene.handoff.notes.of(request.id)
        if one.kind in FOR_COLLEAGUES
    ]
    values = {"mark": mark(request), **traits(scene, request, supporter)}
    guest = supporter.id != request.supporter
    rows = guest_rows(request) if guest else holder_rows(request)
    return Notice("talk.opening", values, rows=rows, more=(*told, *notes))


def greeting(request: Request, supporter: Supporter) -> Notice:
    """Return what the person sees when somebody has come."""
    return Notice("talk.begins", {"name": supporter.name}, rows=conversation_rows(request))
