// What a link does. Links to this bot start it, as in Telegram; every other one asks first,
// because following it leaves this computer.
import { dialog } from "./dialogs.js";
import { h } from "./dom.js";
import { state } from "./store.js";

/** The text "/start payload" if the address is a deep link to this bot, else null. */
function startText(url) {
  const match =
    /^(?:https?:\/\/(?:t|telegram)\.me\/|tg:\/\/resolve\?domain=)(\w+)(?:[?&]start=([\w-]*))?/i.exec(
      url,
    );
  const mine = match && match[1].toLowerCase() === state.bot?.username?.toLowerCase();
  if (!mine) return null;
  return match[2] ? `/start ${match[2]}` : "/start";
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
