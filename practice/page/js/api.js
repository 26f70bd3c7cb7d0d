// Every request to the practice line. Errors become sentences a person can read.

/** The base of this page, so that it also works below a path. */
const base = new URL(".", document.baseURI);

async function call(method, path, body) {
  const form = body instanceof FormData;
  const headers = { "X-Practice": "1" }; // other sites cannot set it: guards against cross-site posts
  if (body !== undefined && !form) headers["Content-Type"] = "application/json";
  let response;
  try {
    const payload = body === undefined || form ? body : JSON.stringify(body);
    response = await fetch(new URL(path, base), {
      method,
      headers,
      body: payload,
      cache: "no-store",
    });
  } catch {
    throw new Error("The practice line does not answer. It may be restarting.");
  }
  return unwrap(response);
}

async function unwrap(response) {
  const text = await response.text();
  let value = null;
  try {
    value = text ? JSON.parse(text) : null;
  } catch {
    /* an answer that is not JSON: the status below says enough */
  }
  if (!response.ok)
    throw new Error(value?.error ?? `The practice line answered ${response.status}.`);
  return value;
}

const phone = (id) => `line/phones/${id}`;

export const loadState = () => call("GET", "line/state");
export const eventsUrl = (seq) => new URL(`line/events?after=${seq}`, base).href;
export const fileUrl = (fileId) => new URL(`line/file/${encodeURIComponent(fileId)}`, base).href;

export const send = (id, content) => call("POST", `${phone(id)}/messages`, content);
export const edit = (id, messageId, content) =>
  call("PATCH", `${phone(id)}/messages/${messageId}`, content);
export const remove = (id, messageId) => call("DELETE", `${phone(id)}/messages/${messageId}`);
export const press = (id, messageId, row, column) =>
  call("POST", `${phone(id)}/press`, { message_id: messageId, row, column });
export const react = (id, messageId, emoji) =>
  call("POST", `${phone(id)}/react`, { message_id: messageId, emoji });
export const block = (id, blocked) => call("POST", `${phone(id)}/block`, { blocked });
export const read = (id) => call("POST", `${phone(id)}/read`, {});

export const inline = (id, query, offset) =>
  call("POST", `${phone(id)}/inline`, { query, offset });
export const vanish = (id) => call("POST", `${phone(id)}/vanish`, {});

export const sendFile = (id, file, fields) => upload(`${phone(id)}/files`, file, fields);
export const swapFile = (id, messageId, file, fields) =>
  upload(`${phone(id)}/messages/${messageId}/file`, file, fields);

function upload(path, file, fields) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined && value !== null && value !== "") form.append(name, value);
  }
  form.append("file", file, file.name || "file");
  return call("POST", path, form);
}

export const addPhone = (account) => call("POST", "line/phones", account);
export const removePhone = (id) => call("DELETE", phone(id));
export const setFaults = (faults) => call("PUT", "line/faults", faults);
export const journal = (query) => call("GET", `line/journal?${new URLSearchParams(query)}`);
