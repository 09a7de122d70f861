// Elements of the page, made of text alone: nothing here parses markup.
import { CORNERS, SHAPES } from "./theme.js";

/** @returns {any} */
export const $ = (id) => document.getElementById(id);

// All elements within one that a selector names.
/** @returns {any[]} */
export const all = (selector, root = document) => [...root.querySelectorAll(selector)];

/** @returns {any} */
export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") for (const [event, act] of Object.entries(value)) made.addEventListener(event, act);
    else if (value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

// A cell with its column's name, which stands before it where the table is too narrow for columns.
export function headed(cell, head) {
  cell.dataset.head = head;
  return cell;
}

export const bdi = (text) => el("bdi", { dir: "auto" }, text);
export const percent = (confidence) => (confidence === null ? "" : confidence.toFixed(2));

export function swatch(type) {
  const ns = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(ns, "svg");
  for (const [name, value] of [
    ["viewBox", "-1.4 -1.4 2.8 2.8"],
    ["class", `swatch of-${type}`],
    ["aria-hidden", "true"],
  ])
    svg.setAttribute(name, value);
  const corners = CORNERS[SHAPES[type]];
  const shape = document.createElementNS(ns, corners ? "polygon" : "circle");
  if (corners) shape.setAttribute("points", corners.map((corner) => corner.join(",")).join(" "));
  else shape.setAttribute("r", "1");
  svg.append(shape);
  return svg;
}

export const action = (label, act, pressed) =>
  el(
    "button",
    { type: "button", "aria-pressed": pressed === undefined ? undefined : String(pressed), on: { click: act } },
    label,
  );

// The first entries of a long list, and a button for the rest.
export function showMore(box, list, values, first, item) {
  values.slice(0, first).forEach((value) => list.append(item(value)));
  if (values.length <= first) return;
  const more = el("button", { type: "button", class: "more" }, `Show ${values.length - first} more`);
  more.addEventListener("click", () => {
    values.slice(first).forEach((value) => list.append(item(value)));
    more.remove();
  });
  box.append(more);
}
