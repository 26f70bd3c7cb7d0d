// What this page knows: one copy of the line's state, changed only by load() and apply().
// Views subscribe with on(); they never change state themselves.

/** As many messages as the server sends per phone, plus those of one long sitting. */
const KEPT = 500;

const listeners = new Map();

export const state = {
  bot: null,
  commands: [],
  phones: new Map(),
  faults: null,
  /** id of the phone in use: its incoming messages count as read. */
  active: null,
};

export function on(type, listener) {
  if (!listeners.has(type)) listeners.set(type, []);
  listeners.get(type).push(listener);
}

export function emit(type, detail) {
  for (const listener of listeners.get(type) ?? []) listener(detail);
}

/** Take the whole state anew, after the first load or a resync. */
export function load(fresh) {
  state.bot = fresh.bot;
  state.commands = fresh.commands ?? [];
  state.faults = fresh.faults ?? null;
  state.phones = new Map(fresh.phones.map((phone) => [phone.id, arrived(phone)]));
  emit("bot");
  emit("phones");
  for (const id of state.phones.keys()) emit("phone", id);
  emit("faults");
}

/** A phone as the line told it, with what only this page knows: since when, and what is new. */
function arrived(phone) {
  const messages = phone.messages ?? [];
  const incoming = messages.filter((message) => !message.out);
  const first = phone.unread ? (incoming.at(-phone.unread) ?? incoming[0]) : null;
  const newFrom = first?.message_id ?? null;
  return seen({ ...phone, messages, newFrom, actionAt: Date.now() });
}

/** What comes to the phone in use counts as read, whatever the line counted meanwhile. */
function seen(phone) {
  if (!phone.unread || !isLookedAt(phone.id)) return phone;
  emit("looked", phone.id);
  return { ...phone, unread: 0 };
}

const HANDLERS = {
  message: (phone, event) => addMessage(phone, event.message),
  edited: (phone, event) => replaceMessage(phone, event.message),
  deleted: (phone, event) => {
    phone.messages = phone.messages.filter((message) => message.message_id !== event.message_id);
  },
  keyboard: (phone, event) => {
    phone.keyboard = event.keyboard;
    phone.force_reply = event.force_reply;
    phone.placeholder = event.placeholder;
    emit("keyboard", phone.id);
  },
  action: (phone, event) => {
    phone.action = event.action;
    phone.actionAt = Date.now();
  },
  pinned: (phone, event) => {
    phone.pinned = event.pinned;
  },
  reaction: (phone, event) => {
    const old = phone.messages.find((message) => message.message_id === event.message_id);
    if (old) swap(phone, { ...old, reactions: event.reactions });
  },
};

/** Take one server-sent event. */
export function apply(event) {
  emit("event", event);
  if (event.type === "bot") return applyBot(event);
  if (event.type === "faults") {
    state.faults = event.faults;
    return emit("faults");
  }
  if (event.type === "answer" || event.type === "inline") return emit(event.type, event);
  if (event.type === "phone") return applyPhone(event);
  const phone = state.phones.get(event.phone);
  if (!phone || !HANDLERS[event.type]) return undefined;
  HANDLERS[event.type](phone, event);
  return emit("phone", phone.id);
}

function applyBot(event) {
  state.bot = event.bot;
  state.commands = event.commands ?? state.commands;
  emit("bot");
}

function applyPhone(event) {
  const account = event.phone_state;
  if (!account) {
    state.phones.delete(event.phone);
    return emit("phones");
  }
  const known = state.phones.get(account.id);
  state.phones.set(account.id, known ? seen({ ...known, ...account }) : arrived(account));
  if (!known) emit("phones");
  return emit("phone", account.id);
}

/** Whether a reaction was put there by the phone's own account. */
export const isMine = (reaction) => reaction.by === "account";

function addMessage(phone, message) {
  if (phone.messages.some((old) => old.message_id === message.message_id)) return;
  phone.messages = shortened([...phone.messages, message], phone.pinned ?? []);
  phone.started = true;
  if (message.out) {
    phone.newFrom = null; // whoever answers has read
    return;
  }
  if (message.pinned_message) return; // says what the bot did, and is nothing to read
  phone.action = null; // a message ends "typing"
  if (isLookedAt(phone.id)) emit("looked", phone.id);
  else {
    phone.unread += 1;
    phone.newFrom ??= message.message_id;
  }
  emit("incoming", { phone, message, kind: "new" });
}

/** The last messages, and those that are pinned. */
function shortened(messages, pinned) {
  const from = messages.length - KEPT;
  if (from <= 0) return messages;
  return messages.filter((one, index) => index >= from || pinned.includes(one.message_id));
}

function replaceMessage(phone, message) {
  swap(phone, message);
  if (!message.out) emit("incoming", { phone, message, kind: "edited" });
}

function swap(phone, message) {
  phone.messages = phone.messages.map((old) =>
    old.message_id === message.message_id ? message : old,
  );
}

export const isLookedAt = (id) => state.active === id && document.visibilityState === "visible";

/** The phone somebody is using now; its messages count as read. */
export function setActive(id) {
  const changed = state.active !== id;
  const left = changed && state.phones.get(state.active);
  if (left) left.newFrom = null;
  state.active = id;
  const phone = state.phones.get(id);
  if (phone?.unread) {
    phone.unread = 0;
    emit("looked", id);
  }
  if (changed) emit("active", id);
  if (phone) emit("phone", id);
}

/** The bot's name as people read it. */
export const botName = () => state.bot?.first_name || "The bot";
