"""Answers, suggestions, shelves and articles."""

from collections.abc import Sequence
from dataclasses import dataclass

from telegram import InlineKeyboardMarkup

from bot.domain.handoff.actions import Action
from bot.domain.knowledge import Article, Entry, Knowledge, Language
from bot.tg.buttons import (
    Act,
    Articles,
    DidNotHelp,
    Helped,
    HelpNow,
    NoneOfThese,
    ShowEntry,
    ShowGroup,
    Topics,
    TurnTo,
)
from bot.tg.calls import Screen
from bot.tg.markup import html
from bot.tg.views.keyboards import Labelled, column, inline
from bot.usecases.asking import Answered, Courteous, NotKnown, Reply, Suggested


@dataclass(frozen=True, slots=True)
class AnswerViews:
    """Screens made of the curators' words, in one language."""

    knowledge: Knowledge
    language: Language
    callbacks: bool = False
    """Whether people can be called here."""

    def _call(self) -> list[Labelled]:
        """Return the button with which one asks for a call, where it is offered."""
        return [(self._say("button.cb_me"), Act(Action.CALLBACK))] if self.callbacks else []

    def _say(self, key: str, **values: object) -> str:
        return self.knowledge.texts.say(key, self.language, **values)

    def reply(self, reply: Reply) -> Screen:
        """Show what was found."""
        match reply:
            case Answered(entry=entry, related=related):
                return self.answer(entry, related)
            case Suggested(entries=entries):
                return self.suggestions(entries)
            case Courteous(courtesy=courtesy):
                return Screen(html(self._say(f"courtesy.{courtesy}")))
            case NotKnown():
                return self.unknown()

    def answer(self, entry: Entry, related: Sequence[Entry]) -> Screen:
        """Show an entry, ask whether it helped, and offer its neighbours."""
        text = entry.text[self.language]
        body = f"<b>{html(text.question)}</b>\n\n{html(text.answer)}"
        yes, no = Helped(entry.id), DidNotHelp(entry.id)
        rows: list[list[Labelled]] = [
            [(self._say("answer.yes"), yes), (self._say("answer.no"), no)],
            *column(self._titled(other) for other in related),
            [(self._say("button.peer"), Act(Action.PEER)), *self._call()],
        ]
        if entry.card is not None:
            rows.insert(0, [(self._say("menu.help_now"), HelpNow())])
        return Screen(f"{body}\n\n<i>{html(self._say('answer.helped'))}</i>", inline(*rows))

    def rated(self, entry: Entry, related: Sequence[Entry]) -> Screen:
        """Show an entry that has been rated: the question about it is gone."""
        text = entry.text[self.language]
        rows = column(self._titled(other) for other in related)
        rows.append([(self._say("button.peer"), Act(Action.PEER)), *self._call()])
        body = f"<b>{html(text.question)}</b>\n\n{html(text.answer)}"
        return Screen(body, inline(*rows))

    def suggestions(self, entries: Sequence[Entry]) -> Screen:
        """Ask which entry is meant."""
        rows = column(self._titled(entry) for entry in entries)
        rows.append([(self._say("near.none"), NoneOfThese())])
        return Screen(html(self._say("near.ask")), inline(*rows))

    def unknown(self) -> Screen:
        """Say that there is no answer, and what else there is."""
        return Screen(html(self._say("unknown")), self._elsewhere())

    def none_of_these(self) -> Screen:
        """Say so kindly when no suggestion fitted."""
        return Screen(html(self._say("near.none_reply")), self._elsewhere())

    def did_not_help(self) -> Screen:
        """Offer what else there is after an answer that did not help."""
        return Screen(html(self._say("answer.thanks_no")), self._elsewhere())

    def topics(self) -> Screen:
        """Show the shelves that hold something."""
        filled = {entry.group for entry in self.knowledge.entries.values()}
        rows = column(
            (group.title[self.language], ShowGroup(group.id))
            for group in self.knowledge.groups
            if group.id in filled
        )
        return Screen(html(self._say("topics.ask")), inline(*rows))

    def group(self, group_id: str) -> Screen:
        """Show what stands on a shelf.

        Raises:
            KeyError: there is no such shelf (any more).
        """
        titles = {group.id: group.title[self.language] for group in self.knowledge.groups}
        entries = [one for one in self.knowledge.entries.values() if one.group == group_id]
        rows = column(self._titled(entry) for entry in entries)
        rows.append([(self._say("topics.back"), Topics())])
        return Screen(html(self._say("topics.group", group=titles[group_id])), inline(*rows))

    def articles(self) -> Screen:
        """Show the articles."""
        rows = column(
            (article.text[self.language].title, TurnTo(f"{article.id}.1"))
            for article in self.knowledge.articles.values()
        )
        return Screen(html(self._say("read.ask")), inline(*rows))

    def page(self, article: Article, number: int) -> Screen:
        """Show a page of an article; pages count from 1.

        Raises:
            IndexError: the article has no such page (any more).
        """
        text = article.text[self.language]
        if not 1 <= number <= len(text.pages):
            raise IndexError(number)
        page = text.pages[number - 1]
        where = self._say("read.page", title=text.title, page=number, pages=len(text.pages))
        body = f"<i>{html(where)}</i>\n\n<b>{html(page.heading)}</b>\n\n{html(page.body)}"
        return Screen(body, inline(*self._turning(article, number, len(text.pages))))

    def _turning(self, article: Article, number: int, last: int) -> list[list[Labelled]]:
        turns: list[Labelled] = []
        if number > 1:
            turns.append((self._say("read.previous"), TurnTo(f"{article.id}.{number - 1}")))
        if number < last:
            turns.append((self._say("read.next"), TurnTo(f"{article.id}.{number + 1}")))
        everything: list[Labelled] = [(self._say("read.all"), Articles())]
        return [row for row in (turns, everything) if row]

    def _titled(self, entry: Entry) -> Labelled:
        return entry.text[self.language].question, ShowEntry(entry.id)

    def _elsewhere(self) -> InlineKeyboardMarkup:
        return inline(
            [
                (self._say("unknown.topics"), Topics()),
                (self._say("unknown.read"), Articles()),
            ],
            [
                (self._say("button.peer"), Act(Action.PEER)),
                *self._call(),
                (self._say("menu.help_now"), HelpNow()),
            ],
        )
