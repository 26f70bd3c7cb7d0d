// One entry of the log as an element.
import { h, icon, iconButton } from "./dom.js";
import { formatted } from "./entities.js";
import { inlineKeyboard } from "./keyboards.js";
import { media } from "./media.js";
import { isMine } from "./store.js";
import { summary } from "./summary.js";

const timeFormat = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const dayFormat = new Intl.DateTimeFormat(undefined, {
  weekday: "long",
  day: "numeric",
  month: "long",
});

const time = (message) => timeFormat.format(new Date(message.date * 1000));

/** Draw an entry. `acts` are the phone's actions (see phone.js); `names` {me, bot}. */
export function draw(entry, acts, names) {
  if (entry.kind === "day")
    return h("li.divider", {}, h("span", {}, dayName(entry.messages[0].date)));
  if (entry.kind === "unread") return h("li.divider.unread-line", {}, h("span", {}, "New"));
  if (entry.kind === "service")
    return h("li.divider", {}, h("span", {}, service(entry.messages[0], names)));
  return bubbleEntry(entry, acts, names);
}

function dayName(seconds) {
  const then = new Date(seconds * 1000);
  const days = Math.round(
    (new Date().setHours(0, 0, 0, 0) - new Date(then).setHours(0, 0, 0, 0)) / 86_400_000,
  );
  if (days === 0) return "Today";
  return days === 1 ? "Yesterday" : dayFormat.format(then);
}

function service(message, names) {
  const who = message.out ? names.me : names.bot;
  if (message.pinned_message) return `${who} pinned “${summary(message.pinned_message, 40)}”`;
  return `${who}: ${Object.keys(message).at(-1)}`;
}

function bubbleEntry(entry, acts, names) {
  const first = entry.messages[0];
  const last = entry.messages.at(-1);
  const who = first.out ? names.me : names.bot;
  const more = iconButton(
    "more",
    `Actions for: ${summary(first, 40)}`,
    () => acts.menu(more, first, entry.messages),
    { tabindex: "-1", "aria-haspopup": "menu", data: { k: "more" } },
  );
  more.classList.add("more");
  const box = h(
    "div.bubble",
    { class: shape(entry) },
    h("span.sr", {}, `${who}: `),
    forwarded(first),
    first.via_bot && h("div.forwarded", {}, `via @${first.via_bot.username}`),
    quoted(first, acts),
    entry.messages.length > 1 ? album(entry.messages) : media(first),
    words(entry.messages, acts),
    meta(entry.messages),
  );
  const bar = keyboardOf(entry.messages, acts);
  const row = h(
    "li.entry",
    {
      class: entry.flags,
      tabindex: "-1",
      data: { key: entry.key, id: first.message_id, ids: idsOf(entry.messages) },
      "aria-label": `${who}, ${time(last)}: ${summary(first, 160)}`,
      on: {
        contextmenu: (event) => contextMenu(event, () => acts.menu(more, first, entry.messages)),
      },
    },
    h("div.bubble-row", {}, box, more),
    bar,
    reactions(first, acts),
  );
  if (first.has_protected_content) row.classList.add("protected");
  return row;
}

/** The browser's own menu stays available on links and on selected text. */
function contextMenu(event, open) {
  const selected = String(window.getSelection()).length > 0;
  if (selected || event.target.closest("a, input, textarea")) return;
  event.preventDefault();
  open();
}

const idsOf = (messages) => messages.map((message) => message.message_id).join(" ");

function shape(entry) {
  const [message] = entry.messages;
  const picture = message.photo || message.video || message.animation;
  const bare = message.sticker || message.dice || message.video_note || lonelyEmoji(message);
  return [picture && "picture", bare && "bare"].filter(Boolean).join(" ");
}

/** One to three emoji alone are shown large, as people expect. */
function lonelyEmoji(message) {
  return Boolean(
    message.text &&
    !message.entities?.length &&
    /^(\p{Extended_Pictographic}[\u{FE0F}\u{200D}\u{1F3FB}-\u{1F3FF}]*){1,3}$/u.test(
      message.text.trim(),
    ),
  );
}

function album(messages) {
  const visual = messages.every((message) => message.photo || message.video);
  return h(
    visual ? "div.album" : "div.stack",
    { class: visual ? `of-${Math.min(messages.length, 4)}` : "" },
    messages.map(media),
  );
}

/** Text, or the captions of an album in their order. */
function words(messages, acts) {
  return messages.map((message) => {
    const text = message.text ?? message.caption;
    if (!text) return null;
    const entities = message.text === undefined ? message.caption_entities : message.entities;
    const large = lonelyEmoji(message) ? "big-emoji" : "";
    const guarded = message.has_protected_content ? { ...acts, copy: null } : acts;
    return h("div.words", { class: large, dir: "auto" }, formatted(text, entities, guarded));
  });
}

function forwarded(message) {
  const origin = message.forward_origin;
  if (!origin) return null;
  const name =
    origin.sender_user?.first_name ??
    origin.sender_user_name ??
    origin.chat?.title ??
    origin.sender_chat?.title ??
    "someone";
  return h("div.forwarded", {}, icon("forward"), `Forwarded from ${name}`);
}

function quoted(message, acts) {
  const target = message.reply_to_message;
  if (!target) return null;
  const part = message.quote?.text;
  return h(
    "button.quoted",
    {
      type: "button",
      class: part ? "part" : "",
      "aria-label": `In reply to: ${part ?? summary(target, 60)}. Go there`,
      on: { click: () => acts.jumpTo(target.message_id) },
    },
    part ? `“${part}”` : summary(target, 60),
  );
}

function meta(messages) {
  const last = messages.at(-1);
  const guarded = messages.some((message) => message.has_protected_content);
  return h(
    "div.meta",
    {},
    guarded &&
      h(
        "span.guard",
        { title: "Protected: cannot be copied or forwarded" },
        icon("shield"),
        h("span.sr", {}, "protected, no copying, "),
      ),
    messages.every((message) => message.silent) &&
      h(
        "span.guard",
        { title: "Came without a sound" },
        icon("muted"),
        h("span.sr", {}, "without a sound, "),
      ),
    messages.some((message) => message.edit_date) && h("span", {}, "edited "),
    h("time", { datetime: new Date(last.date * 1000).toISOString() }, time(last)),
  );
}

function keyboardOf(messages, acts) {
  const owner = messages.find((message) => message.reply_markup?.inline_keyboard);
  return owner ? inlineKeyboard(owner, acts) : null;
}

function reactions(message, acts) {
  const list = message.reactions ?? [];
  if (!list.length) return null;
  return h(
    "div.reactions",
    {},
    list.map((reaction) => {
      const { emoji } = reaction;
      const mine = isMine(reaction);
      return h(
        "button.reaction",
        {
          type: "button",
          class: mine ? "mine" : "",
          "aria-pressed": String(mine),
          "aria-label": `Reaction ${emoji}${mine ? ", yours" : ""}`,
          data: { k: `r${reaction.by}${emoji}` },
          on: { click: () => acts.react(message, mine ? null : emoji) },
        },
        emoji === "❤" ? "❤\uFE0F" : emoji,
      );
    }),
  );
}
