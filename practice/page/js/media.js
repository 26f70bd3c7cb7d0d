// The parts of a message that are not text. Kinds this page does not know are named plainly,
// with their raw fields folded underneath, so that nothing a bot sends can vanish.
import * as api from "./api.js";
import { h, icon } from "./dom.js";
import { showImage } from "./dialogs.js";
import { kindOf } from "./summary.js";

const SHAPES = {
  photo: (message) => photo(message),
  animation: (message) => video(message.animation, { loop: true, label: "Animation" }),
  video: (message) => video(message.video, { label: "Video" }),
  video_note: (message) => h("div.round", {}, video(message.video_note, { label: "Video note" })),
  voice: (message) => sound(message.voice, "Voice message"),
  audio: (message) =>
    sound(message.audio, message.audio.title || message.audio.file_name || "Audio"),
  document: (message) => file(message.document),
  sticker: (message) => sticker(message.sticker),
  contact: (message) => contact(message.contact),
  venue: (message) => place(message.venue.title, message.venue.location, message.venue.address),
  location: (message) => place("Location", message.location),
  poll: (message) => poll(message.poll),
  dice: (message) => h("div.big-emoji", {}, `${message.dice.emoji} ${message.dice.value}`),
};

const KNOWN_TEXT = ["text", "caption", "pinned_message"];

/** The body for the message's kind, or null for a text message. */
export function media(message) {
  const kind = kindOf(message);
  if (kind && SHAPES[kind]) return SHAPES[kind](message);
  return KNOWN_TEXT.some((field) => message[field] !== undefined) ? null : unknown(message);
}

const ENVELOPE = new Set([
  "message_id",
  "from",
  "chat",
  "date",
  "out",
  "reply_markup",
  "reactions",
  "reply_to_message",
  "edit_date",
  "has_protected_content",
]);

function unknown(message) {
  const fields = Object.keys(message).filter((name) => !ENVELOPE.has(name));
  const raw = JSON.stringify(
    Object.fromEntries(fields.map((name) => [name, message[name]])),
    null,
    2,
  );
  return h(
    "div.unknown",
    {},
    h("p", {}, `A message this page cannot draw: ${fields.join(", ") || "empty"}.`),
    h("details", {}, h("summary", {}, "Show what came"), h("pre", { tabindex: "0" }, raw)),
  );
}

/** The photo's largest size; width and height are set so that loading moves nothing. */
function photo(message) {
  const size = message.photo.at(-1);
  const description = message.caption ? `Photo: ${message.caption}` : "Photo";
  const image = h("img", {
    src: api.fileUrl(size.file_id),
    alt: description,
    width: size.width,
    height: size.height,
    loading: "lazy",
    draggable: message.has_protected_content ? "false" : null,
  });
  const open = h(
    "button.photo",
    {
      type: "button",
      "aria-label": `${description}. Open it larger`,
      on: { click: () => showImage(image.src, description) },
    },
    image,
  );
  if (!message.has_media_spoiler) return open;
  open.classList.add("veiled");
  const lift = h("button.lift", { type: "button" }, "Show the hidden photo");
  lift.addEventListener("click", () => {
    open.classList.remove("veiled");
    lift.remove();
    open.focus();
  });
  return h("div.veil", {}, open, lift);
}

function video(item, { label, loop = false }) {
  return h("video.video", {
    src: api.fileUrl(item.file_id),
    controls: true,
    loop,
    preload: "metadata",
    "aria-label": label,
    width: item.width ?? item.length,
    height: item.height ?? item.length,
  });
}

function sound(item, label) {
  const length = item.duration ? ` · ${clock(item.duration)}` : "";
  return h(
    "div.sound",
    {},
    h("div.sound-head", {}, icon("wave"), `${label}${length}`),
    h("audio", {
      src: api.fileUrl(item.file_id),
      controls: true,
      preload: "metadata",
      "aria-label": label,
    }),
  );
}

function file(item) {
  const name = item.file_name || "File";
  return h(
    "a.file",
    {
      href: api.fileUrl(item.file_id),
      download: name,
      "aria-label": `Download ${name}, ${bytes(item.file_size)}`,
    },
    h("span.disc", {}, icon("file")),
    h(
      "span.file-text",
      {},
      h("span.file-name", {}, name),
      h("span.faint", {}, bytes(item.file_size)),
    ),
  );
}

/** A still sticker as a picture; others, and those that do not load, as their emoji. */
function sticker(item) {
  const emoji = h(
    "div.big-emoji",
    { role: "img", "aria-label": `Sticker ${item.emoji ?? ""}` },
    item.emoji ?? "🔲",
  );
  if (item.is_animated || item.is_video || !item.file_id) return emoji;
  const image = h("img.sticker", {
    src: api.fileUrl(item.file_id),
    alt: `Sticker ${item.emoji ?? ""}`,
    width: 128,
    height: 128,
  });
  image.addEventListener("error", () => image.replaceWith(emoji));
  return image;
}

function contact(item) {
  const name = [item.first_name, item.last_name].filter(Boolean).join(" ");
  const own = item.user_id ? `Telegram id ${item.user_id}` : null;
  return h(
    "div.card",
    {},
    h("span.disc", {}, icon("person")),
    h(
      "span.file-text",
      {},
      h("span.file-name", {}, name),
      h("span", {}, item.phone_number),
      own && h("span.faint", {}, own),
    ),
  );
}

/** No map: a map would have to come from the internet. */
function place(title, point, address) {
  const where = `${point.latitude.toFixed(5)}, ${point.longitude.toFixed(5)}`;
  return h(
    "div.card",
    {},
    h("span.disc", {}, icon("pin")),
    h(
      "span.file-text",
      {},
      h("span.file-name", {}, title),
      address && h("span", {}, address),
      h("span.faint", {}, where),
    ),
  );
}

function poll(item) {
  return h(
    "div.poll",
    {},
    h("p", {}, h("strong", {}, item.question)),
    h(
      "ul",
      {},
      item.options.map((option) => h("li", {}, option.text)),
    ),
  );
}

export function clock(seconds) {
  return `${Math.floor(seconds / 60)}:${String(Math.round(seconds % 60)).padStart(2, "0")}`;
}

export function bytes(count) {
  if (!count) return "size unknown";
  if (count < 1024) return `${count} bytes`;
  return count < 1024 * 1024
    ? `${Math.round(count / 1024)} kB`
    : `${(count / 1024 / 1024).toFixed(1)} MB`;
}
