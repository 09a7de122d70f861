// Shapes and colours by class, so that neither carries the meaning alone.
import { TYPES } from "./data.js";

export const SHAPES = {
  Place: "circle",
  Institution: "square",
  Project: "diamond",
  Industry: "triangle",
  Target: "star",
  Result: "plus",
  KeyTask: "hexagon",
  SubTask: "hexagon",
  Measure: "down",
  Report: "square",
  Resource: "circle",
  More: "circle",
};
/** @type {any} */
export let theme = {};

export function readTheme() {
  const css = getComputedStyle(document.documentElement);
  const value = (name) => css.getPropertyValue(name).trim();
  theme = {
    font: value("--font") || "sans-serif",
    paper: value("--paper"),
    ink: value("--ink"),
    quiet: value("--quiet"),
    line: value("--line"),
    strong: value("--strong"),
    pick: value("--pick"),
    colour: {},
    edge: {},
  };
  for (const type of [...TYPES, "More"]) {
    theme.colour[type] = value(`--${type}`);
    theme.edge[type] = value(`--${type}-edge`) || theme.ink;
  }
}

export const CORNERS = {
  square: [
    [-0.88, -0.88],
    [0.88, -0.88],
    [0.88, 0.88],
    [-0.88, 0.88],
  ],
  diamond: [
    [0, -1.2],
    [1.2, 0],
    [0, 1.2],
    [-1.2, 0],
  ],
  triangle: [
    [0, -1.15],
    [1.1, 0.82],
    [-1.1, 0.82],
  ],
  down: [
    [0, 1.15],
    [1.1, -0.82],
    [-1.1, -0.82],
  ],
  hexagon: [0, 1, 2, 3, 4, 5].map((k) => [1.08 * Math.cos((k * Math.PI) / 3), 1.08 * Math.sin((k * Math.PI) / 3)]),
  plus: [0, 1, 2, 3].flatMap((k) => {
    const [x, y] = [Math.round(Math.sin((k * Math.PI) / 2)), -Math.round(Math.cos((k * Math.PI) / 2))];
    return [-0.42, 0.42]
      .map((side) => [1.1 * x - side * y, 1.1 * y + side * x])
      .concat([[0.42 * (x - y), 0.42 * (x + y)]]);
  }),
  star: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((k) => {
    const reach = k % 2 ? 0.55 : 1.25;
    return [reach * Math.sin((k * Math.PI) / 5), -reach * Math.cos((k * Math.PI) / 5)];
  }),
};
