"""One phone on the page, and what a hand does with it.

Every deed waits until the phone shows it, so that tests read like a play and need no pauses.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Locator, Page, expect


@dataclass(slots=True)
class Handset:
    """A phone, named after its owner."""

    page: Page
    name: str

    # --- looking --------------------------------------------------------------------------

    @property
    def area(self) -> Locator:
        return self.page.get_by_role("region", name=self.name, exact=True)

    @property
    def input(self) -> Locator:
        return self.page.get_by_label(f"Message from {self.name}")

    @property
    def badge(self) -> Locator:
        """The count of unread messages in the head of the phone."""
        return self.area.locator(".phone-head .badge")

    @property
    def pinned(self) -> Locator:
        """The banner with the pinned message."""
        return self.area.locator("button.pinned")

    @property
    def offers(self) -> Locator:
        """What the bot offers while one types after its name."""
        return self.area.get_by_role("group", name="Offers of the bot").locator(".offer")

    def message(self, text: str) -> Locator:
        return self.area.locator(".entry", has_text=text)

    def answer(self, text: str) -> Locator:
        """Return messages from the bot."""
        return self.area.locator(".entry.in", has_text=text)

    def button(self, name: str) -> Locator:
        return self.area.get_by_role("button", name=name)

    def key(self, text: str) -> Locator:
        """Return a button of the bot's keyboards."""
        return self.area.locator(".key", has_text=text)

    async def sees(self, text: str, *, within: float = 5.0) -> Locator:
        """Wait ``within`` seconds for a message from the bot; return the last one that says so."""
        found = self.answer(text).last
        await expect(found).to_be_visible(timeout=within * 1000)
        return found

    async def texts(self, *, mine: bool | None = None) -> list[str]:
        """Return what the messages say, oldest first; only one side's if ``mine`` is given."""
        side = {None: ".entry", True: ".entry.out", False: ".entry.in"}[mine]
        return await self.area.locator(f"{side} .words").all_inner_texts()

    # --- writing --------------------------------------------------------------------------

    async def start(self) -> None:
        """Press START and wait until one can write."""
        await self.button("Start").click()
        await self.input.wait_for()

    async def write(self, text: str) -> None:
        await self.input.fill(text)
        await self.input.press("Enter")
        await self.area.locator(".entry.out", has_text=text).last.wait_for()

    async def choose(self, text: str, action: str) -> None:
        """Choose an action from the menu of the last message with this text."""
        await self.message(text).last.focus()
        await self.message(text).last.press("Enter")
        await self.page.get_by_role("menuitem", name=action).click()

    async def answer_dialog(self, button: str) -> None:
        await self.page.get_by_role("dialog").get_by_role("button", name=button).click()

    async def edit(self, text: str, new: str) -> None:
        await self.choose(text, "Edit")
        await self.write(new)

    async def reply(self, text: str, words: str) -> None:
        await self.choose(text, "Reply")
        await self.write(words)

    async def quote(self, text: str, part: str, words: str) -> None:
        """Answer a part of a message."""
        await self.choose(text, "Quote a part")
        await self.page.get_by_label("Leave only what you mean").fill(part)
        await self.answer_dialog("Quote")
        await self.write(words)

    async def react(self, text: str, emoji: str) -> None:
        """React to a message, or take the reaction back; one of those in the menu."""
        await self.message(text).last.focus()
        await self.message(text).last.press("Enter")
        await self.page.get_by_role("menuitemradio", name=f"React with {emoji}").click()

    async def delete(self, text: str) -> None:
        """Take a message off this phone; the bot is not told."""
        await self.choose(text, "Delete here")
        await self.answer_dialog("Delete")
        await expect(self.message(text)).to_have_count(0)

    # --- sending other things -------------------------------------------------------------

    async def attach(self, action: str) -> None:
        await self.button("Attach").click()
        await self.page.get_by_role("menuitem", name=action, exact=True).click()

    async def _pick(self, action: str, paths: Sequence[Path]) -> None:
        async with self.page.expect_file_chooser() as chooser:
            await self.attach(action)
        await (await chooser.value).set_files(list(paths))

    async def send_photos(self, *paths: Path, caption: str = "", hidden: bool = False) -> None:
        """Send pictures or films; two or more become an album."""
        before = await self.area.locator(".entry.out").count()
        await self._pick("Photo or video", paths)
        await self._caption_and_send(caption, hidden=hidden)
        await expect(self.area.locator(".entry.out")).to_have_count(before + 1)

    async def send_file(self, path: Path, caption: str = "") -> None:
        """Send a document."""
        await self._pick("File", [path])
        await self._caption_and_send(caption, hidden=False)
        await self.area.locator(".entry.out", has_text=path.name).last.wait_for()

    async def _caption_and_send(self, caption: str, *, hidden: bool) -> None:
        await self.page.get_by_label("Caption").fill(caption)
        if hidden:
            await self.page.get_by_label("Hide it until it is pressed").check()
        await self.answer_dialog("Send")

    async def replace_file(self, text: str, path: Path, caption: str) -> None:
        """Put another file in the place of a sent one."""
        async with self.page.expect_file_chooser() as chooser:
            await self.choose(text, "Replace the file")
        await (await chooser.value).set_files(path)
        await self.page.get_by_label("Caption").fill(caption)
        await self.answer_dialog("Replace")

    async def send_voice(self, path: Path) -> None:
        """Send a sound file as a voice message."""
        before = await self.area.locator(".entry.out audio").count()
        await self._pick("Voice from a sound file", [path])
        await expect(self.area.locator(".entry.out audio")).to_have_count(before + 1)

    async def send_video_note(self, path: Path) -> None:
        """Send a film as a round video note."""
        before = await self.area.locator(".entry.out .round").count()
        await self._pick("Video note", [path])
        await expect(self.area.locator(".entry.out .round")).to_have_count(before + 1)

    async def send_sticker(self, emoji: str) -> None:
        await self.attach("Sticker")
        await self.page.get_by_label("Its emoji").fill(emoji)
        await self.answer_dialog("Send")

    async def send_location(self) -> None:
        await self.attach("Location")
        await self.answer_dialog("Share")

    async def send_contact(self, name: str) -> None:
        await self.attach("Contact")
        await self.page.get_by_label("First name").fill(name)
        await self.answer_dialog("Share")

    async def pass_on(self, name: str, text: str) -> None:
        """Forward what somebody outside wrote."""
        await self.attach("Somebody’s words, forwarded")
        await self.page.get_by_label("Who wrote it").fill(name)
        await self.page.get_by_label("What it says").fill(text)
        await self.answer_dialog("Forward")

    # --- buttons, links, the account ------------------------------------------------------

    async def press(self, text: str) -> None:
        """Press the last button of the bot's keyboards that says so."""
        await self.key(text).last.click()

    async def search(self, query: str) -> None:
        """Type a query after the bot's name, in inline mode; it answers in ``offers``."""
        bot = await self.page.evaluate("fetch('line/state').then(a => a.json())")
        await self.input.fill(f"@{bot['bot']['username']} {query}")

    async def menu(self, action: str) -> None:
        await self.button(f"Menu of {self.name}").click()
        await self.page.get_by_role("menuitem", name=action).click()

    async def open_elsewhere(self, text: str, name: str) -> None:
        """Open the link in a message on another phone of the page."""
        await self.choose(text, "Open the link on")
        await self.page.get_by_role("combobox", name="Phone").select_option(name)
        await self.answer_dialog("Open")

    async def open_link(self, link: str) -> None:
        """Open a pasted link to the bot, as from a letter or another program."""
        await self.menu("Open a link")
        await self.page.get_by_label("The link, or only its start parameter").fill(link)
        await self.answer_dialog("Open")

    async def block(self) -> None:
        await self.menu("Block the bot")
        await self.button("Unblock the bot").wait_for()

    async def unblock(self) -> None:
        await self.button("Unblock the bot").click()
        await self.input.wait_for()
