// Telegram's text entities as elements. Offsets count UTF-16 units, which is what JavaScript
// strings are made of, so slices need no conversion.
import { h, icon } from "./dom.js";
import { withScheme } from "./links.js";

/**
 * The text with its entities.
 * @param acts {command(text), mention(text), link(url), copy(text)|null}: what a press does;
 *   copy is null where the message is protected.
 */
export function formatted(text, entities, acts) {
  const sorted = [...(entities ?? [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return tree(text, 0, text.length, sorted, acts);
}

function tree(text, from, to, entities, acts) {
  const out = [];
  let at = from;
  let index = 0;
  while (index < entities.length) {
    const entity = entities[index];
    const start = Math.max(entity.offset, at);
    const end = Math.min(entity.offset + entity.length, to);
    const inner = entities.slice(index + 1).filter((other) => other.offset < end);
    index += 1 + inner.length;
    if (end <= start) continue;
    out.push(
      text.slice(at, start),
      wrap(entity, text.slice(start, end), tree(text, start, end, inner, acts), acts),
    );
    // A block brings its own line break.
    at = BLOCKS.has(entity.type) && text[end] === "\n" ? end + 1 : end;
  }
  out.push(text.slice(at, to));
  return out;
}

const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);

const press = (action, label, children, spec = "button.text-button") =>
  h(spec, { type: "button", "aria-label": label, on: { click: action } }, children);

const WRAPPERS = {
  bold: (_e, _t, kids) => h("strong", {}, kids),
  italic: (_e, _t, kids) => h("em", {}, kids),
  underline: (_e, _t, kids) => h("u", {}, kids),
  strikethrough: (_e, _t, kids) => h("s", {}, kids),
  code: (_e, _t, kids) => h("code", {}, kids),
  spoiler: (_e, _t, kids) => spoiler(kids),
  pre: (entity, text, kids, acts) => preformatted(entity, text, kids, acts),
  blockquote: (_e, _t, kids) => h("blockquote", {}, kids),
  expandable_blockquote: (_e, text, kids) => expandable(text, kids),
  url: (_e, text, kids, acts) =>
    link(withScheme(text), kids, acts),
  text_link: (entity, _t, kids, acts) => link(entity.url, kids, acts),
  email: (_e, text, kids, acts) => link(`mailto:${text}`, kids, acts),
  phone_number: (_e, text, kids, acts) => link(`tel:${text.replace(/[^+\d*#]/g, "")}`, kids, acts),
  bot_command: (_e, text, kids, acts) => press(() => acts.command(text), `Send ${text}`, kids),
  mention: (_e, text, kids, acts) => press(() => acts.mention(text), `Mention ${text}`, kids),
  text_mention: (_e, text, kids, acts) => press(() => acts.mention(text), `Mention ${text}`, kids),
  hashtag: (_e, _t, kids) => h("span.tag", {}, kids),
  cashtag: (_e, _t, kids) => h("span.tag", {}, kids),
};

function wrap(entity, text, kids, acts) {
  const make = WRAPPERS[entity.type];
  return make ? make(entity, text, kids, acts) : h("span", {}, kids);
}

function link(url, kids, acts) {
  return h(
    "a",
    {
      href: safeHref(url),
      rel: "noopener noreferrer",
      on: {
        click: (event) => {
          event.preventDefault();
          acts.link(url);
        },
      },
    },
    kids,
  );
}

/** Bots may put any address into a link; only harmless schemes become a real href. */
function safeHref(url) {
  return /^(https?|mailto|tel|tg):/i.test(url ?? "") ? url : "#";
}

function spoiler(kids) {
  const hidden = h("span.spoiler-text", { "aria-hidden": "true" }, kids);
  const cover = h(
    "button.spoiler",
    { type: "button", "aria-label": "Hidden text. Show it", "aria-expanded": "false" },
    hidden,
  );
  cover.addEventListener("click", () => {
    // Becomes plain text, so that links inside it work and a reader can read it.
    const shown = h("span.spoiler-shown", { tabindex: "-1" }, [...hidden.childNodes]);
    cover.replaceWith(shown);
    shown.focus();
  });
  return cover;
}

function preformatted(entity, text, kids, acts) {
  const label = entity.language || "code";
  const copy =
    acts.copy &&
    h(
      "button.mini",
      { type: "button", "aria-label": `Copy ${label}`, on: { click: () => acts.copy(text) } },
      icon("copy"),
    );
  return h(
    "div.pre",
    {},
    h("div.pre-head", {}, label, copy),
    h("pre", { tabindex: "0", "aria-label": label }, h("code", {}, kids)),
  );
}

function expandable(text, kids) {
  const long = text.length > 180 || text.split("\n").length > 3;
  if (!long) return h("blockquote", {}, kids);
  const quote = h("blockquote.folded", {}, kids);
  const toggle = h("button.fold", { type: "button", "aria-expanded": "false" }, "Show more");
  toggle.addEventListener("click", () => {
    const folded = quote.classList.toggle("folded");
    toggle.setAttribute("aria-expanded", String(!folded));
    toggle.textContent = folded ? "Show more" : "Show less";
  });
  return h("div.quote-box", {}, quote, toggle);
}
