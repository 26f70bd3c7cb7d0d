// How a bot finds this line.
import { h } from "./dom.js";

/** What to put into a bot's settings; any token of this form is accepted. */
export function connectHelp() {
  return h(
    "dl.facts",
    {},
    h("dt", {}, "API address"),
    h("dd", {}, h("code", {}, `${location.origin}/bot`)),
    h("dt", {}, "Files"),
    h("dd", {}, h("code", {}, `${location.origin}/file/bot`)),
    h("dt", {}, "Token"),
    h("dd", {}, h("code", {}, "1000001:practice")),
  );
}
