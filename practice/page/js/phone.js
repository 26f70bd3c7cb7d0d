// One phone: its header, messages, and the place to write. Owns the focus within itself.
import { accountMenu } from "./account.js";
import { actionsFor } from "./actions.js";
import * as api from "./api.js";
import { offer } from "./attach.js";
import { avatar, roleName } from "./avatar.js";
import { Composer } from "./composer.js";
import { connectHelp } from "./connect.js";
import { toast } from "./dialogs.js";
import { h, icon, iconButton } from "./dom.js";
import { Log } from "./log.js";
import { botName, setActive, state } from "./store.js";
import { unreadBadge } from "./sound.js";
import { summary } from "./summary.js";
import { Tray } from "./tray.js";

/** Telegram shows "typing" for 5 s after each call; one more for the way here. */
const ACTION_MS = 6000;

const ACTIONS = {
  typing: "is typing",
  upload_photo: "is sending a photo",
  record_voice: "is recording",
  upload_voice: "is sending a voice message",
  upload_document: "is sending a file",
  upload_video: "is sending a video",
  find_location: "is looking for a place",
  choose_sticker: "is choosing a sticker",
};

export class PhoneView {
  #actionTimer = 0;
  #forcedReply = false;

  constructor(id) {
    this.id = id;
    const phone = this.phone();
    this.line = {
      id,
      phone: () => this.phone(),
      reply: () => ({}),
      sent: (promise, failed) => this.sent(promise, failed),
      commands: () => this.#commands(),
      lastOwn: () => this.phone().messages.findLast((one) => one.out && (one.text ?? one.caption)),
      toggleKeyboard: () => this.tray.toggle(),
      say: (text) => this.say(text),
    };
    this.composer = new Composer(this.line);
    this.line = this.composer.line;
    const acts = actionsFor(this);
    this.acts = acts;
    this.log = new Log({
      label: `Messages with ${phone.first_name}`,
      acts,
      names: () => ({ me: this.phone().first_name, bot: botName() }),
      fallbackFocus: () => this.focus(),
    });
    this.#build(phone);
    this.update();
  }

  phone() {
    return state.phones.get(this.id);
  }

  #build(phone) {
    const titleId = `phone-${this.id}`;
    this.badge = h("span");
    this.name = h("h2", { id: titleId }, phone.first_name);
    this.role = h("span.role", {}, roleName(phone));
    const more = iconButton(
      "more",
      `Menu of ${phone.first_name}’s phone`,
      () => accountMenu(more, this),
      { "aria-haspopup": "menu" },
    );
    const header = h(
      "header.phone-head",
      {},
      avatar(phone),
      h("div.who", {}, this.name, this.role),
      this.badge,
      more,
    );
    this.pinned = h("button.pinned", {
      type: "button",
      hidden: true,
      on: { click: () => this.acts.jumpTo(this.phone().pinned.at(-1)) },
    });
    this.welcome = h("div.welcome", { hidden: true });
    this.action = h("div.action", { hidden: true });
    this.tray = new Tray(this);
    this.startButton = h(
      "button.button.main.start",
      { type: "button", on: { click: () => this.#start() } },
      "Start",
    );
    this.unblockButton = h(
      "button.button.start",
      { type: "button", on: { click: () => this.sent(api.block(this.id, false)) } },
      "Unblock the bot",
    );
    this.blockedNote = h("p.blocked-note");
    this.foot = h(
      "div.foot",
      {},
      this.composer.el,
      this.tray.el,
      this.startButton,
      this.blockedNote,
      this.unblockButton,
    );
    this.body = h("div.phone-body", {}, this.welcome, this.log.el, this.action);
    this.el = h(
      "section.phone",
      {
        "aria-labelledby": titleId,
        data: { phone: this.id },
        on: {
          focusin: () => setActive(this.id),
          pointerdown: () => setActive(this.id),
          dragover: (event) => event.preventDefault(),
          drop: (event) => {
            event.preventDefault();
            offer(this.line, [...event.dataTransfer.files]);
          },
        },
      },
      header,
      this.pinned,
      this.body,
      this.foot,
    );
  }

  update() {
    const phone = this.phone();
    this.name.textContent = phone.first_name;
    this.role.textContent = roleName(phone);
    this.badge.replaceChildren(unreadBadge(phone) ?? "");
    this.el.classList.toggle("active", state.active === this.id);
    this.#updateFoot(phone);
    this.#updatePinned(phone);
    this.#updateAction(phone);
    this.#forceReply(phone);
    this.tray.update(phone.keyboard);
    this.log.update(phone);
    this.composer.forget((id) => phone.messages.some((message) => message.message_id === id));
  }

  #updateFoot(phone) {
    const fresh = !phone.started && !phone.messages.length;
    const hadFocus = this.foot.contains(document.activeElement);
    this.welcome.hidden = !fresh;
    if (fresh) this.#drawWelcome(phone);
    const shut = phone.blocked || phone.gone;
    this.startButton.hidden = !fresh || shut;
    this.unblockButton.hidden = !phone.blocked || phone.gone;
    this.blockedNote.hidden = !shut;
    this.blockedNote.textContent = phone.gone
      ? `${phone.first_name}’s account was deleted.`
      : `${phone.first_name} has blocked the bot.`;
    this.composer.el.hidden = fresh || shut;
    this.composer.commands.hidden = !this.#commands().length;
    if (hadFocus && !this.foot.contains(document.activeElement)) this.focus();
    else if (hadFocus && document.activeElement.offsetParent === null) this.focus();
  }

  /** What Telegram shows before the first message: what the bot says about itself. */
  #drawWelcome(phone) {
    const bot = state.bot;
    const own = bot?.descriptions?.[phone.language_code]; // in the language of this phone
    const about = own || bot?.description || bot?.short_description;
    if (about || state.bot?.connected) {
      this.welcome.replaceChildren(
        h("p.welcome-title", {}, `What ${botName()} can do`),
        h("p", {}, about || "Press Start to begin, as a newcomer would."),
      );
    } else {
      this.welcome.replaceChildren(
        h("p.welcome-title", {}, "No bot yet"),
        h("p", {}, "Give a bot this address and token, and start it."),
        connectHelp(),
      );
    }
  }

  #updatePinned(phone) {
    const id = phone.pinned?.at(-1);
    const message = phone.messages.find((one) => one.message_id === id);
    this.pinned.hidden = !message;
    if (message)
      this.pinned.replaceChildren(
        icon("tack"),
        h("span.sr", {}, "Pinned message: "),
        h("span.pinned-text", {}, summary(message, 90)),
      );
  }

  #updateAction(phone) {
    clearTimeout(this.#actionTimer);
    const left = phone.action ? phone.actionAt + ACTION_MS - Date.now() : 0;
    this.action.hidden = left <= 0;
    if (left <= 0) return;
    const what = ACTIONS[phone.action] ?? "is busy";
    this.action.replaceChildren(
      h("span", {}, `${botName()} ${what}`),
      h("span.dots", { "aria-hidden": "true" }, h("i"), h("i"), h("i")),
    );
    this.#actionTimer = setTimeout(() => (this.action.hidden = true), left);
  }

  /** As if the person had chosen to answer what the bot asked. */
  #forceReply(phone) {
    const wanted = Boolean(phone.force_reply);
    const fresh = wanted && !this.#forcedReply;
    this.#forcedReply = wanted;
    if (!fresh) return;
    const asked = phone.messages.findLast((message) => !message.out);
    if (asked) this.composer.replyTo(asked, { focus: false });
  }

  // --- doing ---------------------------------------------------------------------------------

  #commands() {
    const own = this.phone().commands ?? [];
    return own.length ? own : state.commands;
  }

  async #start() {
    await this.sent(api.send(this.id, { text: "/start" }));
    this.focus();
  }

  /** Await a request; a failure is told on this phone, and `failed` may put things back. */
  async sent(promise, failed = () => {}) {
    try {
      return await promise;
    } catch (error) {
      failed();
      this.say(error.message);
      return null;
    }
  }

  say(text) {
    toast(this.body, text);
  }

  /** Focus whatever one would do next on this phone. */
  focus() {
    const phone = this.phone();
    if (!phone) return;
    if (!this.composer.el.hidden) this.composer.focus();
    else (phone.blocked ? this.unblockButton : this.startButton).focus({ preventScroll: true });
  }
}
