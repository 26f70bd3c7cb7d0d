// Inline keyboards (under a message) and reply keyboards (under the input).
import { h, icon } from "./dom.js";

const STYLES = new Set(["danger", "success", "primary"]);
const styleClass = (button) => (STYLES.has(button.style) ? `style-${button.style}` : "");

/** The buttons under a message; which button was meant is told by its row and column. */
export function inlineKeyboard(message, acts) {
  return h(
    "div.inline-keyboard",
    { role: "group", "aria-label": "Buttons" },
    message.reply_markup.inline_keyboard.map((row, rowIndex) =>
      h(
        "div.key-row",
        {},
        row.map((button, column) =>
          inlineButton(button, message, { row: rowIndex, column, acts }),
        ),
      ),
    ),
  );
}

function inlineButton(button, message, { row, column, acts }) {
  const [mark, note] = inlineMark(button);
  const element = h(
    "button.key",
    {
      type: "button",
      class: styleClass(button),
      "aria-label": note ? `${button.text}, ${note}` : null,
      data: { k: `b${row}.${column}` },
      on: { click: () => acts.pressInline(element, message, { button, row, column }) },
    },
    h("span", {}, button.text),
    mark && icon(mark),
  );
  return element;
}

function inlineMark(button) {
  if (button.url || button.login_url) return ["open", "opens a link"];
  if (button.copy_text) return ["copy", "copies text"];
  if (button.switch_inline_query_current_chat !== undefined)
    return ["edit", "begins a search in the box"];
  return [null, null];
}

/** The keyboard under the input. */
export function replyKeyboard(keyboard, acts) {
  return h(
    "div.reply-keyboard",
    { role: "group", "aria-label": "Keyboard of the bot" },
    keyboard.keyboard.map((row) =>
      h(
        "div.key-row",
        {},
        row.map((button) => replyButton(button, acts)),
      ),
    ),
  );
}

function replyButton(raw, acts) {
  const button = typeof raw === "string" ? { text: raw } : raw;
  const [mark, note] = replyMark(button);
  return h(
    "button.key",
    {
      type: "button",
      class: styleClass(button),
      "aria-label": note ? `${button.text}, ${note}` : null,
      on: { click: () => acts.pressReply(button) },
    },
    mark && icon(mark),
    h("span", {}, button.text),
  );
}

function replyMark(button) {
  if (button.request_contact) return ["person", "shares your phone number"];
  if (button.request_location) return ["pin", "shares a location"];
  return [null, null];
}
