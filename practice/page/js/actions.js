// What can be done with a message or a button, on behalf of one phone.
import * as api from "./api.js";
import { isReplaceable, replaceFile, shareLocation, shareOwnContact } from "./attach.js";
import { alertDialog, ask, confirmDialog } from "./dialogs.js";
import { h } from "./dom.js";
import { REACTIONS } from "./emoji.js";
import { askForPhone, deepLinkIn, follow } from "./links.js";
import { showMenu } from "./menu.js";
import { botName, isMine, on, state } from "./store.js";

/** A bot that has not answered a press by then probably never will. */
const ANSWER_MS = 15_000;

const waiting = new Map(); // callback_query_id -> function(answer)
const early = new Map(); // answers that overtook the reply to the press itself

on("answer", (answer) => {
  const take = waiting.get(answer.callback_query_id);
  if (take) take(answer);
  else early.set(answer.callback_query_id, answer);
});

function answerTo(id) {
  if (early.has(id)) {
    const answer = early.get(id);
    early.delete(id);
    return Promise.resolve(answer);
  }
  return new Promise((resolve) => {
    const timer = setTimeout(() => waiting.delete(id) && resolve(null), ANSWER_MS);
    waiting.set(id, (answer) => {
      clearTimeout(timer);
      waiting.delete(id);
      resolve(answer);
    });
  });
}

/** `view`: the PhoneView. The returned object is what bubbles and keyboards call. */
export function actionsFor(view) {
  const { id } = view;
  const start = (text) => view.sent(api.send(id, { text }));
  const copy = async (text) => {
    await navigator.clipboard.writeText(text).then(
      () => view.say("Copied"),
      () => view.say("This browser does not let a page copy"),
    );
  };
  const react = (message, emoji) => view.sent(api.react(id, message.message_id, emoji));
  return {
    command: (text) => start(text),
    mention: (text) => view.composer.insert(`${text} `),
    link: (url) => follow(url, start),
    copy,
    react,
    jumpTo: (messageId) =>
      view.log.jumpTo(messageId) || view.say("That message is no longer here"),
    menu: (anchor, message, album) =>
      showMenu(anchor, messageMenu(view, { message, album, copy, react }), "Message"),
    pressInline: (element, message, at) =>
      pressInline(view, element, { message, copy, start, ...at }),
    pressReply: (button) => pressReply(view, button),
  };
}

/** Telegram names the heart without the sign that makes it an emoji; fonts want it. */
const emojiStyle = (sign) => (sign === "❤" ? "❤\uFE0F" : sign);

function messageMenu(view, { message, album, copy, react }) {
  const text = message.text ?? message.caption;
  const guarded = message.has_protected_content;
  const chosen = (message.reactions ?? []).find(isMine)?.emoji;
  const same = (sign) => chosen?.replace("\uFE0F", "") === sign;
  const link = deepLinkIn(message);
  return [
    ...REACTIONS.map((signs, index) => ({
      label: index ? "More reactions" : "React",
      row: signs.map((sign) => ({
        text: emojiStyle(sign),
        label: `React with ${sign}`,
        pressed: same(sign),
        action: () => react(message, same(sign) ? null : sign),
      })),
    })),
    { label: "Reply", icon: "reply", action: () => view.composer.replyTo(message) },
    text && { label: "Quote a part", icon: "quote", action: () => quotePart(view, message, text) },
    message.out &&
      text && { label: "Edit", icon: "edit", action: () => view.composer.editMessage(message) },
    message.out &&
      isReplaceable(message) && {
        label: "Replace the file",
        icon: "swap",
        action: () => replaceFile(view.line, message),
      },
    link && {
      label: "Open the link on …",
      icon: "link",
      action: () => openElsewhere(view, link),
    },
    text && !guarded && { label: "Copy text", icon: "copy", action: () => copy(text) },
    !guarded && {
      label: "Forward to the bot",
      icon: "forward",
      action: () =>
        view.sent(
          api.send(view.id, { forward: { from_phone: view.id, message_id: message.message_id } }),
        ),
    },
    { label: "Delete here", icon: "trash", danger: true, action: () => remove(view, album) },
  ];
}

/** What is chosen in the message is the quote; else the whole text is there to be shortened. */
async function quotePart(view, message, text) {
  const chosen = String(window.getSelection()).trim();
  const whole = chosen && text.includes(chosen) ? chosen : text;
  const box = h("textarea", { name: "quote", rows: "4", required: true, maxlength: "1024" });
  box.value = whole;
  const values = await ask({
    title: "Quote a part",
    fields: [h("label.field", {}, h("span", {}, "Leave only what you mean"), box)],
    yes: "Quote",
  });
  if (!values) return;
  if (text.includes(values.quote)) view.composer.replyTo(message, { quote: values.quote });
  else view.say("A quote must be a part of the message, word for word");
}

async function openElsewhere(view, text) {
  const id = await askForPhone(view.id);
  if (id === null || !(await view.sent(api.send(id, { text })))) return;
  view.say(`Opened on ${state.phones.get(id)?.first_name}’s phone`);
}

async function remove(view, messages) {
  const sure = await confirmDialog({
    title: "Delete here?",
    text: "It disappears from this phone. As in Telegram, the bot is not told.",
    yes: "Delete",
    danger: true,
  });
  if (sure)
    await view.sent(
      Promise.all(messages.map((message) => api.remove(view.id, message.message_id))),
    );
}

async function pressInline(view, element, { message, button, row, column, copy, start }) {
  if (button.copy_text) return copy(button.copy_text.text);
  const url = button.url ?? button.login_url?.url;
  if (url) return follow(url, start);
  const query = button.switch_inline_query_current_chat;
  if (query !== undefined) return view.composer.typeQuery(query);
  if (!button.callback_data) return view.say("This page cannot follow this kind of button");
  if (element.getAttribute("aria-busy") === "true") return undefined;
  element.setAttribute("aria-busy", "true");
  const pressed = await view.sent(api.press(view.id, message.message_id, row, column));
  const answer = pressed && (await answerTo(pressed.callback_query_id));
  element.removeAttribute("aria-busy");
  return pressed && show(view, answer, start);
}

async function show(view, answer, start) {
  if (!answer) return view.say(`${botName()} has not answered the press`);
  if (answer.url) return follow(answer.url, start);
  if (!answer.text) return undefined;
  return answer.show_alert ? alertDialog(botName(), answer.text) : view.say(answer.text);
}

async function pressReply(view, button) {
  if (await replied(view, button)) view.tray.used();
}

/** Do what a button under the input does; falsy if the person thought better of it. */
function replied(view, button) {
  if (button.request_contact) return shareOwnContact(view.line);
  if (button.request_location) return shareLocation(view.line);
  if (button.request_poll || button.request_users || button.request_chat || button.web_app)
    return view.say("This page cannot follow this kind of button");
  return view.sent(api.send(view.id, { text: button.text, ...view.line.reply() }));
}
