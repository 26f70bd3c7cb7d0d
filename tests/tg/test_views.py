"""Every screen that the real knowledge can become is one that Telegram takes."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.content.loader import load
from bot.domain.crisis import Alarm, Kind, Tier
from bot.domain.knowledge import LANGUAGES, Audience, Knowledge, Language
from bot.domain.people import Person
from bot.tg.calls import Screen, edit, message
from bot.tg.views.answers import AnswerViews
from bot.tg.views.countries import CountryViews
from bot.tg.views.danger import DangerViews, packed_blocks
from bot.tg.views.welcome import WelcomeViews
from bot.usecases.asking import answer
from practice.formatting import message_text
from practice.spec import Spec
from practice.spec import load as load_spec
from tests.builders import CHAT, both
from tests.builders import knowledge as knowledge_of_tests

ROOT = Path(__file__).parent.parent.parent
Screens = Callable[[Knowledge, Language], Iterator[Screen]]


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load(ROOT / "knowledge")


@pytest.fixture(scope="module")
def spec() -> Spec:
    return load_spec()


def welcomes(knowledge: Knowledge, language: Language) -> Iterator[Screen]:
    views = WelcomeViews.of(knowledge, Person(CHAT, language, "US"))
    yield from (views.keyboard(), views.first_screen(), views.who(), views.help())
    yield from (views.privacy(), views.languages(), views.language_set())
    countries = CountryViews(knowledge, language)
    yield from (countries.ask(), countries.chosen("NZ"), countries.without_pack("US"))
    yield from map(views.thanks, Audience)
    yield from map(views.plain, ("not_text", "group", "card.safe_reply", "sorry", "outage"))


def answers(knowledge: Knowledge, language: Language) -> Iterator[Screen]:
    views = AnswerViews(knowledge, language)
    for entry_id in knowledge.entries:
        found = answer(knowledge, entry_id, language)
        yield from (views.reply(found), views.rated(found.entry, found.related))
    yield views.suggestions(tuple(knowledge.entries.values())[:3])
    yield from (views.unknown(), views.none_of_these(), views.did_not_help())
    yield from (views.topics(), views.articles())
    yield from (views.group(group.id) for group in knowledge.groups)
    for article in knowledge.articles.values():
        for number in range(1, len(article.text[language].pages) + 1):
            yield views.page(article, number)


def dangers(knowledge: Knowledge, language: Language) -> Iterator[Screen]:
    for country in knowledge.packs:
        views = DangerViews(knowledge, language, country)
        yield from views.helplines()
        for kind in Kind:
            for third_person in (True, False):
                yield views.card(Alarm(Tier.CRISIS, (kind,), third_person))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("screens", [welcomes, answers, dangers], ids=lambda one: one.__name__)
def test_telegram_takes_every_screen(
    knowledge: Knowledge, spec: Spec, screens: Screens, language: Language
) -> None:
    send, change = spec.methods["sendmessage"], spec.methods["editmessagetext"]
    for screen in screens(knowledge, language):
        message_text(send.check(dict(message(CHAT, screen).params), {}))
        inline = "inline_keyboard" in (screen.keyboard.to_dict() if screen.keyboard else {})
        if inline:
            message_text(change.check(dict(edit(CHAT, 1, screen).params), {}))


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_card_names_the_emergency_number_of_every_country(
    knowledge: Knowledge, kind: Kind, language: Language
) -> None:
    for country, pack in knowledge.packs.items():
        card = DangerViews(knowledge, language, country).card(Alarm(Tier.CRISIS, (kind,)))

        assert pack.slots[language]["emergency"] in card.html


def test_a_helpline_tells_how_when_and_in_which_language_before_what_it_is() -> None:
    us = knowledge_of_tests()
    line = replace(
        us.packs["US"].helplines[0],
        other_ways=(both("Text 988"),),
        hours=both("day and night"),
        languages=both("English"),
    )
    packs = {"US": replace(us.packs["US"], helplines=(line,))}
    (screen,) = DangerViews(replace(us, packs=packs), "en", "US").helplines()

    shown = screen.html.partition("988 Lifeline</b>\n")[2].split("\n")[:4]
    assert shown == ["Call 988", "Text 988", "Day and night · English", "A person answers."]


def test_what_nobody_knows_of_a_helpline_is_left_out() -> None:
    (screen,) = DangerViews(knowledge_of_tests(), "en", "US").helplines()

    assert "Call 988\nA person answers." in screen.html


def test_long_lists_become_several_messages() -> None:
    assert packed_blocks(["a" * 30, "b" * 30, "c"], limit=40) == ["a" * 30, "b" * 30 + "\n\nc"]
