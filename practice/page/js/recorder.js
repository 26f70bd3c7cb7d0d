// Recording a voice message with the microphone, where there is one and the person allows it.

// Telegram voice messages are Opus in Ogg; Chromium only records Opus in WebM.
const TYPES = ["audio/ogg;codecs=opus", "audio/webm;codecs=opus", "audio/mp4"];

export const canRecord = () =>
  Boolean(navigator.mediaDevices?.getUserMedia && window.MediaRecorder);

/** Start recording; throws if there is no microphone or no permission. */
export async function record() {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const type = TYPES.find((one) => MediaRecorder.isTypeSupported(one)) ?? "";
  const recorder = new MediaRecorder(stream, type ? { mimeType: type } : {});
  const parts = [];
  recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
  recorder.start();
  const began = performance.now();
  return {
    seconds: () => (performance.now() - began) / 1000,
    stop: () => finish(recorder, stream, parts),
  };
}

/** The recording as a file; the microphone is let go of in any case. */
function finish(recorder, stream, parts) {
  return new Promise((resolve) => {
    recorder.addEventListener("stop", () => {
      for (const track of stream.getTracks()) track.stop();
      const type = recorder.mimeType.split(";")[0];
      resolve(new File(parts, `voice.${type.split("/")[1] ?? "ogg"}`, { type }));
    });
    recorder.stop();
  });
}
