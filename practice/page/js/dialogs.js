// Dialogs are native <dialog> elements: the browser keeps focus inside, closes on Escape and
// gives the focus back to where it was.
import { h } from "./dom.js";
import { say } from "./announce.js";

let count = 0;

/**
 * A modal dialog; resolves with the value of the button that closed it, or null (Escape).
 * @param buttons [[value, label, class]]; the first one is the main one.
 */
export function dialog({ title, body = [], buttons = [["ok", "OK", "main"]] }) {
  const id = `dialog-${(count += 1)}`;
  const form = h(
    "form",
    { method: "dialog" },
    h("h2", { id }, title),
    h("div.dialog-body", {}, body),
    h(
      "div.dialog-buttons",
      {},
      buttons.map(([value, label, kind]) =>
        h(
          "button",
          {
            type: "submit",
            class: `button ${kind ?? ""}`,
            value,
            formnovalidate: kind !== "main",
          },
          label,
        ),
      ),
    ),
  );
  const element = h("dialog", { "aria-labelledby": id }, form);
  document.body.append(element);
  element.showModal();
  return new Promise((resolve) => {
    element.addEventListener("close", () => {
      element.remove();
      resolve(element.returnValue || null);
    });
  });
}

export const alertDialog = (title, text) => dialog({ title, body: [h("p.alert-text", {}, text)] });

export async function confirmDialog({ title, text, yes, danger = false }) {
  const answer = await dialog({
    title,
    body: [h("p", {}, text)],
    buttons: [
      ["yes", yes, danger ? "main danger" : "main"],
      ["", "Cancel", ""],
    ],
  });
  return answer === "yes";
}

/** A labelled input for forms in dialogs. */
export function field(label, props = {}, hint = null) {
  return h(
    "label.field",
    {},
    h("span", {}, label),
    h("input", { type: "text", autocomplete: "off", ...props }),
    hint && h("span.faint", {}, hint),
  );
}

/** Ask for fields; resolves with {name: value} or null. */
export async function ask({ title, fields, yes, before = [] }) {
  const inputs = h("div.fields", {}, fields);
  const answer = await dialog({
    title,
    body: [before, inputs],
    buttons: [
      ["yes", yes, "main"],
      ["", "Cancel", ""],
    ],
  });
  if (answer !== "yes") return null;
  const named = [...inputs.querySelectorAll("[name]")];
  const value = (input) =>
    input.type === "checkbox" && !input.checked ? "" : input.value.trim();
  return Object.fromEntries(named.map((input) => [input.name, value(input)]));
}

/** A labelled box to tick; its value is "1" or "". */
export function tick(label, name) {
  return h("label.check", {}, h("input", { type: "checkbox", name, value: "1" }), label);
}

/** A short note over a phone (or over the page), read out as well. */
export function toast(host, text) {
  const note = h("div.toast", {}, text);
  const place = host ?? document.body;
  place.querySelector(":scope > .toast")?.remove();
  place.append(note);
  say(text);
  // Long enough to read: Telegram's own notes stay about as long.
  setTimeout(() => note.remove(), 3000 + text.length * 40);
}

/** `guarded`: the picture may be looked at and not be saved. */
export function showImage(src, description, { guarded = false } = {}) {
  const element = h(
    "dialog.viewer",
    { "aria-label": description },
    h(
      "form",
      { method: "dialog" },
      h(
        "button.icon-button.viewer-close",
        { type: "submit", "aria-label": "Close the picture" },
        "✕",
      ),
    ),
    h("img", { src, alt: description }),
  );
  element.addEventListener("click", (event) => event.target.tagName !== "FORM" && element.close());
  element.addEventListener("close", () => element.remove());
  if (guarded) element.addEventListener("contextmenu", (event) => event.preventDefault());
  document.body.append(element);
  element.showModal();
}
