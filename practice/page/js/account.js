// Phones as such: add one, remove one, block the bot, start it by a link.
import * as api from "./api.js";
import { ask, confirmDialog, dialog, field } from "./dialogs.js";
import { h } from "./dom.js";
import { startText, withScheme } from "./links.js";
import { showMenu } from "./menu.js";
import { state } from "./store.js";

const ROLES = ["person", "family", "supporter", "lead"];

/** The menu of one phone's header. */
export function accountMenu(anchor, view) {
  const phone = view.phone();
  showMenu(
    anchor,
    [
      { label: "About this account", icon: "person", action: () => about(view.phone()) },
      { label: "Open a link", icon: "link", action: () => openLink(view) },
      phone.blocked
        ? {
            label: "Unblock the bot",
            icon: "block",
            action: () => view.sent(api.block(view.id, false)),
          }
        : {
            label: "Block the bot",
            icon: "block",
            danger: true,
            action: () => view.sent(api.block(view.id, true)),
          },
      !phone.gone && {
        label: "Delete the account",
        icon: "person",
        danger: true,
        action: () => deleteAccount(view),
      },
      { label: "Remove this phone", icon: "trash", danger: true, action: () => removePhone(view) },
    ],
    `${phone.first_name}’s phone`,
  );
}

function about(phone) {
  const facts = [
    ["Name", [phone.first_name, phone.last_name].filter(Boolean).join(" ")],
    ["Role here", phone.role],
    ["Telegram id", phone.id],
    ["Username", phone.username ? `@${phone.username}` : "none"],
    ["Number", phone.phone_number ?? "none"],
    ["Language", phone.language_code ?? "unknown"],
  ];
  dialog({
    title: `${phone.first_name}’s account`,
    body: [
      h(
        "dl.facts",
        {},
        facts.map(([name, value]) => [h("dt", {}, name), h("dd", {}, String(value))]),
      ),
    ],
    buttons: [["ok", "Close", "main"]],
  });
}

/** As if the person had opened t.me/bot?start=payload, for invitations and the like. */
async function openLink(view) {
  const name = state.bot?.username ?? "your_bot";
  const values = await ask({
    title: "Open a link",
    fields: [
      field("The link, or only its start parameter", {
        name: "payload",
        required: true,
        placeholder: `https://t.me/${name}?start=…`,
      }),
    ],
    yes: "Open",
  });
  if (!values) return;
  const bare = /^[\w-]{1,64}$/.test(values.payload);
  const text = bare ? `/start ${values.payload}` : startText(withScheme(values.payload));
  if (text) await view.sent(api.send(view.id, { text }));
  else view.say("This link does not lead to this bot");
}

async function deleteAccount(view) {
  const sure = await confirmDialog({
    title: `Delete ${view.phone().first_name}’s account?`,
    text: "As in Telegram, the bot is not told. It finds out when it writes. There is no way back.",
    yes: "Delete",
    danger: true,
  });
  if (sure) await view.sent(api.vanish(view.id));
}

async function removePhone(view) {
  const { first_name: name } = view.phone();
  const sure = await confirmDialog({
    title: `Remove ${name}’s phone?`,
    text: "The account and its messages are taken off this practice line.",
    yes: "Remove",
    danger: true,
  });
  if (sure) await view.sent(api.removePhone(view.id));
}

/** Ask for a new account; resolves with the new phone, or null. */
export async function addPhone() {
  const roles = h(
    "datalist",
    { id: "roles" },
    ROLES.map((role) => h("option", { value: role })),
  );
  const values = await ask({
    title: "Add a phone",
    fields: [
      field("First name", { name: "first_name", required: true, maxlength: 64 }),
      field(
        "Role",
        { name: "role", list: "roles", value: "person", required: true },
        "Only a label on this page.",
      ),
      field(
        "Language",
        {
          name: "language_code",
          value: "en",
          pattern: "[A-Za-z]{2}",
          required: true,
        },
        "A code such as en or es.",
      ),
      field("Username", { name: "username", pattern: "@?[A-Za-z0-9_]{4,32}" }, "May stay empty."),
      roles,
    ],
    yes: "Add",
  });
  if (!values) return null;
  const account = {
    first_name: values.first_name,
    role: values.role,
    language_code: values.language_code,
  };
  if (values.username) account.username = values.username.replace(/^@/, "");
  return api.addPhone(account);
}
