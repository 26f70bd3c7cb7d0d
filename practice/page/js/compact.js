// A compact view, so that more phones fit next to each other; remembered like the colours.
import { icon } from "./dom.js";

const page = document.documentElement;

export function bindCompact(button) {
  const label = () => {
    const on = page.dataset.view === "compact";
    button.setAttribute("aria-pressed", String(on));
    button.setAttribute("aria-label", "Compact view");
    button.title = on ? "Use the roomy view" : "Use the compact view";
    button.replaceChildren(icon("compact"));
  };
  button.addEventListener("click", () => {
    const next = page.dataset.view === "compact" ? "roomy" : "compact";
    page.dataset.view = next;
    try {
      localStorage.setItem("practice-view", next);
    } catch {
      /* not kept then: see early.js */
    }
    label();
  });
  label();
}
