// The panel for developers: how to connect a bot, faults, the journal. Folded away by default.
import { connectHelp } from "./connect.js";
import { h, iconButton } from "./dom.js";
import { faultsForm } from "./faults.js";
import { Journal } from "./journal.js";

/** Fill the panel and bind the button that opens it. */
export function developerPanel(panel, toggle) {
  const journal = new Journal();
  const show = (open) => {
    panel.hidden = !open;
    toggle.setAttribute("aria-expanded", String(open));
    journal.show(open);
    (open ? panel.querySelector("h2") : toggle).focus();
  };
  toggle.addEventListener("click", () => show(panel.hidden));
  panel.addEventListener("keydown", (event) => event.key === "Escape" && show(false));
  panel.append(
    h(
      "div.panel-head",
      {},
      h("h2", { tabindex: "-1" }, "For developers"),
      iconButton("close", "Close the developer panel", () => show(false)),
    ),
    h("h3", {}, "Connect a bot"),
    connectHelp(),
    h("h3", {}, "Faults"),
    faultsForm(),
    h("h3", {}, "Requests of the bot"),
    journal.el,
  );
}
