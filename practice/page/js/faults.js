// Making the line misbehave, to see how a bot bears it. For developers.
import * as api from "./api.js";
import { h, iconButton } from "./dom.js";
import { toast } from "./dialogs.js";
import { on, state } from "./store.js";

const CALM = {
  rate_limit: { per_second: null, per_chat_per_second: null, per_group_per_minute: null },
  next: [],
  delay_ms: 0,
  drop_answers: 0,
  refuse_connections: 0,
  error_500: 0,
};

const SHARES = [
  ["drop_answers", "Answers lost"],
  ["refuse_connections", "Connections refused"],
  ["error_500", "Server errors"],
];
const RATES = [
  ["per_second", "Messages a second, all chats"],
  ["per_chat_per_second", "A second, one chat"],
  ["per_group_per_minute", "A minute, one group"],
];

/** The first choices developers look for; each is one Rule of the contract. */
const STATUSES = [
  ["429", "429 Too many requests", { retry_after: 3 }],
  ["403", "403 Blocked by the user", { description: "Forbidden: bot was blocked by the user" }],
  ["400", "400 Chat not found", { description: "Bad Request: chat not found" }],
  ["500", "500 Server error", {}],
  ["502", "502 Bad gateway", {}],
];

export function faultsForm() {
  const form = h("form.faults", { on: { submit: (event) => save(event, form) } });
  on("faults", () => fill(form));
  return form;
}

const number = (name, label, value, props = {}) =>
  h(
    "label.field.short",
    {},
    h("span", {}, label),
    h("input", { type: "number", name, min: 0, value: value ?? "", placeholder: "off", ...props }),
  );

function fill(form) {
  const faults = { ...CALM, ...state.faults };
  const hadFocus = form.contains(document.activeElement) ? document.activeElement.name : null;
  form.replaceChildren(
    h(
      "fieldset",
      {},
      h("legend", {}, "Always"),
      h(
        "div.field-row",
        {},
        number("delay_ms", "Delay, ms", faults.delay_ms || ""),
        SHARES.map(([name, label]) =>
          number(name, `${label}, %`, faults[name] ? Math.round(faults[name] * 100) : "", {
            max: 100,
          }),
        ),
      ),
    ),
    h(
      "fieldset",
      {},
      h("legend", {}, "Limits that answer 429"),
      h(
        "div.field-row",
        {},
        RATES.map(([name, label]) => number(name, label, faults.rate_limit?.[name], { min: 1 })),
      ),
    ),
    h(
      "div.dialog-buttons",
      {},
      h("button.button.main", { type: "submit" }, "Apply"),
      h("button.button", { type: "button", on: { click: () => put(CALM) } }, "All calm"),
    ),
    nextRules(faults),
  );
  if (hadFocus) form.querySelector(`[name="${hadFocus}"]`)?.focus();
}

function nextRules(faults) {
  const method = h("input", {
    name: "method",
    type: "text",
    autocomplete: "off",
    placeholder: "any method",
  });
  const chat = h(
    "select",
    { name: "chat" },
    h("option", { value: "" }, "any phone"),
    [...state.phones.values()].map((phone) => h("option", { value: phone.id }, phone.first_name)),
  );
  const status = h(
    "select",
    { name: "status" },
    STATUSES.map(([value, label]) => h("option", { value }, label)),
  );
  const times = h("input", { name: "times", type: "number", min: 1, value: 1 });
  const add = () =>
    put({ ...faults, next: [...(faults.next ?? []), rule({ method, chat, status, times })] });
  return h(
    "fieldset",
    {},
    h("legend", {}, "The next calls fail"),
    h(
      "div.field-row",
      {},
      [
        ["Method", method],
        ["Phone", chat],
        ["Answer", status],
        ["Times", times],
      ].map(([label, input]) => h("label.field.short", {}, h("span", {}, label), input)),
      h("button.button", { type: "button", on: { click: add } }, "Add"),
    ),
    h(
      "ul.rules",
      { role: "list" },
      (faults.next ?? []).map((one, index) =>
        h(
          "li",
          {},
          describe(one),
          iconButton("close", `Remove: ${describe(one)}`, () =>
            put({ ...faults, next: faults.next.filter((_, other) => other !== index) }),
          ),
        ),
      ),
    ),
  );
}

function rule({ method, chat, status, times }) {
  const preset = STATUSES.find(([value]) => value === status.value);
  const one = { times: Number(times.value) || 1, status: Number(status.value), ...preset[2] };
  if (method.value.trim()) one.method = method.value.trim();
  if (chat.value) one.chat_id = Number(chat.value);
  return one;
}

function describe(one) {
  const phone = one.chat_id && (state.phones.get(one.chat_id)?.first_name ?? one.chat_id);
  return [
    `${one.times} ×`,
    one.method ?? "any method",
    phone && `to ${phone}`,
    one.drop ? `connection dropped ${one.drop}` : one.status,
    one.delay_ms && `after ${one.delay_ms} ms`,
  ]
    .filter(Boolean)
    .join(" ");
}

function save(event, form) {
  event.preventDefault();
  const value = (name) => form.elements[name].value;
  const faults = { ...CALM, ...state.faults, delay_ms: Number(value("delay_ms")) || 0 };
  for (const [name] of SHARES) faults[name] = (Number(value(name)) || 0) / 100;
  faults.rate_limit = Object.fromEntries(
    RATES.map(([name]) => [name, Number(value(name)) || null]),
  );
  put(faults);
}

async function put(faults) {
  try {
    const kept = await api.setFaults(faults);
    state.faults = kept?.next ? kept : faults;
    toast(null, "Faults set");
  } catch (error) {
    toast(null, error.message);
  }
  for (const form of document.querySelectorAll("form.faults")) fill(form);
}
