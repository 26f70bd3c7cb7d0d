"""A person asks for a peer: a short form, or none at all when it is urgent."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from bot.domain.care import is_calm
from bot.domain.crisis import Alarm, Kind, Tier
from bot.domain.handoff.actions import Action
from bot.domain.handoff.aliases import pick
from bot.domain.handoff.events import Step
from bot.domain.handoff.requests import ForWhom, Priority, Request, State, priority_of
from bot.domain.handoff.supporters import Duty
from bot.domain.knowledge import LANGUAGES, Audience
from bot.usecases.handoff.offering import can_take
from bot.usecases.handoff.paging import covered
from bot.usecases.handoff.records import Form, Timer
from bot.usecases.handoff.scene import Actor, Button, Notice, RefusedError, Rows, Scene
from bot.usecases.handoff.talking import conversation_rows
from bot.usecases.handoff.waiting import begin, state_notice

FORM = "peer"
ALONE_FOR = timedelta(minutes=3)
"""How long the one who was asked for may think, before all others are asked."""
SOME = 200
"""Open requests whose aliases are kept apart from each other."""
WHOM = {Audience.RECOVERY: ForWhom.ME, Audience.FAMILY: ForWhom.OTHER}


async def ask(scene: Scene, actor: Actor, word: str) -> None:
    """Begin: show what is open already, take an urgent wish at once, or open the form.

    Args:
        scene: the turn.
        actor: who asks.
        word: the kind of the card below which the button stood, or nothing.
    """
    await check_free(scene, actor)
    if await show_open(scene, actor):
        return
    heard = _heard(scene, actor, word)
    priority = priority_of(heard)
    whom = WHOM.get(actor.person.audience or Audience.ALL)
    answers = {"priority": str(int(priority)), "told": " ".join(heard.kinds)}
    answers |= {"for": str(whom)} if whom else {}
    if priority.grave:
        await create(scene, actor, answers)
        return
    form = Form(actor.person.chat_id, FORM, "about" if whom else "for", answers, scene.now)
    await scene.handoff.forms.put(form)
    scene.out.say(actor.reader, await _question(scene, actor, form))


def _heard(scene: Scene, actor: Actor, word: str) -> Alarm:
    """Return the alarm behind the wish: that of the card pressed, or of one shown lately."""
    care = actor.person.care
    if is_calm(care, scene.now) and care.kind is not None:
        return Alarm(care.tier, (care.kind,))
    return Alarm(Tier.CRISIS, (Kind(word),)) if word in set(Kind) else Alarm()


async def check_free(scene: Scene, actor: Actor) -> None:
    """See that somebody may ask: nobody can be on both sides at once.

    Raises:
        RefusedError: they are on shift, hold a conversation, or are blocked.
    """
    if actor.supporter is not None:
        held = await scene.handoff.requests.held_by(actor.supporter.id)
        if actor.supporter.duty is not Duty.OFF or any(not one.rehearsal for one in held):
            raise RefusedError("ask.on_shift")
    block = await scene.handoff.blocks.of(actor.person.chat_id, now=scene.now)
    if block is not None:
        key = "ask.blocked_until" if block.until else "ask.blocked"
        raise RefusedError(key, **({"until": block.until} if block.until else {}))


async def show_open(scene: Scene, actor: Actor) -> bool:
    """Show the state of the person's open request, if there is one."""
    request = await scene.handoff.requests.open_of(actor.person.chat_id)
    if request is None:
        return False
    if request.state is State.WAITING:
        scene.out.say(actor.reader, await state_notice(scene, request))
        return True
    holder = await scene.handoff.supporters.get(request.supporter or 0)
    name = holder.name if holder else ""
    notice = Notice("talk.with", {"name": name}, rows=conversation_rows(request))
    scene.out.say(actor.reader, notice)
    return True


async def _question(scene: Scene, actor: Actor, form: Form) -> Notice:
    language = actor.person.language
    if form.step == "for":
        choices = [(Button(Action.FOR_WHOM, str(whom), f"ask.for_{whom}"),) for whom in ForWhom]
        return Notice("ask.for", rows=(*choices, _LEAVE))
    if form.step == "about":
        topics = [Button(Action.ABOUT, one.id, label=one.label[language])
                  for one in scene.peers.topics]  # fmt: skip
        skip = (Button(Action.ABOUT, "skip", "button.skip"),)
        return Notice("ask.about", rows=(*_pairs(topics), skip, _LEAVE))
    return await _wishes(scene, actor, form)


_LEAVE = (Button(Action.LEAVE_FORM), Button(Action.NUMBERS))


async def _wishes(scene: Scene, actor: Actor, form: Form) -> Notice:
    language = actor.person.language
    chosen = form.answers.get("wishes", "").split()
    wishes = [
        Button(Action.WISH, one.id, label=_ticked(one.label[language], one.id in chosen))
        for one in scene.peers.wishes
    ]
    speaks = form.answers.get("language", language)
    tongues = tuple(
        Button(Action.SPEAK, code, f"ask.in_{code}{'_chosen' * (code == speaks)}")
        for code in LANGUAGES
    )
    rows: Rows = (*_pairs(wishes), *await _same_row(scene, actor, form), tongues)
    return Notice("ask.wishes", rows=(*rows, (Button(Action.WISHED),), _LEAVE))


async def _same_row(scene: Scene, actor: Actor, form: Form) -> Rows:
    last = await scene.handoff.requests.last_of(actor.person.chat_id)
    known = await scene.handoff.supporters.get(last.supporter) if last and last.supporter else None
    if known is None or known.removed_at is not None:
        return ()
    chosen = form.answers.get("same") == str(known.id)
    key = "ask.same_chosen" if chosen else "ask.same"
    return ((Button(Action.SAME, str(known.id), key),),)


def _ticked(label: str, chosen: bool) -> str:  # noqa: FBT001  # reads as the tick it is
    return f"✓ {label}" if chosen else label


def _pairs(buttons: list[Button]) -> Rows:
    return tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))


async def choose(scene: Scene, actor: Actor, action: Action, word: str, message_id: int) -> None:
    """Take one answer of the form, and show the next question in place of this one."""
    form = await _open_form(scene, actor)
    if action is Action.WISHED:
        await scene.handoff.forms.drop(actor.person.chat_id)
        scene.out.replace(actor.reader, message_id, Notice("ask.thanks"))
        await check_free(scene, actor)
        await create(scene, actor, form.answers)
        return
    answered = replace(_answered(scene, form, action, word), at=scene.now)
    await scene.handoff.forms.put(answered)
    scene.out.replace(actor.reader, message_id, await _question(scene, actor, answered))


async def _open_form(scene: Scene, actor: Actor) -> Form:
    form = await scene.handoff.forms.of(actor.person.chat_id, now=scene.now)
    if form is None or form.name != FORM:
        raise RefusedError("ask.form_over")
    return form


def _answered(scene: Scene, form: Form, action: Action, word: str) -> Form:
    answers = dict(form.answers)
    match action:
        case Action.FOR_WHOM if word in set(ForWhom):
            return replace(form, answers=answers | {"for": word}, step="about")
        case Action.ABOUT if word == "skip" or scene.peers.topic(word, "en"):
            return replace(form, answers=answers | {"about": word}, step="wishes")
        case Action.WISH if scene.peers.wishes_named([word], "en"):
            chosen = set(answers.get("wishes", "").split()) ^ {word}
            return replace(form, answers=answers | {"wishes": " ".join(sorted(chosen))})
        case Action.SAME:
            same = "" if answers.get("same") == word else word
            return replace(form, answers=answers | {"same": same})
        case Action.SPEAK if word in LANGUAGES:
            return replace(form, answers=answers | {"language": word})
    raise RefusedError("ask.form_over")


async def leave(scene: Scene, actor: Actor, message_id: int) -> None:
    """Drop the form."""
    await scene.handoff.forms.drop(actor.person.chat_id)
    scene.out.replace(actor.reader, message_id, Notice("ask.left"))


async def create(scene: Scene, actor: Actor, answers: Mapping[str, str]) -> None:
    """Put the person in line, unless they are in it already."""
    request = await _new_request(scene, actor, answers)
    if request.priority is Priority.EMERGENCY and not await covered(scene):
        raise RefusedError("ask.no_emergencies")
    if not await scene.handoff.requests.add(request):
        await show_open(scene, actor)
        return
    await scene.note(request, Step.ASKED, word=request.priority.name.lower())
    if request.asked_of is not None:
        await ask_same(scene, request)
    elif answers.get("same"):
        scene.tell(request, Notice("wait.not_the_same"))
    await begin(scene, request)


async def _new_request(scene: Scene, actor: Actor, answers: Mapping[str, str]) -> Request:
    taken = [one.alias for one in await scene.handoff.requests.all_open(limit=SOME)]
    about = answers.get("about")
    speaks = answers.get("language", actor.person.language)
    request = Request(
        id=scene.handoff.new_id(),
        chat_id=actor.person.chat_id,
        alias=pick(scene.peers.aliases, taken, scene.handoff.new_id()),
        language="es" if speaks == "es" else "en",
        asked_at=scene.now,
        waiting_since=scene.now,
        for_whom=ForWhom(answers.get("for", ForWhom.ME)),
        about=None if about == "skip" else about,
        wishes=tuple(answers.get("wishes", "").split()),
        priority=Priority(int(answers["priority"])),
        told=tuple(answers.get("told", "").split()),
    )
    last = await scene.handoff.requests.last_of(request.chat_id)
    if last is not None and answers.get("same") == str(last.supporter):
        return replace(request, asked_of=await if_free(scene, request, last.supporter))
    return request


async def if_free(scene: Scene, request: Request, supporter_id: int | None) -> int | None:
    """Return the supporter of the last time if they could take ``request`` now."""
    known = await scene.handoff.supporters.get(supporter_id or 0)
    if known is None:
        return None
    loads = await scene.handoff.supporters.loads()
    return known.id if can_take(scene, known, request, loads) else None


async def ask_same(scene: Scene, request: Request) -> None:
    """Give the one who was asked for a few minutes; then anybody may take it."""
    until = scene.now + ALONE_FOR
    timer = Timer(f"alone:{request.id}", until, request.chat_id, "alone", str(request.id))
    await scene.handoff.timers.set(timer)


async def on_alone_timer(scene: Scene, request_id: int) -> None:
    """Open to all a request that was shown to one alone; the person is told."""
    request = await scene.handoff.requests.get(request_id)
    if request is None or request.state is not State.WAITING or request.asked_of is None:
        return
    await open_to_all(scene, request)


async def open_to_all(scene: Scene, request: Request) -> None:
    """Offer to everybody what was meant for one."""
    opened = replace(request, asked_of=None)
    if await scene.handoff.requests.save(request, opened):
        scene.tell(request, Notice("wait.not_the_same"))
        await begin(scene, opened)
