// Building elements. Nothing on this page ever sets innerHTML: what bots and people write is
// shown as text, so that no message can become markup or script.

const SVG = "http://www.w3.org/2000/svg";

/** h("button.quiet", {type: "button", on: {click: go}}, "Go"): an element with children. */
export function h(spec, props = {}, ...children) {
  const [tag, ...classes] = spec.split(".");
  const element = document.createElement(tag || "div");
  if (classes.length) element.className = classes.join(" ");
  for (const [name, value] of Object.entries(props ?? {})) setProp(element, name, value);
  element.append(
    ...children
      .flat(Infinity)
      .filter((child) => child !== null && child !== undefined && child !== false),
  );
  return element;
}

function setProp(element, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name === "on") {
    for (const [event, listener] of Object.entries(value))
      element.addEventListener(event, listener);
  } else if (name === "data") {
    Object.assign(element.dataset, value);
  } else if (name === "class") {
    element.classList.add(...value.split(" ").filter(Boolean));
  } else if (name === "value" || name === "checked" || name === "disabled" || name === "hidden") {
    element[name] = value;
  } else {
    element.setAttribute(name, value === true ? "" : value);
  }
}

// Line icons on a 24-unit grid, drawn for this page.
const PATHS = {
  plus: "M12 5v14M5 12h14",
  close: "M6 6l12 12M18 6L6 18",
  more: "M12 6v.01M12 12v.01M12 18v.01",
  send: "M12 19V5M6 11l6-6 6 6",
  mic: "M12 4a2.5 2.5 0 0 1 2.5 2.5v5a2.5 2.5 0 0 1-5 0v-5A2.5 2.5 0 0 1 12 4zM6.5 11.5a5.5 5.5 0 0 0 11 0M12 17v3",
  smile:
    "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM8.5 14a4.2 4.2 0 0 0 7 0M9 9.5v.01M15 9.5v.01",
  keyboard: "M4 7h16v10H4zM7.5 10.5v.01M10.5 10.5v.01M13.5 10.5v.01M16.5 10.5v.01M8.5 14h7",
  slash: "M9 19l6-14",
  reply: "M10 7L5 12l5 5M5.5 12H14a5 5 0 0 1 5 5v1",
  edit: "M5 19l1-4L16.5 4.5l3 3L9 18l-4 1z",
  copy: "M9 9h10v10H9zM5 15V5h10",
  trash: "M5 7h14M10 7V5h4v2M7 7l1 12h8l1-12",
  forward: "M14 7l5 5-5 5M18.5 12H10a5 5 0 0 0-5 5v1",
  down: "M12 6v12M6 12l6 6 6-6",
  image: "M4 6h16v12H4zM4 15l4.5-4 4 3.5L15 12l5 4M15.5 9v.01",
  file: "M7 4h7l4 4v12H7zM14 4v4h4",
  wave: "M5 10v4M8.5 7v10M12 9.5v5M15.5 6v12M19 10v4",
  pin: "M12 21s6-5.4 6-10.5A6 6 0 0 0 6 10.5C6 15.6 12 21 12 21zM12 10.5v.01",
  tack: "M9 4h6l-1 6 3 3H7l3-3-1-6zM12 13v7",
  person: "M12 12a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM5.5 19.5a6.5 6.5 0 0 1 13 0",
  link: "M10 14a4 4 0 0 0 6 0l2.5-2.5a4 4 0 0 0-6-6L11.5 6.5M14 10a4 4 0 0 0-6 0l-2.5 2.5a4 4 0 0 0 6 6l1-1",
  block: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM6 6l12 12",
  shield: "M12 3.5l7 2.5v5.5c0 4.2-3 7.3-7 9-4-1.7-7-4.8-7-9V6z",
  sun: "M12 8.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM12 3v2M12 19v2M3 12h2M19 12h2M5.7 5.7l1.4 1.4M16.9 16.9l1.4 1.4M18.3 5.7l-1.4 1.4M7.1 16.9l-1.4 1.4",
  moon: "M19 14.5A7.5 7.5 0 0 1 9.5 5 7.5 7.5 0 1 0 19 14.5z",
  tools: "M8 8l-4 4 4 4M16 8l4 4-4 4M13.5 6l-3 12",
  open: "M13 5h6v6M19 5l-8 8M17 14v5H5V7h5",
  bell: "M12 4a5 5 0 0 1 5 5v3.5l1.5 3h-13l1.5-3V9a5 5 0 0 1 5-5zM10 18.5a2 2 0 0 0 4 0",
  muted:
    "M8 6.2A5 5 0 0 1 17 9v3.5M17 15.5H5.5l1.5-3V9.5M10 18.5a2 2 0 0 0 4 0M4.5 4.5l15 15",
  compact: "M4 6h4v12H4zM10 6h4v12h-4zM16 6h4v12h-4z",
  quote: "M5 7v10M9 8h10M9 12h10M9 16h6",
  swap: "M4 9h14l-4-4M20 15H6l4 4",
  sticker: "M5 5h14v9l-5 5H5zM14 19v-5h5",
};

/** A decorative icon; the control around it carries the name. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.classList.add("icon");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

/** A button that is only an icon, with its accessible name and a tooltip. */
export function iconButton(name, label, onClick, props = {}) {
  return h(
    "button.icon-button",
    { type: "button", "aria-label": label, title: label, on: { click: onClick }, ...props },
    icon(name),
  );
}
