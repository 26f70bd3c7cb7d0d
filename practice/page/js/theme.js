// Light and dark: the system's choice until the button is used, then the chosen one.
import { icon } from "./dom.js";

const dark = window.matchMedia("(prefers-color-scheme: dark)");

const current = () => document.documentElement.dataset.theme ?? (dark.matches ? "dark" : "light");

export function bindTheme(button) {
  const label = () => {
    const next = current() === "dark" ? "light" : "dark";
    button.setAttribute("aria-label", `Use ${next} colours`);
    button.title = `Use ${next} colours`;
    button.replaceChildren(icon(next === "dark" ? "moon" : "sun"));
    return next;
  };
  button.addEventListener("click", () => {
    const next = label();
    document.documentElement.dataset.theme = next;
    try {
      localStorage.setItem("practice-theme", next);
    } catch {
      /* not kept then: see early.js */
    }
    label();
  });
  dark.addEventListener("change", label);
  label();
}
