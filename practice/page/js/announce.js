// One polite live region for the whole page. Messages that come together are spoken together,
// and a flood is counted instead of read out.
import * as store from "./store.js";
import { summary } from "./summary.js";

const GATHER_MS = 400;
const SPOKEN = 3;

let waiting = [];
let timer = 0;

/** Have a screen reader say this when it is next silent. */
export function say(text) {
  waiting.push(text);
  if (!timer) timer = setTimeout(speak, GATHER_MS);
}

function speak() {
  timer = 0;
  const rest = waiting.length - SPOKEN;
  const texts = waiting.slice(-SPOKEN);
  if (rest > 0) texts.unshift(`${rest} more messages.`);
  waiting = [];
  document.getElementById("announcer").textContent = texts.join(" ");
}

/** Speak of what the bot sends, with its buttons, since they are the next step. */
export function announceIncoming() {
  store.on("incoming", ({ phone, message, kind }) => {
    if (kind === "edited" && store.state.active !== phone.id) return;
    const verb = kind === "edited" ? "changed" : "wrote";
    const buttons = (message.reply_markup?.inline_keyboard ?? [])
      .flat()
      .map((button) => button.text);
    const choices = buttons.length ? ` Buttons: ${buttons.join(", ")}.` : "";
    say(
      `${phone.first_name}’s phone: ${store.botName()} ${verb}: ${summary(message, 200)}.${choices}`,
    );
  });
}
