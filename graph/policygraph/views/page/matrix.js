// Two classes against each other. A number counts what the graph states: linkages between the two, and things
// that linkages join to both. Where the two only stand in one sentence or under one task, the cell has a dot.
import { pick, showPanel } from "./acts.js";
import { edges, nameOf, nodeById, nodes, otherEnd, STRUCTURE, sentences, TYPES, typeLabel } from "./data.js";
import { $, action, bdi, el } from "./dom.js";
import { filtered, within } from "./filter.js";
import { drawable } from "./labels.js";
import { listPanel } from "./panel.js";
import { go } from "./state.js";

const ROWS = 24;
const COLS = 16;
const ODD_ONES = 3;

const keyOf = (a, b) => `${a} ${b}`;

// What passes the filters, by class, and the stated linkages of each node.
function stated(now) {
  const pass = filtered(now);
  const near = now.around ? within(nodeById.get(now.around), now.hops, pass) : null;
  const ok = (node, type) => node.type === type && pass.nodes[node.i] && (!near || near.has(node.i));
  const linked = (node) =>
    node.edges
      .filter((edge) => pass.edges[edge.i] && !STRUCTURE.has(edge.property))
      .map((edge) => [otherEnd(edge, node), edge])
      .filter(([other]) => other !== node);
  return { pass, ok, linked };
}

// How much is stated of each row and column: linkages between them, and ways through one thing.
function weights(now, { pass, ok, linked }) {
  const [rows, cols] = [new Map(), new Map()];
  const add = (map, node, by) => map.set(node, (map.get(node) || 0) + by);
  for (const node of nodes) {
    if (ok(node, now.rows)) rows.set(node, rows.get(node) || 0);
    if (ok(node, now.cols)) cols.set(node, cols.get(node) || 0);
    if (!pass.nodes[node.i]) continue;
    const beside = linked(node);
    const [as, bs] = [beside.filter(([one]) => ok(one, now.rows)), beside.filter(([one]) => ok(one, now.cols))];
    for (const [a] of as) add(rows, a, bs.length);
    for (const [b] of bs) add(cols, b, as.length);
    if (!ok(node, now.rows)) continue;
    add(rows, node, 2 * bs.length);
    for (const [b] of bs) add(cols, b, 2);
  }
  return { rows: heaviest(rows), cols: heaviest(cols) };
}

// Nodes by weight; those of which nothing is stated only where nothing is stated of any.
function heaviest(found) {
  const sorted = [...found.entries()].sort((x, y) => y[1] - x[1] || y[0].degree - x[0].degree || x[0].i - y[0].i);
  const stated = sorted.filter(([, weight]) => weight);
  return (stated.length ? stated : sorted).map(([node]) => node);
}

// Columns in the order of what is stated of them and the rows that are shown.
function beside(rows, cols, { linked }) {
  const weight = new Map(cols.map((node) => [node, 0]));
  const add = (node, by) => weight.has(node) && weight.set(node, weight.get(node) + by);
  for (const a of rows)
    for (const [m] of linked(a)) {
      add(m, 2);
      for (const [b] of linked(m)) if (b !== a) add(b, 1);
    }
  return [...cols].sort((x, y) => weight.get(y) - weight.get(x));
}

// The cells between some rows and columns.
function cellsOf(rows, cols, { pass, linked }) {
  const [inRows, inCols] = [new Set(rows), new Set(cols)];
  const cells = new Map();
  const cell = (a, b) => {
    const key = keyOf(a.i, b.i);
    if (!cells.has(key)) cells.set(key, { a, b, direct: [], via: new Map(), sentences: new Set(), tasks: new Set() });
    return cells.get(key);
  };
  for (const a of rows) for (const [b, edge] of linked(a)) if (inCols.has(b)) cell(a, b).direct.push(edge);
  for (const node of nodes) {
    if (!pass.nodes[node.i]) continue;
    const isTask = node.type === "SubTask";
    const beside = isTask ? concernedBy(node, pass) : linked(node);
    const [as, bs] = [beside.filter(([one]) => inRows.has(one)), beside.filter(([one]) => inCols.has(one))];
    for (const [a, one] of as)
      for (const [b, other] of bs) {
        if (a === b) continue;
        if (isTask) cell(a, b).tasks.add(node.i);
        else cell(a, b).via.set(node.i, [one, other]);
      }
  }
  sentences.forEach((sentence, number) => {
    const named = [...new Set(sentence.marks.map((mark) => mark.node))].map((i) => nodes[i]);
    for (const a of named)
      if (inRows.has(a)) for (const b of named) if (inCols.has(b) && a !== b) cell(a, b).sentences.add(number);
  });
  return cells;
}

const concernedBy = (task, pass) =>
  task.edges
    .filter((edge) => edge.property === "concerns" && edge.source === task.i && pass.edges[edge.i])
    .map((edge) => [nodes[edge.target], edge]);

// How much of a cell is stated.
export const statedIn = ({ direct, via }) => direct.length + via.size;

// All cells of a matrix in which something is stated, for a table that leaves nothing out.
export function wholeMatrix(now) {
  const found = stated(now);
  const { rows, cols } = weights(now, found);
  const cells = cellsOf(rows, cols, found);
  return [...cells.values()].filter((cell) => statedIn(cell));
}

// The part of an axis that is shown: its page, and how many there are on one.
function shownOf(list, name, usual, now) {
  // Nobody turns a page for the last few.
  const many = list.length <= usual + ODD_ONES ? list.length || usual : usual;
  const page = Number([...now.open].find((key) => key.startsWith(`${name}:`))?.slice(name.length + 1)) || 0;
  const start = page * many < list.length ? page * many : 0;
  return { list: list.slice(start, start + many), start, many, page: start / many, whole: list.length };
}

export function showMatrix(now) {
  const found = stated(now);
  const { rows, cols } = weights(now, found);
  const down = shownOf(rows, "rows", ROWS, now);
  const across = shownOf(beside(down.list, cols, found), "cols", COLS, now);
  const cells = cellsOf(down.list, across.list, found);
  $("matrix").replaceChildren(
    el("div", { class: "axes" }, axis("Rows", "rows", now), axis("Columns", "cols", now), legend()),
    rows.length && cols.length
      ? matrixTable(now, down.list, across.list, cells)
      : el("p", { class: "quiet" }, "Nothing joins these two classes with these filters."),
    el("p", { class: "acts" }, ...turning(down, "rows", "row", now), ...turning(across, "cols", "column", now)),
  );
  return { rows: down.list, cols: across.list, cells, whole: { rows: rows.length, cols: cols.length } };
}

function axis(label, key, now) {
  const kinds = TYPES.filter((type) => nodes.some((node) => node.type === type) && type !== "Report");
  const made = el(
    "select",
    { id: `axis-${key}`, on: { change: () => go({ [key]: made.value, open: new Set() }) } },
    ...kinds.map((type) => el("option", { value: type }, typeLabel(type))),
  );
  made.value = now[key];
  return el("label", { for: `axis-${key}` }, `${label} `, made);
}

const legend = () =>
  el(
    "div",
    { class: "key" },
    ...[
      ["heat-2", "linkages stated, and things linked to both"],
      ["faint", "only named together"],
    ].map(([look, text]) => el("span", {}, el("i", { class: `cell ${look}` }), text)),
  );

// The buttons that lead to the rest of an axis.
function turning({ start, many, page, whole }, name, word, now) {
  const turned = (to) => new Set([...[...now.open].filter((key) => !key.startsWith(`${name}:`)), `${name}:${to}`]);
  const said = el("span", { class: "quiet" }, `${word}s ${start + 1}–${Math.min(start + many, whole)} of ${whole}`);
  if (whole <= many && !start) return [];
  return [
    said,
    start ? action(`Previous ${word}s`, () => go({ open: turned(page - 1) })) : null,
    start + many < whole ? action(`Next ${word}s`, () => go({ open: turned(page + 1) })) : null,
  ].filter(Boolean);
}

function matrixTable(now, rows, cols, cells) {
  const name = (node, cut, look) =>
    el(
      "button",
      { type: "button", class: look, on: { click: () => pick({ node }) } },
      bdi(drawable(nameOf(node), cut)),
    );
  const head = el("tr", {}, el("td", {}), ...cols.map((node) => el("th", { scope: "col" }, name(node, 26, "upright"))));
  const body = rows.map((a) =>
    el(
      "tr",
      {},
      el("th", { scope: "row" }, name(a, 34, "step")),
      ...cols.map((b) => matrixCell(cells.get(keyOf(a.i, b.i)))),
    ),
  );
  return el(
    "div",
    { class: "scroll", tabindex: 0, role: "region", "aria-label": "Matrix" },
    el(
      "table",
      {},
      el("caption", { class: "hidden" }, `${typeLabel(now.rows)} by ${typeLabel(now.cols)}`),
      el("thead", {}, head),
      el("tbody", {}, ...body),
    ),
  );
}

// How a cell looks, and what it says.
export function lookOf(cell) {
  const count = statedIn(cell);
  if (count)
    return { text: String(count), look: `heat-${Math.min(4, Math.ceil(Math.sqrt(count)))}`, what: "stated of" };
  return { text: "·", look: "faint", what: "only named together:" };
}

function matrixCell(found) {
  if (!found) return el("td", {});
  const { text, look, what } = lookOf(found);
  const [a, b] = [drawable(nameOf(found.a), 60), drawable(nameOf(found.b), 60)];
  const label = `${text === "·" ? "" : `${text} `}${what} ${a} and ${b}`;
  return el(
    "td",
    {},
    el(
      "button",
      { type: "button", class: `cell ${look}`, "aria-label": label, on: { click: () => showCell(found) } },
      text,
    ),
  );
}

// The sentences behind a cell: of the linkages that are stated or, where none is, those that name both.
export function cellSentences({ direct, via, sentences: both }) {
  const behind = [...direct, ...[...via.values()].flat()].flatMap((edge) => edges[edge.i].sentences);
  return [...new Set(behind.length ? behind : both)].sort((x, y) => x - y);
}

function showCell(found) {
  const { a, b, via, tasks } = found;
  const members = [...via.keys(), ...tasks].filter((i) => i !== a.i && i !== b.i).map((i) => nodes[i]);
  const title = `${drawable(nameOf(a), 60)} × ${drawable(nameOf(b), 60)}`;
  const kind = `${typeLabel(a.type)} × ${typeLabel(b.type)}`;
  showPanel(listPanel(kind, title, members, cellSentences(found), new Set([a.i, b.i])));
}
