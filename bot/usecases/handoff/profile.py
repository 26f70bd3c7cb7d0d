"""What people and colleagues see of a supporter; each changes their own."""

from dataclasses import replace

from bot.domain.handoff.actions import Action
from bot.domain.handoff.care import ExpiredTraining, MissingTraining, why_not_on
from bot.domain.handoff.supporters import Supporter
from bot.domain.knowledge import LANGUAGES
from bot.usecases.handoff.focusing import team_member
from bot.usecases.handoff.records import Form
from bot.usecases.handoff.scene import Actor, Button, Notice, RefusedError, Scene

FORM = "name"
LONGEST_NAME = 24


async def name_myself(scene: Scene, actor: Actor, text: str) -> None:
    """Take the name that people will see."""
    supporter = team_member(actor)
    name = " ".join(text.split())
    taken = await scene.handoff.supporters.by_name(name)
    if not 2 <= len(name) <= LONGEST_NAME or any(sign in name for sign in "@/:\\<>"):
        raise RefusedError("profile.bad_name", most=LONGEST_NAME)
    if taken is not None and taken.id != supporter.id:
        raise RefusedError("profile.name_taken")
    await scene.handoff.forms.drop(actor.person.chat_id)
    named = replace(supporter, name=name)
    await scene.handoff.supporters.save(named)
    scene.out.say(actor.reader, profile(scene, named))


async def show_profile(scene: Scene, actor: Actor) -> None:
    """Show what people and colleagues see, and let it be changed."""
    supporter = team_member(actor)
    scene.out.say(actor.reader, profile(scene, supporter))


def profile(scene: Scene, supporter: Supporter) -> Notice:
    """Return the profile with its buttons."""
    language = supporter.languages[0]
    tongues = tuple(
        Button(
            Action.SET_LANGUAGE,
            code,
            f"ask.in_{code}{'_chosen' if code in supporter.languages else ''}",
        )
        for code in LANGUAGES
    )
    traits = [
        Button(
            Action.SET_EXPERIENCE, one.id, label=_ticked(one.label[language], supporter, one.id)
        )
        for one in scene.peers.wishes
    ]
    pairs = tuple(tuple(traits[at : at + 2]) for at in range(0, len(traits), 2))
    values = {"name": supporter.name, "trainings": trainings(scene, supporter)}
    last = (Button(Action.RENAME), Button(Action.REHEARSE), Button(Action.SHIFT))
    rows = (tongues, *pairs, last)
    return Notice("profile", values, rows=rows)


def _ticked(label: str, supporter: Supporter, wish: str) -> str:
    return f"✓ {label}" if wish in supporter.experience else label


async def set_trait(
    scene: Scene, actor: Actor, action: Action, word: str, message_id: int
) -> None:
    """Add or take away a language or an experience; one language always stays."""
    supporter = team_member(actor)
    if action is Action.SET_LANGUAGE:
        tongues = [code for code in LANGUAGES if (code in supporter.languages) != (code == word)]
        changed = replace(supporter, languages=tuple(tongues) or supporter.languages)
    else:
        known = {one.id for one in scene.peers.wishes}
        toggled = (set(supporter.experience) ^ {word}) & known
        changed = replace(supporter, experience=tuple(sorted(toggled)))
    await scene.handoff.supporters.save(changed)
    scene.out.replace(actor.reader, message_id, profile(scene, changed))


async def ask_name(scene: Scene, actor: Actor) -> Notice:
    """Ask for a new name; the next message is it."""
    team_member(actor)
    form = Form(actor.person.chat_id, FORM, "name", {}, scene.now)
    await scene.handoff.forms.put(form)
    return Notice("profile.ask_name")


def trainings(scene: Scene, supporter: Supporter) -> Notice:
    """Return how the required trainings stand: until when all are valid, or which are not."""
    language = supporter.languages[0]
    labels = {one.id: one.label[language] for one in scene.peers.trainings}
    why = why_not_on(supporter, scene.peers.required, scene.today, scene.now)
    lacking = [
        labels[name]
        for one in why
        if isinstance(one, MissingTraining | ExpiredTraining)
        for name in one.ids
    ]
    if lacking:
        return Notice("training.lacking", {"trainings": ", ".join(sorted(lacking))})
    valid = min((supporter.trained[one] for one in scene.peers.required), default=None)
    return Notice("training.valid", {"until": valid or "–"})
