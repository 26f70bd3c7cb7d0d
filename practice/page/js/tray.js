// The tray under the input that holds the bot's reply keyboard.
import { h } from "./dom.js";
import { replyKeyboard } from "./keyboards.js";

export class Tray {
  #open = true;
  #keyboard = null;
  #drawn = "null"; // as JSON: the line sends equal keyboards again and again

  /** `view`: the PhoneView this belongs to. */
  constructor(view) {
    this.view = view;
    this.el = h("div.keyboard-box", { hidden: true });
  }

  update(keyboard) {
    this.#keyboard = keyboard?.keyboard ? keyboard : null;
    const told = JSON.stringify(this.#keyboard);
    if (told !== this.#drawn) {
      this.#drawn = told;
      this.#keepingFocus(() => this.#draw());
    }
    this.#show();
  }

  #draw() {
    this.el.replaceChildren();
    if (this.#keyboard) this.el.append(replyKeyboard(this.#keyboard, this.view.acts));
  }

  #show() {
    const { composer } = this.view;
    const usable = Boolean(this.#keyboard) && !composer.el.hidden;
    const shown = usable && this.#open;
    composer.keys.hidden = !usable;
    composer.keys.setAttribute("aria-expanded", String(shown));
    this.el.hidden = !shown;
    const hint =
      this.view.phone().placeholder ?? (shown && this.#keyboard.input_field_placeholder);
    composer.field.placeholder = hint || "Message";
  }

  /** A new keyboard from the bot is always shown, even if the last one was put away. */
  came() {
    this.#open = true;
  }

  /** A one-time keyboard goes away after one use; its button in the toolbar brings it back. */
  used() {
    if (this.#keyboard?.one_time_keyboard) this.#keepingFocus(() => this.toggle());
  }

  toggle() {
    this.#open = !this.#open;
    this.#show();
  }

  #keepingFocus(change) {
    const hadFocus = this.el.contains(document.activeElement);
    change();
    if (hadFocus) this.view.focus();
  }
}
