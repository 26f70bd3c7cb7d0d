// The stream of events from the practice line. It is pushed (server-sent events), never polled.
// After any break the state is loaded anew rather than resumed: the line may have been restarted
// with another history, and a fresh load is right in every case.
import * as api from "./api.js";
import * as store from "./store.js";

const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 4000;

let source = null;
let retryMs = FIRST_RETRY_MS;
let timer = 0;

/** Load everything and listen from there on; keeps trying until the page is closed. */
export async function connect() {
  clearTimeout(timer);
  source?.close();
  try {
    const fresh = await api.loadState();
    store.load(fresh);
    listen(fresh.seq);
  } catch (error) {
    console.debug("practice line:", error.message);
    retry();
  }
}

function listen(seq) {
  const opened = new EventSource(api.eventsUrl(seq));
  source = opened;
  opened.onopen = () => {
    retryMs = FIRST_RETRY_MS;
    store.emit("connection", true);
  };
  opened.onmessage = (message) => {
    const event = JSON.parse(message.data);
    if (event.type === "resync") connect();
    else store.apply(event);
  };
  opened.addEventListener("resync", () => connect());
  opened.onerror = () => {
    opened.close();
    if (opened === source) retry();
  };
}

function retry() {
  store.emit("connection", false);
  clearTimeout(timer);
  timer = setTimeout(connect, retryMs);
  retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
}
