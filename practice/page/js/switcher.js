// The row of phones at the top: on a wide screen it leads to a phone, on a narrow one it is the
// only way between them, so it carries the unread marks.
import { avatar, roleName } from "./avatar.js";
import { h } from "./dom.js";
import { unreadBadge } from "./sound.js";
import { state } from "./store.js";

/** Draw the row; `go(id)` is called on a press. Buttons are kept, so focus is too. */
export class Switcher {
  #buttons = new Map();

  constructor(nav, go) {
    this.list = h("ul", { role: "list" });
    this.go = go;
    nav.append(this.list);
  }

  phones() {
    for (const [id, button] of this.#buttons) {
      if (!state.phones.has(id)) {
        button.parentElement.remove();
        this.#buttons.delete(id);
      }
    }
    for (const id of state.phones.keys()) {
      if (!this.#buttons.has(id)) this.#add(id);
      this.update(id);
    }
  }

  #add(id) {
    const button = h("button.switch", { type: "button", on: { click: () => this.go(id) } });
    this.#buttons.set(id, button);
    this.list.append(h("li", {}, button));
  }

  update(id) {
    const phone = state.phones.get(id);
    const button = this.#buttons.get(id);
    if (!phone || !button) return;
    button.replaceChildren(
      avatar(phone),
      h("span.switch-name", {}, phone.first_name, h("span.sr", {}, `, ${roleName(phone)} `)),
      unreadBadge(phone) ?? "",
    );
    button.setAttribute("aria-current", String(state.active === id));
  }

  /** Bring the current phone's button into view on a narrow screen. */
  reveal(id) {
    this.#buttons.get(id)?.scrollIntoView({ block: "nearest", inline: "center" });
  }
}
