// Sending something other than text: the attachment menu and its dialogs.
import * as api from "./api.js";
import { ask, dialog, field, tick } from "./dialogs.js";
import { h } from "./dom.js";
import { bytes } from "./media.js";
import { showMenu } from "./menu.js";
import { state } from "./store.js";

/** Telegram's own limit for one album. */
const ALBUM = 10;

/** `line`: {id, phone(), reply(), sent(promise)} of one phone; sent() reports failures. */
export function attachMenu(anchor, line) {
  showMenu(
    anchor,
    [
      {
        label: "Photo or video",
        icon: "image",
        action: () => pickFiles("image/*,video/*", (files) => offer(line, files)),
      },
      {
        label: "File",
        icon: "file",
        action: () => pickFiles("", (files) => offer(line, files, "document")),
      },
      { label: "Voice from a sound file", icon: "wave", action: () => pickVoice(line) },
      { label: "Video note", icon: "smile", action: () => pickVideoNote(line) },
      { label: "Location", icon: "pin", action: () => shareLocation(line) },
      { label: "Contact", icon: "person", action: () => shareContact(line) },
      { label: "Sticker", icon: "sticker", action: () => shareSticker(line) },
      { label: "Somebody’s words, forwarded", icon: "forward", action: () => passOn(line) },
    ],
    "Attach",
  );
}

function pickFiles(accept, then, { multiple = true } = {}) {
  const input = h("input", {
    type: "file",
    accept,
    multiple,
    hidden: true,
    "aria-label": "Choose files",
  });
  // Some browsers drop a detached input while its chooser is open.
  document.body.append(input);
  input.addEventListener("change", () => then([...input.files]));
  input.addEventListener("change", () => input.remove());
  input.addEventListener("cancel", () => input.remove());
  input.click();
}

/** Choose a sound file and send it as a voice message. */
export function pickVoice(line) {
  pickFiles(
    "audio/*,.ogg,.oga,.opus",
    (files) =>
      files.length &&
      line.sent(api.sendFile(line.id, files[0], { kind: "voice", ...line.reply() })),
  );
}

/** Kinds that can be hidden behind a veil. */
const VISUAL = new Set(["photo", "video", "animation"]);

function kindOfFile(file) {
  if (file.type === "image/gif") return "animation";
  if (file.type.startsWith("image/") && file.type !== "image/svg+xml") return "photo";
  if (file.type.startsWith("video/")) return "video";
  return file.type.startsWith("audio/") ? "audio" : "document";
}

/** Show the chosen files with a caption field, then send them; several become one album. */
export async function offer(line, files, kind = null) {
  if (!files.length) return;
  const urls = files.map((file) => URL.createObjectURL(file));
  const kinds = files.map((file) => kind ?? kindOfFile(file));
  const previews = files.map((file, index) => preview(file, urls[index], kinds[index]));
  const fields = await ask({
    title: files.length > 1 ? `Send ${files.length} files` : "Send this file",
    before: [h("div.previews", {}, previews)],
    fields: [
      field("Caption", { name: "caption", maxlength: 1024 }),
      kinds.some((one) => VISUAL.has(one)) && tick("Hide it until it is pressed", "has_spoiler"),
    ].filter(Boolean),
    yes: "Send",
  });
  urls.forEach((url) => URL.revokeObjectURL(url));
  if (fields) await line.sent(sendAll(line, files, { kind, ...fields }));
}

/** Choose a film and send it as a round video note; it has no caption. */
function pickVideoNote(line) {
  const chosen = ([film]) =>
    film && line.sent(api.sendFile(line.id, film, { kind: "video_note", ...line.reply() }));
  pickFiles("video/*", chosen, { multiple: false });
}

/** Whether Telegram lets another file take the place of this message's. */
export const isReplaceable = (message) =>
  ["photo", "video", "animation", "audio", "document"].some((kind) => message[kind]);

/** Put another file in the place of a sent one; the caption may change with it. */
export function replaceFile(line, message) {
  const chosen = async ([file]) => {
    if (!file) return;
    const caption = { name: "caption", maxlength: 1024, value: message.caption ?? "" };
    const fields = await ask({
      title: "Replace the file",
      before: [h("p", {}, file.name)],
      fields: [field("Caption", caption)],
      yes: "Replace",
    });
    const kind = message.document && !message.animation ? "document" : kindOfFile(file);
    const told = { kind, caption: fields?.caption };
    if (fields) await line.sent(api.swapFile(line.id, message.message_id, file, told));
  };
  pickFiles("", chosen, { multiple: false });
}

function preview(file, url, kind) {
  if (kind === "photo" || kind === "animation") return h("img", { src: url, alt: file.name });
  return h(
    "div.card",
    {},
    h(
      "span.file-text",
      {},
      h("span.file-name", {}, file.name),
      h("span.faint", {}, bytes(file.size)),
    ),
  );
}

/** One after the other, so that an album arrives in its order. */
async function sendAll(line, files, { kind, caption, has_spoiler: hidden }) {
  const reply = line.reply();
  for (let start = 0; start < files.length; start += ALBUM) {
    const part = files.slice(start, start + ALBUM);
    const album = part.length > 1 ? `${Date.now()}${line.id}${start}` : undefined;
    for (const [index, file] of part.entries()) {
      const first = start + index === 0;
      await api.sendFile(line.id, file, {
        kind: kind ?? kindOfFile(file),
        media_group_id: album,
        caption: first ? caption : undefined,
        has_spoiler: hidden,
        ...(first ? reply : {}),
      });
    }
  }
}

/** A made-up place as default, so that nobody has to give a real one to practise. */
export async function shareLocation(line) {
  const values = await ask({
    title: "Share a location",
    fields: [
      field("Latitude", {
        name: "latitude",
        type: "number",
        step: "any",
        min: -90,
        max: 90,
        required: true,
        value: "40.41680",
      }),
      field(
        "Longitude",
        {
          name: "longitude",
          type: "number",
          step: "any",
          min: -180,
          max: 180,
          required: true,
          value: "-3.70380",
        },
        "Any place will do. Your real one is not asked for.",
      ),
    ],
    yes: "Share",
  });
  if (!values) return null;
  return line.sent(
    api.send(line.id, {
      location: { latitude: Number(values.latitude), longitude: Number(values.longitude) },
      ...line.reply(),
    }),
  );
}

/** Telegram asks before a number is shared, so this does too. */
export async function shareOwnContact(line) {
  const { first_name: name, phone_number: number } = line.phone();
  const choice = await dialog({
    title: "Share your phone number?",
    body: [
      h(
        "p",
        {},
        `${state.bot?.first_name ?? "The bot"} will see ${name}’s practice number${number ? `, ${number}` : ""}.`,
      ),
    ],
    buttons: [
      ["yes", "Share", "main"],
      ["", "Cancel", ""],
    ],
  });
  return choice === "yes" && line.sent(api.send(line.id, { contact: { own: true }, ...line.reply() }));
}

async function shareContact(line) {
  const values = await ask({
    title: "Share a contact",
    fields: [
      field("First name", { name: "first_name", required: true, value: "Alex" }),
      field("Phone number", {
        name: "phone_number",
        type: "tel",
        required: true,
        value: "+1 202 555 0123",
      }),
      field(
        "Telegram id",
        { name: "user_id", inputmode: "numeric", pattern: "[0-9]*" },
        "Leave empty for somebody without Telegram.",
      ),
    ],
    yes: "Share",
  });
  if (!values) return;
  const contact = { first_name: values.first_name, phone_number: values.phone_number };
  if (values.user_id) contact.user_id = Number(values.user_id);
  await line.sent(api.send(line.id, { contact, ...line.reply() }));
}

async function shareSticker(line) {
  const values = await ask({
    title: "Send a sticker",
    fields: [field("Its emoji", { name: "sticker", required: true, value: "🌱", maxlength: 8 })],
    yes: "Send",
  });
  if (values) await line.sent(api.send(line.id, { sticker: values.sticker, ...line.reply() }));
}

/** As if the person had forwarded what somebody outside the line wrote. */
async function passOn(line) {
  const values = await ask({
    title: "Forward somebody’s words",
    fields: [
      field("Who wrote it", { name: "name", required: true, value: "Alex", maxlength: 64 }),
      field("What it says", { name: "text", required: true, maxlength: 4096 }),
    ],
    yes: "Forward",
  });
  if (values) await line.sent(api.send(line.id, { forward: values }));
}
