// A message in a few words: for reply quotes, the pinned banner, and screen readers.

/** [field, how it is called], in the order of looking; Telegram sets "document" beside "animation". */
const KINDS = [
  ["photo", "Photo"],
  ["animation", "Animation"],
  ["video", "Video"],
  ["video_note", "Video note"],
  ["voice", "Voice message"],
  ["audio", "Audio"],
  ["document", "File"],
  ["sticker", "Sticker"],
  ["contact", "Contact"],
  ["venue", "Venue"],
  ["location", "Location"],
  ["poll", "Poll"],
  ["dice", "Dice"],
  ["pinned_message", "Pinned a message"],
];

export const kindOf = (message) =>
  KINDS.find(([field]) => message[field] !== undefined)?.[0] ?? null;

/** At most `limit` characters of what a message says. */
export function summary(message, limit = 80) {
  const kind = KINDS.find(([field]) => message[field] !== undefined);
  const own =
    message.text ??
    message.caption ??
    message.sticker?.emoji ??
    message.document?.file_name ??
    message.contact?.first_name ??
    "";
  const words = [kind?.[1], own.replace(/\s+/g, " ").trim()].filter(Boolean).join(": ");
  if (!words) return "Message";
  const letters = [...words];
  return letters.length > limit ? `${letters.slice(0, limit - 1).join("")}…` : words;
}
