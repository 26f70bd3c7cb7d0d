// Starts the page: binds the header, keeps one view per phone, and opens the event stream.
import { addPhone } from "./account.js";
import { announceIncoming, say } from "./announce.js";
import * as api from "./api.js";
import { bindCompact } from "./compact.js";
import { toast } from "./dialogs.js";
import { developerPanel } from "./developer.js";
import { icon } from "./dom.js";
import { connect } from "./live.js";
import { PhoneView } from "./phone.js";
import { botName, isLookedAt, on, setActive, state } from "./store.js";
import { bindSound } from "./sound.js";
import { Switcher } from "./switcher.js";
import { bindTheme } from "./theme.js";

const byId = (id) => document.getElementById(id);
const narrow = window.matchMedia("(max-width: 719px)"); // the same as in layout.css

const views = new Map();
const dirty = new Set();
let painting = 0;

const switcher = new Switcher(byId("switcher"), (id) => {
  setActive(id);
  views.get(id)?.el.scrollIntoView({ block: "nearest", inline: "nearest" });
  views.get(id)?.focus();
});

/** Views are updated once per frame, however many events came. */
function later(id) {
  dirty.add(id);
  if (!painting)
    painting = document.hidden ? setTimeout(paint, 200) : requestAnimationFrame(paint);
}

function paint() {
  painting = 0;
  for (const id of dirty) {
    views.get(id)?.update();
    switcher.update(id);
  }
  dirty.clear();
  title();
}

function title() {
  const unread = [...state.phones.values()].reduce((sum, phone) => sum + phone.unread, 0);
  document.title = unread ? `(${unread}) Practice line` : "Practice line";
}

function phonesChanged() {
  const board = byId("phones");
  for (const [id, view] of views) {
    if (!state.phones.has(id)) {
      const hadFocus = view.el.contains(document.activeElement);
      view.el.remove();
      views.delete(id);
      if (hadFocus) byId("add-phone").focus();
    }
  }
  for (const id of state.phones.keys()) {
    if (views.has(id)) continue;
    const view = new PhoneView(id);
    views.set(id, view);
    board.append(view.el);
  }
  byId("empty").hidden = state.phones.size > 0;
  switcher.phones();
  ensureActive();
}

/** On a narrow screen some phone must be shown; on a wide one none need be in use. */
function ensureActive() {
  if (state.phones.has(state.active)) return;
  const first = state.phones.keys().next().value ?? null;
  setActive(narrow.matches ? first : null);
}

/** The row of phones is in the way where every phone is in view anyway. */
function watchFit() {
  const board = byId("phones");
  const fit = () =>
    byId("switcher").classList.toggle("fits", board.scrollWidth <= board.clientWidth);
  new ResizeObserver(fit).observe(board);
  on("phones", fit);
}

function botChanged() {
  const pill = byId("bot-state");
  const connected = Boolean(state.bot?.connected);
  pill.classList.toggle("on", connected);
  byId("bot-text").textContent = connected ? `${botName()} is connected` : "No bot connected";
  for (const id of state.phones.keys()) later(id);
}

function connectionChanged(up) {
  const was = document.body.classList.contains("cut-off");
  document.body.classList.toggle("cut-off", !up);
  byId("connection").textContent = up ? "" : "Reconnecting…";
  if (up && was) say("Connected again.");
}

const telling = new Set();

/** Tell the line what was read: once for a burst; a failure is made good by the next message. */
function tellRead(id) {
  if (telling.has(id)) return;
  telling.add(id);
  setTimeout(() => {
    telling.delete(id);
    api.read(id).catch(() => {});
  }, 200);
}

function bindHeader() {
  byId("add-phone").prepend(icon("plus"));
  byId("add-phone").addEventListener("click", async () => {
    try {
      const phone = await addPhone();
      if (phone) await shown(phone);
    } catch (error) {
      toast(null, error.message);
    }
  });
  bindTheme(byId("theme"));
  bindSound(byId("sound"));
  bindCompact(byId("compact"));
  byId("developer-toggle").prepend(icon("tools"));
  developerPanel(byId("developer"), byId("developer-toggle"));
}

/** The new phone arrives by the event stream; it may do so before or after the answer. */
async function shown(phone) {
  if (!state.phones.has(phone.id)) {
    state.phones.set(phone.id, { messages: [], unread: 0, ...phone });
    phonesChanged();
  }
  switcher.go(phone.id);
}

on("phones", phonesChanged);
on("phone", later);
on("bot", botChanged);
on("connection", connectionChanged);
on("keyboard", (id) => views.get(id)?.tray.came());
on("looked", tellRead);
on("active", () => {
  for (const id of state.phones.keys()) later(id);
  switcher.reveal(state.active);
});
narrow.addEventListener("change", ensureActive);
document.addEventListener(
  "visibilitychange",
  () => isLookedAt(state.active) && setActive(state.active),
);

announceIncoming();
watchFit();
bindHeader();
connect();

// Where modules fail to load, index.html still shows a plain sentence; now it may go.
byId("loading").remove();
