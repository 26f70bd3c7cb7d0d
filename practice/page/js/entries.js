// From a list of messages to what the log shows: days, an unread line, albums as one entry,
// and which bubbles belong together.

const CLUSTER_SECONDS = 300;
const SERVICE = ["pinned_message", "new_chat_members", "left_chat_member"];

/** [{key, kind: "day"|"unread"|"service"|"bubble", messages, flags}] oldest first. */
export function entriesOf(messages, newFrom) {
  const groups = albums(messages);
  const out = [];
  let day = null;
  groups.forEach((group, index) => {
    const first = group[0];
    const date = new Date(first.date * 1000).toDateString();
    if (date !== day) out.push({ key: `day${date}`, kind: "day", messages: [first], flags: date });
    day = date;
    if (newFrom && group.some((message) => message.message_id === newFrom)) {
      out.push({ key: "unread", kind: "unread", messages: [], flags: "" });
    }
    out.push(bubble(group, groups[index - 1], groups[index + 1]));
  });
  return out;
}

function bubble(group, before, after) {
  const service = SERVICE.some((field) => group[0][field] !== undefined);
  const flags = [
    group[0].out ? "out" : "in",
    together(before, group) ? "" : "first",
    together(group, after) ? "" : "last",
  ];
  return {
    key: `m${group[0].message_id}`,
    kind: service ? "service" : "bubble",
    messages: group,
    flags: flags.filter(Boolean).join(" "),
  };
}

function together(one, next) {
  if (!one || !next) return false;
  const [a, b] = [one.at(-1), next[0]];
  return a.out === b.out && b.date - a.date < CLUSTER_SECONDS;
}

function albums(messages) {
  const groups = [];
  for (const message of messages) {
    const last = groups.at(-1);
    const id = message.media_group_id;
    if (id && last && last[0].media_group_id === id && last[0].out === message.out)
      last.push(message);
    else groups.push([message]);
  }
  return groups;
}

/** Whether the node drawn for `old` still shows `entry`. Messages are replaced, never changed. */
export function sameEntry(old, entry) {
  return (
    old.kind === entry.kind &&
    old.flags === entry.flags &&
    old.messages.length === entry.messages.length &&
    old.messages.every((message, index) => message === entry.messages[index])
  );
}
