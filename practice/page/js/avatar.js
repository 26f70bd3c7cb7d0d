// How a phone's owner is shown: a letter on a colour, a role in words.
import { h } from "./dom.js";

const TINTS = 6;
const languages = new Intl.DisplayNames(undefined, { type: "language", fallback: "code" });

/** A letter on one of a few colours; the colour only helps the eye, the name says who it is. */
export function avatar(phone) {
  const letter = [...phone.first_name][0] ?? "?";
  return h(
    "span.avatar",
    { class: `tint-${phone.id % TINTS}`, "aria-hidden": "true" },
    letter.toUpperCase(),
  );
}

/** "supporter · Spanish". */
export function roleName(phone) {
  const parts = [phone.role, languageName(phone.language_code)];
  return parts.filter(Boolean).join(" · ");
}

function languageName(code) {
  try {
    return code ? languages.of(code) : null;
  } catch {
    return code; // not a language tag: show what was given
  }
}
