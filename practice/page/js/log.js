// The list of messages of one phone. Only what changed is drawn anew; the reading position and
// the keyboard focus stay where they were.
import { draw } from "./bubble.js";
import { h, icon } from "./dom.js";
import { entriesOf, sameEntry } from "./entries.js";

/** Closer than this to the end counts as reading the end. */
const NEAR_END_PX = 60;

export class Log {
  #drawn = new Map(); // key -> {node, entry}
  #fresh = 0; // messages that came while reading further up
  #seen = new Set(); // ids of the messages here
  #stick = true; // whether the end is being read
  #shownAt = null; // where show() put a first line: not somebody who scrolled near the end

  /** `acts`: the phone's actions. `names()` -> {me, bot}. `fallbackFocus()`: where focus goes when its message is gone. */
  constructor({ label, acts, names, fallbackFocus }) {
    Object.assign(this, { acts, names, fallbackFocus });
    this.list = h("ol.log-list", {
      role: "list",
      "aria-label": label,
      on: { keydown: (event) => this.#keys(event) },
    });
    this.scroller = h("div.log", { on: { scroll: () => this.#scrolled() } }, this.list);
    this.jump = h(
      "button.jump",
      { type: "button", hidden: true, on: { click: () => this.toEnd(true) } },
      icon("down"),
      h("span", {}, "Latest"),
    );
    this.el = h("div.log-box", {}, this.scroller, this.jump);
    // Pictures that load, keyboards that open: the end stays in view if it was.
    const watcher = new ResizeObserver(() => this.#stick && this.toEnd());
    watcher.observe(this.list);
    watcher.observe(this.scroller);
  }

  update(phone) {
    const entries = entriesOf(phone.messages, phone.newFrom);
    const focus = this.#rememberFocus();
    const turned = this.#turned(entries, focus);
    this.#place(entries);
    this.#restoreFocus(focus);
    const arrived = this.#count(phone.messages);
    this.#tabStop();
    if (turned) this.#show(turned);
    else if (this.#stick) this.#show(arrived);
    this.#showJump();
  }

  /** The id of a message that became another text at a press in it, such as the next page. */
  #turned(entries, focus) {
    const entry = focus?.control && entries.find(({ key }) => key === focus.key);
    const [old, now] = [this.#drawn.get(focus?.key)?.entry.messages[0], entry?.messages?.[0]];
    if (!old?.text || !now?.text) return null;
    // What was only cut or added to ("Did this help?") is still being read.
    const goesOn = old.text.startsWith(now.text) || now.text.startsWith(old.text);
    return goesOn ? null : now.message_id;
  }

  #place(entries) {
    const kept = new Set(entries.map((entry) => entry.key));
    for (const [key, { node }] of this.#drawn) {
      if (!kept.has(key)) {
        node.remove();
        this.#drawn.delete(key);
      }
    }
    let cursor = this.list.firstChild;
    for (const entry of entries) {
      const before = this.#drawn.get(entry.key)?.node;
      const node = this.#nodeFor(entry);
      if (before === cursor) cursor = node; // drawn anew in the same place
      if (node === cursor) cursor = cursor.nextSibling;
      else this.list.insertBefore(node, cursor);
    }
  }

  #nodeFor(entry) {
    const old = this.#drawn.get(entry.key);
    if (old && sameEntry(old.entry, entry)) return old.node;
    const node = draw(entry, this.acts, this.names());
    if (old) old.node.replaceWith(node);
    else node.classList.add("arriving");
    this.#drawn.set(entry.key, { node, entry });
    return node;
  }

  /** Count what came, and return the id of the last message if it came from the bot just now. */
  #count(messages) {
    const last = messages.at(-1);
    // Not by the highest id: an answer may get here before the line it answers.
    const came = messages.filter((message) => !this.#seen.has(message.message_id));
    const isFirstLook = this.#seen.size === 0;
    this.#seen = new Set(messages.map((message) => message.message_id));
    if (came.some((message) => message.out)) this.#stick = true; // what I wrote I want to see
    if (!this.#stick) this.#fresh += came.filter((message) => !message.out).length;
    return !isFirstLook && came.length && !last.out ? last.message_id : null;
  }

  // --- reading position -------------------------------------------------------------------

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    if (scrollTop === this.#shownAt) return void this.#showJump();
    this.#shownAt = null;
    this.#stick = scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
    if (this.#stick) this.#fresh = 0;
    this.#showJump();
  }

  #showJump() {
    this.jump.hidden = this.#stick;
    this.jump.lastChild.textContent = this.#fresh ? `${this.#fresh} new` : "Latest";
  }

  /** Show the end; but of a message too tall for the screen the first line, which says what to do. */
  #show(arrived) {
    const node = arrived && this.list.querySelector(`[data-id="${arrived}"]`);
    if (!node || node.offsetHeight <= this.scroller.clientHeight) return void this.toEnd();
    this.#stick = false;
    node.scrollIntoView({ block: "start" });
    this.#shownAt = this.scroller.scrollTop;
  }

  toEnd(focus = false) {
    this.#stick = true;
    this.#shownAt = null;
    this.scroller.scrollTop = this.scroller.scrollHeight;
    if (focus) this.list.querySelector(".entry:last-of-type")?.focus();
  }

  jumpTo(messageId) {
    const node = this.list.querySelector(`[data-ids~="${messageId}"]`);
    if (!node) return false;
    this.#stick = false;
    node.scrollIntoView({ block: "center" });
    this.#focusEntry(node);
    node.classList.add("found");
    node.addEventListener("animationend", () => node.classList.remove("found"), { once: true });
    return true;
  }

  // --- keyboard: one tab stop for all messages, arrows between them -------------------------

  #entries() {
    return [...this.list.querySelectorAll(".entry")];
  }

  #tabStop() {
    const entries = this.#entries();
    if (entries.some((node) => node.tabIndex === 0)) return;
    if (entries.length) entries.at(-1).tabIndex = 0;
  }

  #focusEntry(node) {
    for (const other of this.list.querySelectorAll('.entry[tabindex="0"]')) other.tabIndex = -1;
    node.tabIndex = 0;
    node.focus({ preventScroll: false });
  }

  #keys(event) {
    const row = event.target.closest(".entry");
    if (!row) return;
    const entries = this.#entries();
    const at = entries.indexOf(row);
    const goals = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: entries.length - 1 };
    if (event.key in goals && event.target === row) {
      event.preventDefault();
      const goal = entries[goals[event.key]];
      if (goal) this.#focusEntry(goal);
      else if (event.key === "ArrowDown") this.fallbackFocus();
    } else if (event.key === "Enter" && event.target === row) {
      event.preventDefault();
      row.querySelector(".more").click();
    }
  }

  #rememberFocus() {
    const active = document.activeElement;
    const row = this.list.contains(active) ? active.closest("[data-key]") : null;
    return row ? { active, key: row.dataset.key, control: active.dataset.k ?? null } : null;
  }

  #restoreFocus(focus) {
    if (!focus || this.list.contains(focus.active)) return;
    const node = this.#drawn.get(focus.key)?.node;
    if (!node) return void this.fallbackFocus();
    const control = focus.control && node.querySelector(`[data-k="${CSS.escape(focus.control)}"]`);
    if (control) control.focus({ preventScroll: true });
    else this.#focusEntry(node);
  }
}
