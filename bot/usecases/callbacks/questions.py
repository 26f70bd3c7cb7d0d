"""What the form asks, step by step, each time with "back", "cancel" and "help now"."""

from collections.abc import Mapping
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.domain.callbacks import phones
from bot.domain.callbacks.form import (
    SKIP,
    SKIPPED,
    YES_OR_NO,
    Answers,
    Draft,
    Facts,
    Step,
    free,
    times_of,
)
from bot.domain.callbacks.windows import clock
from bot.domain.callbacks.zones import ZONES
from bot.domain.handoff.actions import Action
from bot.domain.knowledge import LANGUAGES
from bot.usecases.handoff.scene import Actor, Button, Notice, Rows, Scene, When

WORDS: Mapping[Step, tuple[str, ...]] = {
    Step.AGE: ("adult", "minor", "child"),
    Step.OTHER: YES_OR_NO,
    Step.CHECK: YES_OR_NO,
    Step.MORE: ("done", "more", "anew"),
    Step.MESSAGE: YES_OR_NO,
    Step.CALLER: YES_OR_NO,
    Step.TEXT: YES_OR_NO,
}
"""Answers by the step; each has a sentence ``callback.<step>_<word>`` of its own."""


def facts_of(scene: Scene, actor: Actor) -> Facts:
    """Return what answers are held against."""
    topics = frozenset(one.id for one in scene.peers.topics)
    return Facts(scene.now, scene.peers.hours, actor.person.country, topics, LANGUAGES)


def question(scene: Scene, actor: Actor, draft: Draft) -> Notice:
    """Return what is asked at the step of ``draft``."""
    rows = (*_choices(scene, actor, draft), *_ways_out(draft))
    if draft.step is Step.SUMMARY:
        return _summary(scene, actor, draft.answers, rows)
    key, values = f"callback.{draft.step}", _values(actor, draft)
    if draft.step is Step.DAY and not free(draft, facts_of(scene, actor)):
        key = "callback.no_days"
    minor = draft.step is Step.NAME and draft.answers.get("age") == "minor"
    more = (Notice("callback.minor"),) if minor else ()
    return Notice(key, values, rows=rows, more=more)


def _values(actor: Actor, draft: Draft) -> Mapping[str, object]:
    match draft.step:
        case Step.NUMBER:
            return {"example": phones.example(actor.person.country)}
        case Step.CHECK | Step.OTHER:
            return {"number": phones.shown(draft.answers["maybe"])}
        case Step.TIME:
            return {"zone": draft.answers["zone"]}
        case Step.MORE:
            return _chosen_times(draft)
        case _:
            return {}


def _button(draft: Draft, word: str, key: str = "", label: str = "") -> Button:
    return Button(Action.CALL_FORM, f"{draft.step}:{word}", key, label)


def _ways_out(draft: Draft) -> Rows:
    """Return what stands below every question."""
    skip = (_button(draft, SKIP, "button.skip"),) if draft.step in SKIPPED else ()
    cancel = Button(Action.CALL_FORM, "cancel", "button.cb_leave")
    back = Button(Action.CALL_FORM, "back", "button.cb_back")
    out = (cancel,) if draft.step is Step.AGE else (back, cancel)
    here = Button(Action.CALL_FORM, "chat", "button.cb_chat")
    chat = () if "request" in draft.answers else (here,)
    return (skip, out, chat, (Button(Action.NUMBERS, key="menu.help_now"),))


def _choices(scene: Scene, actor: Actor, draft: Draft) -> Rows:
    words = WORDS.get(draft.step)
    if words is not None:
        keys = {word: f"callback.{draft.step}_{word}" for word in words}
        return tuple((_button(draft, word, key),) for word, key in keys.items())
    match draft.step:
        case Step.DAY:
            return _days(scene, actor, draft)
        case Step.TIME:
            return _times(scene, actor, draft)
        case Step.SUMMARY:
            return _last(scene, draft)
        case _:
            return _in_pairs(_labelled(scene, actor, draft))


def _labelled(scene: Scene, actor: Actor, draft: Draft) -> list[Button]:
    """Return choices that come from a list: places, languages, topics."""
    language = actor.person.language
    match draft.step:
        case Step.ZONE:
            return [_button(draft, word, f"callback.zone_{word}") for word, _ in ZONES]
        case Step.LANGUAGE:
            return [_button(draft, code, f"language.{code}") for code in LANGUAGES]
        case Step.ABOUT:
            topics = scene.peers.topics
            return [_button(draft, one.id, label=one.label[language]) for one in topics]
        case _:
            return []


def _in_pairs(buttons: list[Button]) -> Rows:
    return tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))


def _days(scene: Scene, actor: Actor, draft: Draft) -> Rows:
    facts = facts_of(scene, actor)
    today = scene.now.astimezone(ZoneInfo(draft.answers["zone"])).date()
    near = {today: "callback.today", today + timedelta(days=1): "callback.tomorrow"}
    return _in_pairs([
        _button(draft, day.isoformat(), near.get(day, f"when.day_{day.weekday()}"))
        for day in free(draft, facts)
    ])  # fmt: skip


def _times(scene: Scene, actor: Actor, draft: Draft) -> Rows:
    zone = draft.answers["zone"]
    found = free(draft, facts_of(scene, actor))
    day = next((one for one in found if one.isoformat() == draft.answers["day"]), None)
    return _in_pairs([
        _button(draft, str(int(one.start.timestamp())), label=clock(one, zone))
        for one in (found[day] if day else ())
    ])  # fmt: skip


def _chosen_times(draft: Draft) -> dict[str, object]:
    zone = draft.answers["zone"]
    return {"times": tuple(When(one, zone) for one in times_of(draft.answers)) or "–",
            "zone": zone}  # fmt: skip


def _last(scene: Scene, draft: Draft) -> Rows:
    """Return the buttons of the summary: yes, or change one thing."""
    groups = ("name", "number", "time", "safe")
    changes = [
        Button(Action.CALL_FORM, f"change:{group}", f"button.cb_{group}") for group in groups
    ]
    return ((_button(draft, scene.terms.stamp, "button.cb_confirm"),), *_in_pairs(changes))


def _summary(scene: Scene, actor: Actor, answers: Answers, rows: Rows) -> Notice:
    """Return all of it, and the sentence that is agreed to."""
    speaks = answers.get("language") or actor.person.language
    zone = answers["zone"]
    values = {
        "name": answers["name"],
        "number": phones.shown(answers["number"]),
        "times": tuple(When(one, zone) for one in times_of(answers)),
        "zone": zone,
        "language": Notice(f"language.{speaks}"),
        "about": scene.peers.topic(answers.get("about"), actor.person.language)
        or Notice("offer.not_said"),
    }
    terms = {"days": scene.terms.days, "payer": scene.terms.payer}
    safe = Notice("callback.safety", safety_values(answers))
    more = (safe, Notice("callback.consent", terms))
    return Notice("callback.summary", values, rows=rows, more=more)


def safety_values(answers: Answers) -> dict[str, object]:
    """Return how somebody wants to be reached, in words."""

    def said(step: Step) -> Notice:
        yes = answers.get(step) == "yes"
        return Notice(f"callback.{step}_is_{'yes' if yes else 'no'}")

    return {
        "message": said(Step.MESSAGE),
        "caller": said(Step.CALLER),
        "text": said(Step.TEXT),
    }
