// The parts of a message that are not text. Kinds this page does not know are named plainly,
// with their raw fields folded underneath, so that nothing a bot sends can vanish.
import * as api from "./api.js";
import { h, icon } from "./dom.js";
import { showImage } from "./dialogs.js";
import { kindOf } from "./summary.js";

const SHAPES = {
  photo: (message) => photo(message),
  animation: (message) => video(message, "animation", { loop: true, label: "Animation" }),
  video: (message) => video(message, "video", { label: "Video" }),
  video_note: (message) => h("div.round", {}, video(message, "video_note", { label: "Video note" })),
  voice: (message) => sound(message, "voice", "Voice message"),
  audio: (message) =>
    sound(message, "audio", message.audio.title || message.audio.file_name || "Audio"),
  document: (message) => file(message),
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
  "silent",
  "quote",
  "via_bot",
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
      on: { click: () => showImage(image.src, description, { guarded: isGuarded(message) }) },
    },
    image,
  );
  return message.has_media_spoiler ? veil(open, "photo") : open;
}

const isGuarded = (message) => Boolean(message.has_protected_content);

/** Hide a picture or film until somebody wants to see it. */
function veil(element, name) {
  element.classList.add("veiled");
  element.inert = true;
  const lift = h("button.lift", { type: "button" }, `Show the hidden ${name}`);
  lift.addEventListener("click", () => {
    element.classList.remove("veiled");
    element.inert = false;
    lift.remove();
    element.focus();
  });
  return h("div.veil", {}, element, lift);
}

function video(message, kind, { label, loop = false }) {
  const item = message[kind];
  const player = h("video.video", {
    src: api.fileUrl(item.file_id),
    controls: true,
    controlslist: isGuarded(message) ? "nodownload" : null,
    loop,
    preload: "metadata",
    "aria-label": label,
    width: item.width ?? item.length,
    height: item.height ?? item.length,
  });
  return message.has_media_spoiler ? veil(player, label.toLowerCase()) : player;
}

function sound(message, kind, label) {
  const item = message[kind];
  const length = item.duration ? ` · ${clock(item.duration)}` : "";
  return h(
    "div.sound",
    {},
    h("div.sound-head", {}, icon("wave"), `${label}${length}`),
    h("audio", {
      src: api.fileUrl(item.file_id),
      controls: true,
      controlslist: isGuarded(message) ? "nodownload" : null,
      preload: "metadata",
      "aria-label": label,
    }),
  );
}

/** A file to download; of a protected one only what it is. */
function file(message) {
  const item = message.document;
  const name = item.file_name || "File";
  const link = {
    href: api.fileUrl(item.file_id),
    download: name,
    "aria-label": `Download ${name}, ${bytes(item.file_size)}`,
  };
  return h(
    isGuarded(message) ? "div.file" : "a.file",
    isGuarded(message) ? {} : link,
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
