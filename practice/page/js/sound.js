// A short tone for each message that would sound on a real phone; off until somebody turns it on.
import { h, icon } from "./dom.js";
import { isLookedAt, on } from "./store.js";

const TONE_HZ = 740;
const TONE_S = 0.18;
const LOUDNESS = 0.08;

let audio = null; // made at the first press: browsers allow sound only after one
let wanted = false;

function ring() {
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  tone.frequency.value = TONE_HZ;
  volume.gain.setValueAtTime(LOUDNESS, audio.currentTime);
  volume.gain.exponentialRampToValueAtTime(0.0001, audio.currentTime + TONE_S);
  tone.connect(volume).connect(audio.destination);
  tone.start();
  tone.stop(audio.currentTime + TONE_S);
}

/** Let a button turn the sound on and off, and sound for what comes meanwhile. */
export function bindSound(button) {
  const label = () => {
    const next = wanted ? "Turn the sound off" : "Turn the sound on";
    button.setAttribute("aria-label", next);
    button.title = next;
    button.replaceChildren(icon(wanted ? "bell" : "muted"));
  };
  button.addEventListener("click", () => {
    wanted = !wanted;
    audio ??= new AudioContext();
    audio.resume();
    label();
  });
  on("incoming", ({ phone, message, kind }) => {
    const heard = kind === "new" && !message.silent && !isLookedAt(phone.id);
    if (wanted && heard) ring();
  });
  label();
}

/** How many unread messages a phone has, and whether one of them made a sound; null for none. */
export function unreadBadge(phone) {
  if (!phone.unread) return null;
  const fresh = phone.messages.filter((message) => !message.out).slice(-phone.unread);
  const silent = fresh.length > 0 && fresh.every((message) => message.silent);
  return h(
    "span.badge",
    { class: silent ? "quiet" : "", title: silent ? "Came without a sound" : "Made a sound" },
    String(phone.unread),
    h("span.sr", {}, silent ? " unread, without a sound" : " unread"),
  );
}
