// A small set of emoji; anything else comes from the keyboard of the computer or the phone.
import { h } from "./dom.js";

const EMOJI = [
  ..."🙂😊😌😔😢😭😞😟😰😡😴🤔🙄😅😂🥲🤗🥰😇🤝👍👎👏🙏💪✌👋🫶❤🧡💛💚💙💜💔✨🌱🌻🌈☀🌧🔥☕🍵🏠🚶📞💬🕊🎉",
].map((sign) => (sign === "❤" || sign === "☀" || sign === "✌" ? `${sign}\uFE0F` : sign));
const COLUMNS = 8;

/** What people react with; Telegram allows about these for everyone. */
export const REACTIONS = [
  ["👍", "❤", "🙏", "😢", "🔥", "👏"],
  ["👎", "🤗", "🕊", "🎉", "🤔", "😁"],
];

/** A grid with one tab stop; arrows move, Enter picks. */
export function emojiPanel(pick, close) {
  const buttons = EMOJI.map((sign, index) =>
    h(
      "button",
      {
        type: "button",
        tabindex: index ? "-1" : "0",
        "aria-label": sign,
        on: { click: () => pick(sign) },
      },
      sign,
    ),
  );
  const panel = h("div.emoji-panel", { role: "group", "aria-label": "Emoji" }, buttons);
  panel.addEventListener("keydown", (event) => {
    const at = buttons.indexOf(document.activeElement);
    const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: COLUMNS, ArrowUp: -COLUMNS };
    if (event.key in steps && buttons[at + steps[event.key]]) {
      event.preventDefault();
      buttons[at].tabIndex = -1;
      buttons[at + steps[event.key]].tabIndex = 0;
      buttons[at + steps[event.key]].focus();
    } else if (event.key === "Escape") {
      event.stopPropagation();
      close();
    }
  });
  return panel;
}
