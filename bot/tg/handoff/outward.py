"""What the queue decides, made into calls of the Bot API."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.crisis import Alarm, Kind, Tier
from bot.domain.delivery import Call, chat_lane
from bot.domain.handoff.lines import LineKind, clean_entities, shifted
from bot.domain.handoff.links import linked
from bot.domain.knowledge import Knowledge
from bot.tg.calls import Screen, edit, message
from bot.tg.handoff.rendering import Renderer
from bot.tg.markup import html
from bot.tg.views.danger import DangerViews
from bot.tg.views.keyboards import menu, sharing
from bot.usecases.handoff.scene import QUIET, Manner, Notice, Reader, Written

TEXT_UNITS = 4096
CAPTION_UNITS = 1024
"""Telegram's limits, in UTF-16 units; https://core.telegram.org/bots/api#sendmessage."""
CAPTIONED = {
    LineKind.PHOTO,
    LineKind.VOICE,
    LineKind.VIDEO,
    LineKind.ANIMATION,
    LineKind.AUDIO,
    LineKind.DOCUMENT,
}

Params = dict[str, Any]


@dataclass(frozen=True, slots=True)
class TelegramOutward:
    """Speaks to people through the turn's outbox."""

    send: Callable[[Call], None]
    knowledge: Knowledge
    country: str
    now: datetime
    username: str
    """Of the bot, without the @."""
    callbacks: bool = False
    """Whether people can be called here."""

    def say(self, to: Reader, notice: Notice, manner: Manner = QUIET) -> None:
        """Say something to somebody."""
        screen = self._renderer(to).screen(notice)
        call = message(to.chat_id, screen)
        params = {**call.params, **_manner(manner), "disable_notification": manner.silent}
        if manner.protected:
            params["protect_content"] = True
        self.send(_call("sendMessage", to.chat_id, params, manner))
        if manner.pinned:
            pin = {"message_id": linked(manner.becomes[0]), "disable_notification": True}
            self.send(_call("pinChatMessage", to.chat_id, pin))

    def change(self, to: Reader, link: int, notice: Notice) -> None:
        """Put ``notice`` in place of a message of ours."""
        screen = self._renderer(to).screen(notice)
        call = edit(to.chat_id, 0, screen)
        params = {**call.params, "message_id": linked(link)}
        self.send(_call(call.method, to.chat_id, params))

    def replace(self, to: Reader, message_id: int, notice: Notice) -> None:
        """Put ``notice`` in place of the message whose button was pressed, if one was."""
        screen = self._renderer(to).screen(notice)
        if message_id:
            self.send(edit(to.chat_id, message_id, screen))
        else:
            self.send(message(to.chat_id, screen))

    def keyboard(self, to: Reader, notice: Notice, *, share: str = "") -> None:
        """Say something, and put the menu's keyboard in place, with a button to share or not."""
        texts = self.knowledge.texts
        label = texts.say(share, to.language) if share else ""
        below = sharing(texts, to.language, label) if share else menu(texts, to.language)
        screen = Screen(html(self._renderer(to).text(notice)), below)
        call = message(to.chat_id, screen)
        params = {**call.params, "disable_notification": True}
        self.send(_call("sendMessage", to.chat_id, params))

    def numbers(self, to: Reader, country: str) -> None:
        """Show the crisis numbers, ahead of everything else."""
        views = DangerViews(self.knowledge, to.language, country, self.callbacks)
        card = views.card(Alarm(Tier.CRISIS, (Kind.HELP,)))
        self.send(message(to.chat_id, card, urgent=True))

    def menu(self, to: Reader, commands: Sequence[str]) -> None:
        """Show these commands to somebody; those of everybody again if there are none."""
        scope = {"type": "chat", "chat_id": to.chat_id}
        lane = f"menu:{to.chat_id}"
        if not commands:
            self.send(Call("deleteMyCommands", {"scope": scope}, lane, None))
            return
        texts = self.knowledge.texts
        shown = [
            {"command": name, "description": texts.say(f"cmd.{name}", to.language)}
            for name in commands
        ]
        self.send(Call("setMyCommands", {"commands": shown, "scope": scope}, lane, None))

    def deep_link(self, token: str) -> str:
        """Return the address that sends ``/start token`` to this bot."""
        return f"https://t.me/{self.username}?start={token}"

    def delete(self, chat_id: int, link: int) -> None:
        """Delete a message of ours."""
        self.send(_call("deleteMessage", chat_id, {"message_id": linked(link)}))

    def react(self, chat_id: int, message_id: int, emoji: str | None) -> None:
        """Put a mark on a message of theirs, or take it away."""
        params = {"message_id": message_id, "reaction": _reaction(emoji)}
        self.send(_call("setMessageReaction", chat_id, params))

    def react_to_link(self, chat_id: int, link: int, emoji: str | None) -> None:
        """Put a mark on a message of ours, or take it away."""
        params = {"message_id": linked(link), "reaction": _reaction(emoji)}
        self.send(_call("setMessageReaction", chat_id, params))

    def passed_on(
        self, to: Reader, written: Written, mark: str, manner: Manner, heading: int
    ) -> Sequence[Call]:
        """Return the one or two calls that show ``written``, without a trace of its sender."""
        before = Manner(delay=manner.delay, becomes=(heading,))
        if written.line.kind is LineKind.TEXT:
            return self._text(to, written, mark, (manner, before))
        if units(written.line.text) > CAPTION_UNITS:
            return self._long_caption(to, written, mark, (manner, before))
        return self._copy(to, written, mark, (manner, before))

    def _text(
        self, to: Reader, written: Written, mark: str, manners: tuple[Manner, Manner]
    ) -> Sequence[Call]:
        first, text, entities = _marked(written, mark, TEXT_UNITS)
        params = {"text": text, "entities": entities, **_shielded(manners[0])}
        call = _call("sendMessage", to.chat_id, params, manners[0])
        return (*self._heading(to, first, manners[1]), call)

    def _copy(
        self, to: Reader, written: Written, mark: str, manners: tuple[Manner, Manner]
    ) -> Sequence[Call]:
        params: Params = {"from_chat_id": written.chat_id, "message_id": written.message_id}
        first = mark
        if written.line.kind in CAPTIONED:
            first, caption, entities = _marked(written, mark, CAPTION_UNITS)
            params |= {"caption": caption, "caption_entities": entities}
        params |= _shielded(manners[0])
        call = _call("copyMessage", to.chat_id, params, manners[0])
        return (*self._heading(to, first, manners[1]), call)

    def _long_caption(
        self, to: Reader, written: Written, mark: str, manners: tuple[Manner, Manner]
    ) -> Sequence[Call]:
        """Return the file under its mark, then its words as a text: a bot's caption is short."""
        bare = {"from_chat_id": written.chat_id, "message_id": written.message_id, "caption": mark}
        file = _call("copyMessage", to.chat_id, {**bare, **_shielded(manners[1])}, manners[1])
        _, text, entities = _marked(written, "", TEXT_UNITS)
        words = {"text": text, "entities": entities, **_shielded(manners[0])}
        return file, _call("sendMessage", to.chat_id, words, manners[0])

    @staticmethod
    def _heading(to: Reader, mark: str, manner: Manner) -> Sequence[Call]:
        """Return the mark as a message of its own, where it has no room on the line itself."""
        if not mark:
            return ()
        params = {"text": f"{mark}:", "disable_notification": True, "protect_content": True}
        return (_call("sendMessage", to.chat_id, params, manner),)

    def album(
        self, to: Reader, from_chat: int, message_ids: Sequence[int], manner: Manner, *, bare: bool
    ) -> Call:
        """Return the call that copies an album; ``bare`` leaves its captions behind."""
        params: Params = {
            "from_chat_id": from_chat,
            "message_ids": sorted(message_ids),
            "protect_content": True,
        }
        if bare:
            params["remove_caption"] = True
        return _call("copyMessages", to.chat_id, params, manner)

    def rewritten(self, to_chat: int, link: int, written: Written, mark: str) -> Call:
        """Return the call that puts new words into a copy; a mark without room is left out."""
        if written.line.kind is LineKind.TEXT:
            _, text, entities = _marked(written, mark, TEXT_UNITS)
            params = {"text": text, "entities": entities}
            method = "editMessageText"
        else:
            _, text, entities = _marked(written, mark, CAPTION_UNITS)
            params = {"caption": text, "caption_entities": entities}
            method = "editMessageCaption"
        return _call(method, to_chat, {"message_id": linked(link), **params})

    def _renderer(self, to: Reader) -> Renderer:
        return Renderer(self.knowledge, to.language, self.country, self.now, self.callbacks)


def _call(method: str, chat_id: int, params: Mapping[str, Any], manner: Manner = QUIET) -> Call:
    return Call(
        method,
        {"chat_id": chat_id, **params},
        chat_lane(chat_id),
        chat_id,
        becomes=manner.becomes,
        delay=manner.delay,
    )


def _manner(manner: Manner) -> Params:
    target: Any = manner.reply_to
    if manner.reply_to_link is not None:
        target = linked(manner.reply_to_link)
    if target is None:
        return {}
    return {"reply_parameters": {"message_id": target, "allow_sending_without_reply": True}}


def _shielded(manner: Manner) -> Params:
    """Return what keeps a relayed line from being forwarded or saved."""
    return {"protect_content": True, "disable_notification": manner.silent, **_manner(manner)}


def _marked(written: Written, mark: str, limit: int) -> tuple[str, str, list[Params]]:
    """Put the mark before the words, or return it apart when there is no room for both."""
    text, entities = written.line.text, clean_entities(written.line.entities)
    if not mark:
        return "", text, entities
    heading = f"{mark}\n" if text else mark
    if units(heading) + units(text) > limit:
        return mark, text, entities
    bold = {"type": "bold", "offset": 0, "length": units(mark)}
    return "", heading + text, [bold, *shifted(entities, units(heading))]


def units(text: str) -> int:
    """Return the length in UTF-16 units, in which Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _reaction(emoji: str | None) -> list[Params]:
    return [{"type": "emoji", "emoji": emoji}] if emoji else []
