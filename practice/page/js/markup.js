// What people may type to format: **bold** __italic__ ~~strike~~ ||spoiler|| `code` ```block```,
// the same signs Telegram's own apps take. Returns Telegram entities with UTF-16 offsets.

const SIGNS = [
  ["```", "pre"],
  ["**", "bold"],
  ["__", "italic"],
  ["~~", "strikethrough"],
  ["||", "spoiler"],
  ["`", "code"],
];

/** {text, entities} with the signs taken out; without signs, entities is empty. */
export function parse(source) {
  const entities = [];
  const text = scan(source, 0, entities);
  entities.sort((a, b) => a.offset - b.offset || b.length - a.length);
  return { text, entities };
}

function scan(source, shift, entities) {
  let out = "";
  let at = 0;
  while (at < source.length) {
    const found = pair(source, at);
    if (!found) {
      out += source[at];
      at += 1;
      continue;
    }
    const { sign, type, end } = found;
    const raw = source.slice(at + sign.length, end);
    const literal = type === "code" || type === "pre"; // no formatting within code
    const body = literal ? raw : scan(raw, shift + out.length, entities);
    if (body.length) entities.push({ type, offset: shift + out.length, length: body.length });
    out += body;
    at = end + sign.length;
  }
  return out;
}

/** A sign at this place that is closed later, with something other than space inside. */
function pair(source, at) {
  for (const [sign, type] of SIGNS) {
    if (!source.startsWith(sign, at)) continue;
    const end = source.indexOf(sign, at + sign.length);
    if (end > at + sign.length && source.slice(at + sign.length, end).trim())
      return { sign, type, end };
  }
  return null;
}

/** Surround the selection of a textarea with a sign, for Ctrl+B and Ctrl+I. */
export function surround(field, sign) {
  const { selectionStart: start, selectionEnd: end } = field;
  const chosen = field.value.slice(start, end);
  field.setRangeText(`${sign}${chosen}${sign}`, start, end, "end");
  if (!chosen) field.setSelectionRange(start + sign.length, start + sign.length);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
