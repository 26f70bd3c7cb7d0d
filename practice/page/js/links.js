// What a link does. Links to this bot start it, as in Telegram; every other one asks first,
// because following it leaves this computer.
import { ask, dialog } from "./dialogs.js";
import { h } from "./dom.js";
import { state } from "./store.js";

/** The text "/start payload" if the address is a deep link to this bot, else null. */
export function startText(url) {
  const match =
    /^(?:https?:\/\/(?:t|telegram)\.me\/|tg:\/\/resolve\?domain=)(\w+)(?:[?&]start=([\w-]*))?/i.exec(
      url,
    );
  const mine = match && match[1].toLowerCase() === state.bot?.username?.toLowerCase();
  if (!mine) return null;
  return match[2] ? `/start ${match[2]}` : "/start";
}

/** The deep link to this bot that a message holds, as the text it sends; null without one. */
export function deepLinkIn(message) {
  const text = message.text ?? message.caption ?? "";
  const marks = message.entities ?? message.caption_entities ?? [];
  const written = marks.map((mark) =>
    mark.type === "url" ? text.slice(mark.offset, mark.offset + mark.length) : mark.url,
  );
  const buttons = (message.reply_markup?.inline_keyboard ?? []).flat().map((one) => one.url);
  const found = [...written, ...buttons].filter(Boolean).map((url) => startText(withScheme(url)));
  return found.find(Boolean) ?? null;
}

/** An address as it is when nobody wrote its beginning. */
export const withScheme = (url) => (/^[a-z][a-z0-9+.-]*:/i.test(url) ? url : `https://${url}`);

/** Ask on which other phone a deep link is to be opened; resolves with its id, or null. */
export async function askForPhone(own) {
  const others = [...state.phones.values()].filter((phone) => phone.id !== own && !phone.blocked);
  const options = others.map((phone) => h("option", { value: phone.id }, phone.first_name));
  const values = await ask({
    title: "Open the link on another phone",
    fields: [h("label.field", {}, h("span", {}, "Phone"), h("select", { name: "phone" }, options))],
    yes: "Open",
  });
  return values?.phone ? Number(values.phone) : null;
}

/** Follow a link on behalf of a phone; `start(text)` sends a deep link's text. */
export async function follow(url, start) {
  const text = startText(url);
  if (text) return start(text);
  const choice = await dialog({
    title: "Open this link?",
    body: [h("p.address", {}, url), h("p.faint", {}, "It leads away from the practice line.")],
    buttons: [
      ["open", "Open", "main"],
      ["", "Cancel", ""],
    ],
  });
  if (choice === "open" && /^(https?|mailto|tel|tg):/i.test(url))
    window.open(url, "_blank", "noopener,noreferrer");
  return undefined;
}
