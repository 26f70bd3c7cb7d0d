// A small menu beside a button: arrow keys, Home, End, Escape, and a press elsewhere closes it.
import { h, icon } from "./dom.js";

let open = null;

/**
 * Show a menu.
 * @param items [{label, icon, action, danger}] or {row: [{label, text, action, pressed}]}
 */
export function showMenu(anchor, items, label) {
  closeMenu();
  const menu = h(
    "div.menu",
    { role: "menu", "aria-label": label, on: { keydown } },
    items.filter(Boolean).map(item),
  );
  document.body.append(menu);
  position(menu, anchor);
  open = { menu, anchor };
  anchor.setAttribute("aria-expanded", "true");
  document.addEventListener("pointerdown", outside, true);
  menu.querySelector("[role^=menuitem]").focus();
}

/** Close the menu; the focus goes back to its button, which may give it on. */
function closeMenu({ refocus = false } = {}) {
  if (!open) return;
  const { menu, anchor } = open;
  open = null;
  menu.remove();
  anchor.setAttribute("aria-expanded", "false");
  document.removeEventListener("pointerdown", outside, true);
  // The message the menu belonged to may have been redrawn meanwhile.
  if (refocus && anchor.isConnected) (anchor.closest(".entry") ?? anchor).focus();
}

function item(entry) {
  if (entry.row)
    return h(
      "div.menu-row",
      { role: "group", "aria-label": entry.label },
      entry.row.map((one) =>
        h(
          "button",
          {
            type: "button",
            role: "menuitemradio",
            tabindex: "-1",
            "aria-label": one.label,
            "aria-checked": String(Boolean(one.pressed)),
            on: { click: () => run(one.action) },
          },
          one.text,
        ),
      ),
    );
  return h(
    "button.menu-item",
    {
      type: "button",
      role: "menuitem",
      tabindex: "-1",
      class: entry.danger ? "danger" : "",
      on: { click: () => run(entry.action) },
    },
    entry.icon && icon(entry.icon),
    h("span.menu-label", {}, entry.label),
    entry.note && h("span.faint", {}, entry.note),
  );
}

function run(action) {
  closeMenu({ refocus: true });
  action();
}

function outside(event) {
  if (open && !open.menu.contains(event.target)) closeMenu();
}

/** Below the button if there is room, and over its own phone, not a neighbour's. */
function position(menu, anchor) {
  const at = anchor.getBoundingClientRect();
  const room = anchor.closest(".phone")?.getBoundingClientRect();
  const first = Math.max(room?.left ?? 0, 0) + 8;
  const last = Math.min(room?.right ?? Infinity, window.innerWidth) - menu.offsetWidth - 8;
  const below = at.bottom + 4 + menu.offsetHeight < window.innerHeight;
  const top = below ? at.bottom + 4 : at.top - menu.offsetHeight - 4;
  menu.style.left = `${Math.max(8, Math.max(first, Math.min(at.right - menu.offsetWidth, last)))}px`;
  menu.style.top = `${Math.max(8, top)}px`;
}

function keydown(event) {
  const items = [...event.currentTarget.querySelectorAll("[role^=menuitem]")];
  const at = items.indexOf(document.activeElement);
  const goals = {
    ArrowDown: at + 1,
    ArrowRight: at + 1,
    ArrowUp: at - 1,
    ArrowLeft: at - 1,
    Home: 0,
    End: items.length - 1,
  };
  if (event.key in goals) {
    event.preventDefault();
    items[(goals[event.key] + items.length) % items.length].focus();
  } else if (event.key === "Escape" || event.key === "Tab") {
    event.preventDefault();
    event.stopPropagation();
    closeMenu({ refocus: true });
  }
}
