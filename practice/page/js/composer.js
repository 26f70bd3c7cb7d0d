// Where one writes: text, reply and edit modes, emoji, attachments, voice.
import * as api from "./api.js";
import { attachMenu, offer, pickVoice } from "./attach.js";
import { h, icon, iconButton } from "./dom.js";
import { emojiPanel } from "./emoji.js";
import { Offers } from "./inline.js";
import { parse, surround } from "./markup.js";
import { showMenu } from "./menu.js";
import { canRecord, record } from "./recorder.js";
import { showRecording } from "./recording.js";
import { state } from "./store.js";
import { summary } from "./summary.js";

const MAX_HEIGHT_PX = 132;

export class Composer {
  #mode = null; // null | {kind: "reply"|"edit", message, quote}
  #queue = Promise.resolve(); // what is written quickly must arrive in its order

  /** `line`: {id, phone(), reply(), sent(promise), commands(), lastOwn(), say(text)} */
  constructor(line) {
    this.line = { ...line, reply: () => this.#takeReply() };
    const name = line.phone().first_name;
    this.field = h("textarea", {
      rows: "1",
      maxlength: "4096",
      "aria-label": `Message from ${name}`,
      placeholder: "Message",
      enterkeyhint: "send",
      on: {
        input: () => this.#changed(),
        keydown: (event) => this.#keys(event),
        paste: (event) => this.#paste(event),
      },
    });
    this.bar = h("div.mode-bar", { hidden: true });
    this.emoji = h("div", { hidden: true });
    this.offers = new Offers(this.line, {
      chosen: (content) => this.#sendChosen(content),
      start: (text) => this.line.sent(api.send(this.line.id, { text })),
      back: () => this.focus(),
    });
    this.commands = iconButton("slash", "Commands", () => this.#showCommands(), {
      "aria-haspopup": "menu",
    });
    this.smile = iconButton("smile", "Emoji", () => this.#toggleEmoji(), {
      "aria-expanded": "false",
    });
    this.attach = iconButton("plus", "Attach", () => attachMenu(this.attach, this.line), {
      "aria-haspopup": "menu",
    });
    this.keys = iconButton("keyboard", "Keyboard of the bot", () => line.toggleKeyboard(), {
      "aria-expanded": "true",
      hidden: true,
    });
    this.mic = iconButton("mic", "Record a voice message", () => this.#record());
    this.sendButton = iconButton("send", "Send", () => this.submit());
    this.sendButton.classList.add("send");
    this.tools = h(
      "div.tools",
      {},
      this.attach,
      this.smile,
      this.commands,
      this.keys,
      h("span.spring"),
      this.mic,
      this.sendButton,
    );
    this.recordBar = h("div.record-bar", { hidden: true });
    this.el = h(
      "div.composer",
      {},
      this.bar,
      this.offers.el,
      this.emoji,
      h("div.writing", {}, this.field),
      this.recordBar,
      this.tools,
    );
    this.#changed();
  }

  focus() {
    this.field.focus({ preventScroll: true });
  }

  /** Answer a message, or a part of it; Escape takes it back. */
  replyTo(message, { focus = true, quote } = {}) {
    const what = quote ? `Reply to: “${quote}”` : `Reply to: ${summary(message, 60)}`;
    this.#setMode({ kind: "reply", message, quote }, what);
    if (focus) this.focus();
  }

  /** Begin a search at the bot in the box, as its button asks for. */
  typeQuery(query) {
    this.field.value = `@${state.bot?.username} ${query}`;
    this.#changed();
    this.focus();
  }

  #sendChosen(content) {
    this.field.value = "";
    const reply = this.#takeReply();
    this.#changed();
    this.focus();
    this.line.sent(api.send(this.line.id, { ...content, ...reply }));
  }

  editMessage(message) {
    this.#setMode({ kind: "edit", message }, `Edit: ${summary(message, 60)}`);
    this.field.value = message.text ?? message.caption ?? "";
    this.#changed();
    this.focus();
  }

  /** The message this was about is gone. */
  forget(stillThere) {
    if (this.#mode && !stillThere(this.#mode.message.message_id)) this.#clearMode();
  }

  insert(text) {
    this.field.setRangeText(text, this.field.selectionStart, this.field.selectionEnd, "end");
    this.#changed();
    this.focus();
  }

  /** Send, or save the edit; what could not be sent comes back into the field. */
  submit() {
    const source = this.field.value.trim();
    if (!source) return;
    const mode = this.#mode;
    this.field.value = "";
    this.#clearMode();
    this.#changed();
    this.focus();
    this.#queue = this.#queue.then(() =>
      this.line.sent(this.#request(source, mode), () => this.#giveBack(source)),
    );
  }

  #request(source, mode) {
    const { text, entities } = parse(source);
    const { id } = this.line;
    if (mode?.kind === "edit") {
      const field = mode.message.text === undefined ? "caption" : "text";
      const marks = entities.length
        ? { [field === "text" ? "entities" : "caption_entities"]: entities }
        : {};
      return api.edit(id, mode.message.message_id, { [field]: text, ...marks });
    }
    const content = { text, ...(entities.length ? { entities } : {}) };
    return api.send(id, { ...content, ...replyOf(mode) });
  }

  #giveBack(source) {
    if (!this.field.value) this.field.value = source;
    this.#changed();
  }

  #takeReply() {
    const reply = replyOf(this.#mode);
    this.#clearMode();
    return reply;
  }

  #setMode(mode, text) {
    this.#mode = mode;
    this.bar.hidden = false;
    this.bar.replaceChildren(
      icon(mode.kind === "edit" ? "edit" : "reply"),
      h("span.mode-text", {}, text),
      iconButton("close", mode.kind === "edit" ? "Cancel editing" : "Cancel reply", () =>
        this.#cancel(),
      ),
    );
  }

  #clearMode() {
    this.#mode = null;
    this.bar.hidden = true;
    this.bar.replaceChildren();
  }

  #cancel() {
    if (this.#mode?.kind === "edit") this.field.value = "";
    this.#clearMode();
    this.#changed();
    this.focus();
  }

  #changed() {
    const empty = !this.field.value.trim();
    this.sendButton.disabled = empty;
    if (this.#mode?.kind !== "edit") this.offers.typed(this.field.value);
    this.field.style.height = "auto";
    // A hidden phone measures nothing: leave the height to the next keystroke.
    if (this.field.scrollHeight)
      this.field.style.height = `${Math.min(this.field.scrollHeight, MAX_HEIGHT_PX)}px`;
  }

  #keys(event) {
    if (event.isComposing) return; // Enter belongs to the input method
    const command = event.ctrlKey || event.metaKey;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      if (!this.offers.chooseFirst()) this.submit();
    } else if (event.key === "ArrowDown" && this.offers.enter()) {
      event.preventDefault();
    } else if (event.key === "Escape" && this.#mode) {
      event.preventDefault();
      this.#cancel();
    } else if (event.key === "ArrowUp" && !this.field.value && !this.#mode) {
      const last = this.line.lastOwn();
      if (last) {
        event.preventDefault();
        this.editMessage(last);
      }
    } else if (command && (event.key === "b" || event.key === "i")) {
      event.preventDefault();
      surround(this.field, event.key === "b" ? "**" : "__");
    }
  }

  #paste(event) {
    const files = [...(event.clipboardData?.files ?? [])];
    if (!files.length) return;
    event.preventDefault();
    offer(this.line, files);
  }

  #showCommands() {
    const items = this.line.commands().map((one) => ({
      label: `/${one.command}`,
      note: one.description,
      action: () => this.line.sent(api.send(this.line.id, { text: `/${one.command}` })),
    }));
    showMenu(this.commands, items, "Commands of the bot");
  }

  #toggleEmoji() {
    const close = () => {
      this.emoji.hidden = true;
      this.smile.setAttribute("aria-expanded", "false");
      this.smile.focus();
    };
    if (!this.emoji.hidden) return close();
    this.emoji.replaceChildren(emojiPanel((sign) => this.insert(sign), close));
    this.emoji.hidden = false;
    this.smile.setAttribute("aria-expanded", "true");
    return this.emoji.querySelector("button").focus();
  }

  // --- voice ------------------------------------------------------------------------------

  async #record() {
    if (!canRecord()) return this.#withoutMicrophone();
    let recording;
    try {
      recording = await record();
    } catch {
      return this.#withoutMicrophone();
    }
    this.tools.hidden = true;
    return showRecording(this.recordBar, recording, (file, seconds) =>
      this.#recorded(file, seconds),
    );
  }

  #recorded(file, duration) {
    this.tools.hidden = false;
    this.focus();
    if (!file) return;
    const fields = { kind: "voice", duration, ...this.line.reply() };
    this.line.sent(api.sendFile(this.line.id, file, fields));
  }

  #withoutMicrophone() {
    this.line.say("No microphone here. Choose a sound file instead.");
    pickVoice(this.line);
  }
}

/** What a request says of the message it answers; nothing where it answers none. */
function replyOf(mode) {
  if (mode?.kind !== "reply") return {};
  return { reply_to: mode.message.message_id, quote: mode.quote };
}
