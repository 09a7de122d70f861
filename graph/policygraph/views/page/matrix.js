// Two classes against each other as a table: how many things join a row and a column, else how many sentences
// name both.
import { pick, showPanel } from "./acts.js";
import { nameOf, nodeById, nodes, otherEnd, sentences, TYPES, typeLabel } from "./data.js";
import { $, action, bdi, el } from "./dom.js";
import { filtered, within } from "./filter.js";
import { drawable } from "./labels.js";
import { listPanel } from "./panel.js";
import { go, toggled } from "./state.js";

const AXIS = 22;

function matrixOf(now) {
  const pass = filtered(now);
  const near = now.around ? within(nodeById.get(now.around), now.hops, pass) : null;
  const ok = (node, type) => node.type === type && pass.nodes[node.i] && (!near || near.has(node.i));
  const cells = new Map();
  const cell = (a, b) => {
    const key = `${a.i} ${b.i}`;
    if (!cells.has(key)) cells.set(key, { a, b, via: new Set(), sentences: new Set(), tasks: new Set() });
    return cells.get(key);
  };
  for (const node of nodes) {
    if (!pass.nodes[node.i]) continue;
    const beside = node.edges
      .filter((edge) => pass.edges[edge.i] && edge.property !== "isPartOf")
      .map((edge) => [otherEnd(edge, node), edge]);
    if (ok(node, now.rows)) {
      for (const [other, edge] of beside) {
        if (!ok(other, now.cols)) continue;
        edge.sentences.forEach((one) => cell(node, other).sentences.add(one));
        cell(node, other).via.add(other.i);
      }
    }
    if (
      node.type === now.rows ||
      node.type === now.cols ||
      node.type === "KeyTask" ||
      node.type === "Measure" ||
      node.type === "Report"
    )
      continue;
    const [as, bs] = [beside.filter(([one]) => ok(one, now.rows)), beside.filter(([one]) => ok(one, now.cols))];
    for (const [a] of as)
      for (const [b] of bs) if (a !== b) cell(a, b)[node.type === "SubTask" ? "tasks" : "via"].add(node.i);
  }
  sentences.forEach((sentence, number) => {
    const named = [...new Set(sentence.marks.map((mark) => mark.node))].map((i) => nodes[i]);
    for (const a of named)
      if (ok(a, now.rows)) for (const b of named) if (ok(b, now.cols) && a !== b) cell(a, b).sentences.add(number);
  });
  return orderedMatrix(cells);
}

function orderedMatrix(cells) {
  const [rows, cols] = [new Map(), new Map()];
  for (const { a, b, via, sentences: both, tasks } of cells.values()) {
    const weight = via.size * 1e4 + both.size * 100 + tasks.size;
    rows.set(a, (rows.get(a) || 0) + weight);
    cols.set(b, (cols.get(b) || 0) + weight);
  }
  const sorted = (weights) =>
    [...weights.entries()].sort((x, y) => y[1] - x[1] || x[0].i - y[0].i).map(([node]) => node);
  return { rows: sorted(rows), cols: sorted(cols), cells };
}

export function showMatrix(now) {
  const { rows, cols, cells } = matrixOf(now);
  const [all, wide] = [now.open.has("all:rows"), now.open.has("all:cols")];
  const [shownRows, shownCols] = [all ? rows : rows.slice(0, AXIS), wide ? cols : cols.slice(0, 16)];
  const kinds = TYPES.filter((type) => nodes.some((node) => node.type === type) && type !== "Report");
  const axis = (label, key) => {
    const made = el(
      "select",
      { id: `axis-${key}`, on: { change: () => go({ [key]: made.value }) } },
      ...kinds.map((type) => el("option", { value: type }, typeLabel(type))),
    );
    made.value = now[key];
    return el("label", { for: `axis-${key}` }, `${label} `, made);
  };
  const head = el(
    "tr",
    {},
    el("td", {}),
    ...shownCols.map((node) =>
      el(
        "th",
        { scope: "col" },
        el(
          "button",
          { type: "button", class: "upright", on: { click: () => pick({ node }) } },
          bdi(drawable(nameOf(node), 26)),
        ),
      ),
    ),
  );
  const body = shownRows.map((a) =>
    el(
      "tr",
      {},
      el(
        "th",
        { scope: "row" },
        el(
          "button",
          { type: "button", class: "step", on: { click: () => pick({ node: a }) } },
          bdi(drawable(nameOf(a), 34)),
        ),
      ),
      ...shownCols.map((b) => matrixCell(cells.get(`${a.i} ${b.i}`))),
    ),
  );
  const rest = el("p", { class: "acts" });
  if (rows.length > AXIS)
    rest.append(
      action(all ? "Fewer rows" : `All ${rows.length} rows`, () => go({ open: toggled(now.open, "all:rows") })),
    );
  if (cols.length > 16)
    rest.append(
      action(wide ? "Fewer columns" : `All ${cols.length} columns`, () => go({ open: toggled(now.open, "all:cols") })),
    );
  $("matrix").replaceChildren(
    el(
      "div",
      { class: "axes" },
      axis("Rows", "rows"),
      axis("Columns", "cols"),
      el(
        "div",
        { class: "key" },
        ...[
          ["heat-2", "things that join the two"],
          ["thin", "sentences that name both"],
          ["faint", "tasks that concern both"],
        ].map(([look, text]) => el("span", {}, el("i", { class: `cell ${look}` }), text)),
      ),
    ),
    rows.length
      ? el(
          "div",
          { class: "scroll", tabindex: 0, role: "region", "aria-label": "Matrix" },
          el(
            "table",
            {},
            el("caption", { class: "hidden" }, `${typeLabel(now.rows)} by ${typeLabel(now.cols)}`),
            el("thead", {}, head),
            el("tbody", {}, ...body),
          ),
        )
      : el("p", { class: "quiet" }, "Nothing joins these two classes with these filters."),
    rest,
  );
  return { rows: shownRows, cols: shownCols, cells };
}

// What joins a row and a column most closely: things linked to both, sentences that name both, tasks that concern both.
export function closest({ via, sentences: both, tasks }) {
  if (via.size)
    return { count: via.size, look: `heat-${Math.min(4, Math.ceil(Math.sqrt(via.size)))}`, what: "joining" };
  if (both.size) return { count: both.size, look: "thin", what: "sentences naming" };
  return { count: tasks.size, look: "faint", what: "tasks concerning" };
}

function matrixCell(found) {
  if (!found) return el("td", {});
  const { count, look, what } = closest(found);
  const [a, b] = [drawable(nameOf(found.a), 60), drawable(nameOf(found.b), 60)];
  const show = () => {
    const members = [...found.via, ...found.tasks]
      .filter((i) => i !== found.a.i && i !== found.b.i)
      .map((i) => nodes[i]);
    const both = [...found.sentences].sort((x, y) => x - y);
    showPanel(
      listPanel(
        `${typeLabel(found.a.type)} × ${typeLabel(found.b.type)}`,
        `${a} × ${b}`,
        members,
        both,
        new Set([found.a.i, found.b.i]),
      ),
    );
  };
  return el(
    "td",
    {},
    el(
      "button",
      { type: "button", class: `cell ${look}`, "aria-label": `${count} ${what} ${a} and ${b}`, on: { click: show } },
      String(count),
    ),
  );
}
