// The bot's last requests, for developers. Loaded when the panel opens and after anything the
// bot caused (told by the event stream); a line that shows nothing else is loaded by "Refresh".
import * as api from "./api.js";
import { h } from "./dom.js";
import { on, state } from "./store.js";

const SHOWN = 100;
const GATHER_MS = 400;

const timeFormat = new Intl.DateTimeFormat(undefined, {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});

export class Journal {
  #timer = 0;
  #open = false;

  constructor() {
    this.polls = h("input", { type: "checkbox", on: { change: () => this.refresh() } });
    this.rows = h("tbody");
    const heads = ["No.", "Time", "Method", "Phone", "Answer", "Sent"];
    this.el = h(
      "div.journal",
      {},
      h(
        "div.journal-bar",
        {},
        h("label.check", {}, this.polls, "show getUpdates"),
        h("button.button", { type: "button", on: { click: () => this.refresh() } }, "Refresh"),
      ),
      h(
        "div.table-box",
        { tabindex: "0", role: "region", "aria-label": "Request journal" },
        h(
          "table",
          {},
          h(
            "thead",
            {},
            h(
              "tr",
              {},
              heads.map((head) => h("th", { scope: "col" }, head)),
            ),
          ),
          this.rows,
        ),
      ),
    );
    on("event", () => this.#soon());
  }

  show(open) {
    this.#open = open;
    if (open) this.refresh();
  }

  #soon() {
    if (!this.#open || this.#timer) return;
    this.#timer = setTimeout(() => this.refresh(), GATHER_MS);
  }

  async refresh() {
    this.#timer = 0;
    try {
      const lines = await api.journal({ limit: SHOWN * 3 });
      const wanted = lines.filter(
        (line) => this.polls.checked || line.method.toLowerCase() !== "getupdates",
      );
      this.rows.replaceChildren(...wanted.slice(-SHOWN).reverse().map(row));
      if (!wanted.length)
        this.rows.replaceChildren(h("tr", {}, h("td", { colspan: 6 }, "No requests yet.")));
    } catch {
      /* the header already says that the line does not answer */
    }
  }
}

function row(line) {
  const params = line.params ?? {};
  const phone =
    params.chat_id === undefined
      ? ""
      : (state.phones.get(Number(params.chat_id))?.first_name ?? params.chat_id);
  const moment = new Date(typeof line.at === "number" ? line.at * 1000 : line.at);
  return h(
    "tr",
    { class: line.error ? "failed" : "" },
    h("td", {}, String(line.n)),
    h("td", {}, timeFormat.format(moment)),
    h("td", {}, line.method),
    h("td", {}, String(phone)),
    h("td", {}, line.error ? `${line.status} ${line.error}` : String(line.status)),
    h(
      "td",
      {},
      h("details", {}, h("summary", {}, "Show"), h("pre", {}, JSON.stringify(params, null, 2))),
    ),
  );
}
