// Inline mode: what the bot offers above the box while one types after its name.
import { say } from "./announce.js";
import * as api from "./api.js";
import { h } from "./dom.js";
import { on, state } from "./store.js";

/** As long as Telegram's own programs wait for the typing to pause, about. */
const PAUSE_MS = 250;

/** What stands after "@thebot " at the beginning of `text`; null if it does not begin so. */
function queryIn(text) {
  const match = /^@(\w+)\s([\s\S]*)$/.exec(text);
  const own = match && match[1].toLowerCase() === state.bot?.username?.toLowerCase();
  return own ? match[2].trim() : null;
}

export class Offers {
  #query = null; // what was typed last, or null outside inline mode
  #timer = 0;

  /**
   * @param line {id, sent(promise)} of one phone
   * @param then {chosen(content), start(text), back()}: send a result, send a /start, focus the field
   */
  constructor(line, then) {
    Object.assign(this, { line, then });
    this.el = h("div.offers", {
      role: "group",
      "aria-label": "Offers of the bot",
      hidden: true,
      on: { keydown: (event) => this.#keys(event) },
    });
    on("inline", (event) => event.phone === line.id && this.#came(event));
  }

  /** The field changed: ask once the typing pauses. */
  typed(text) {
    const query = queryIn(text);
    if (query === this.#query) return;
    this.#query = query;
    clearTimeout(this.#timer);
    this.#draw([]);
    if (query === null) return;
    this.#timer = setTimeout(() => this.#ask(), PAUSE_MS);
  }

  /** Choose the first offer, as Enter does; false if there is none. */
  chooseFirst() {
    const first = this.#buttons()[0];
    first?.click();
    return Boolean(first);
  }

  /** Go into the offers; false if there are none. */
  enter() {
    const first = this.#buttons()[0];
    first?.focus();
    return Boolean(first);
  }

  #ask(offset = "") {
    this.line.sent(api.inline(this.line.id, this.#query, offset));
  }

  #came(event) {
    if (event.query !== this.#query) return;
    const found = event.results.map((result) => this.#result(event.inline_query_id, result));
    const old = event.offset ? [...this.el.querySelectorAll(".offer")] : [];
    this.#draw([
      event.button && this.#button(event.button),
      ...old,
      ...found,
      event.next_offset && this.#more(event.next_offset),
      !found.length && !old.length && h("p.faint", {}, "Nothing offered."),
    ]);
    say(`${found.length} offers.`);
  }

  #draw(children) {
    this.el.replaceChildren(...children.filter(Boolean));
    this.el.hidden = !this.el.childElementCount;
  }

  #result(query, result) {
    const chosen = () => {
      this.typed("");
      this.then.chosen({ inline: { inline_query_id: query, result_id: result.id } });
    };
    return h(
      "button.offer",
      { type: "button", on: { click: chosen } },
      h("span", {}, result.title),
      result.description && h("span.faint", {}, result.description),
    );
  }

  #button({ text, start_parameter: payload }) {
    const start = () => this.then.start(`/start ${payload}`);
    return h("button.offer-button", { type: "button", on: { click: start } }, text);
  }

  #more(offset) {
    return h(
      "button.offer-button",
      { type: "button", on: { click: () => this.#ask(offset) } },
      "More offers",
    );
  }

  #buttons() {
    return [...this.el.querySelectorAll(".offer")];
  }

  #keys(event) {
    const all = [...this.el.querySelectorAll("button")];
    const at = all.indexOf(document.activeElement);
    const goal = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
    if (goal !== undefined) {
      event.preventDefault();
      (all[goal] ?? (goal < 0 ? null : all.at(-1)))?.focus();
      if (goal < 0) this.then.back();
    } else if (event.key === "Escape") {
      this.#draw([]);
      this.then.back();
    }
  }
}
