// The bar shown while a voice message is being recorded.
import { h, iconButton } from "./dom.js";
import { clock } from "./media.js";

/**
 * Show `recording` (see recorder.js) in `bar` until it is sent or thrown away.
 * @param done (file, seconds) or (null) once it has ended; called exactly once.
 */
export function showRecording(bar, recording, done) {
  const time = h("span", { role: "timer" }, "0:00");
  const tick = setInterval(() => (time.textContent = clock(recording.seconds())), 500);
  let over = false;
  const finish = async (keep) => {
    if (over) return;
    over = true;
    clearInterval(tick);
    const seconds = Math.max(1, Math.round(recording.seconds()));
    const file = await recording.stop(); // in any case: it lets go of the microphone
    bar.hidden = true;
    done(keep ? file : null, seconds);
  };
  const send = iconButton("send", "Send the recording", () => finish(true));
  send.classList.add("send");
  bar.replaceChildren(
    h("span.record-dot"),
    h("span", {}, "Recording"),
    time,
    h("span.spring"),
    iconButton("trash", "Throw the recording away", () => finish(false)),
    send,
  );
  bar.onkeydown = (event) => event.key === "Escape" && finish(false);
  bar.hidden = false;
  send.focus();
}
