// A table on the screen: chosen, filtered while typing, inOrder by a click on a head, taken away as CSV.

import { pick } from "./acts.js";
import { makeCanvas } from "./canvas.js";
import { bars, timeline } from "./charts.js";
import { folded, iriOf, nameOf, nodeById, raw, sentences } from "./data.js";
import { $, action, bdi, el, headed, showMore, swatch } from "./dom.js";
import { csvOf, save } from "./export.js";
import { figure, isFigure, said } from "./figures.js";
import { filtered } from "./filter.js";
import { drawable } from "./labels.js";
import { mapOf } from "./scenes.js";
import { sentenceText, sourceOf, whereFrom } from "./sentence.js";
import { go, state } from "./state.js";
import { ANSWERS, fillers, offered, rowsOf, sortValue, tableOf, textOf } from "./tables.js";

const ROWS_AT_ONCE = 60;
const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

const isNumber = (value) => typeof value === "number" || value?.text !== undefined;

function thingButton(node) {
  const press = { click: () => pick({ node }) };
  return el(
    "button",
    { type: "button", class: "node", on: press },
    swatch(node.type),
    bdi(drawable(nameOf(node), node.type === "KeyTask" ? 42 : 140)),
  );
}

function cellOf(value) {
  if (value === "") return el("td");
  if (value?.nodes) {
    const cell = el("td", {}, ...value.nodes.slice(0, 4).map(thingButton));
    if (value.nodes.length > 4) cell.append(el("span", { class: "quiet" }, `and ${value.nodes.length - 4} more`));
    return cell;
  }
  if (value?.node) {
    const press = { click: () => pick({ node: value.node }) };
    return el("td", { class: "number" }, el("button", { type: "button", class: "node", on: press }, bdi(value.text)));
  }
  return el("td", { class: typeof value === "number" ? "number" : undefined }, bdi(drawable(String(value), 300)));
}

// The first sentence behind a row, which leads to all that are behind it.
function sentenceCell(row) {
  if (!row.sentences.length) return el("td", { class: "stated" });
  const sentence = sentences[row.sentences[0]];
  const asked = new Set([row.node.i, row.about?.i]);
  const more = row.sentences.length > 1 ? ` and ${row.sentences.length - 1} more` : "";
  const press = { click: () => pick(row.edge && !row.project ? { edge: row.edge } : { node: row.node }) };
  const button = el("button", { type: "button", class: "why", on: press }, `Evidence${more}`);
  button.setAttribute("aria-label", `Evidence${more}: ${drawable(nameOf(row.node), 80)}`);
  const from = el("span", { class: "from" }, bdi(whereFrom(sentence)));
  return el("td", { class: "stated" }, sentenceText(sentence, asked), from, " ", button);
}

// Rows in the order asked for; what has no value stands last either way.
function inOrder(rows, columns, sort) {
  const [down, key] = sort.startsWith("-") ? [-1, sort.slice(1)] : [1, sort];
  const column = columns.find((one) => one.key === key);
  if (!column) return rows;
  const empty = (value) => value === "" || value === null || value === undefined;
  const ranked = rows.map((row) => ({ row, rank: sortValue(column.of(row)) }));
  ranked.sort(({ rank: a }, { rank: b }) => {
    if (empty(a) || empty(b)) return Number(empty(a)) - Number(empty(b));
    return down * (typeof a === "number" && typeof b === "number" ? a - b : collator.compare(String(a), String(b)));
  });
  return ranked.map((one) => one.row);
}

function matching(rows, columns, query) {
  const words = folded(query.trim()).split(/\s+/).filter(Boolean);
  if (!words.length) return rows;
  return rows.filter((row) => {
    row.words ??= folded(
      [
        ...columns.map((one) => textOf(one.of(row))),
        ...row.sentences.flatMap((one) => [sentences[one].text, whereFrom(sentences[one])]),
      ].join(" \u0000 "),
    );
    return words.every((word) => row.words.includes(word));
  });
}

// What the table holds now: its definition, columns and rows, filtered and inOrder.
export function tableNow(now) {
  const table = tableOf(now.table);
  const of = table.blank ? now.of || fillers(table.name)[0].id : "";
  const sort = now.sort || table.sort;
  const rows = inOrder(matching(rowsOf(table, of, filtered(now)), table.columns, now.q), table.columns, sort);
  return { table, of, sort, rows };
}

// The columns that say something of some row.
function filledColumns({ table, sort, rows }) {
  return table.columns.filter(({ key, of }) => sort.endsWith(key) || rows.some((row) => textOf(of(row)) !== ""));
}

function heads(columns, { sort, rows }) {
  return columns.map((column) => {
    const [up, down] = [sort === column.key, sort === `-${column.key}`];
    const number = rows.length > 0 && isNumber(column.of(rows[0]));
    const first = number ? `-${column.key}` : column.key;
    const press = { click: () => go({ sort: sort === first ? (number ? column.key : `-${column.key}`) : first }) };
    const arrow = el("span", { "aria-hidden": "true" }, up ? " ↑" : down ? " ↓" : "");
    return el(
      "th",
      {
        scope: "col",
        "aria-sort": up ? "ascending" : down ? "descending" : undefined,
        class: number ? "number" : undefined,
      },
      el("button", { type: "button", "data-key": `sort-${column.key}`, on: press }, column.head, arrow),
    );
  });
}

// The column of numbers that a chart shows: the one that the rows are sorted by, else the first.
function chartColumn({ table, sort, rows }) {
  const numbers = table.columns.filter((column) =>
    rows.some((row) => sortValue(column.of(row)) > 0 && isNumber(column.of(row))),
  );
  return numbers.find((column) => sort.endsWith(column.key)) || numbers[0];
}

const IN_CHART = 30;

// Bars, longest first; figures of different units would lie, so that only those of the first one's unit are drawn.
function chartOf(found, column) {
  const unit = (row) => said(row.node).unit;
  const of = column.of;
  const usable = found.rows.filter((row) => sortValue(of(row)) > 0);
  usable.sort((a, b) => sortValue(of(b)) - sortValue(of(a)));
  const figures = column.key === "figure";
  const alike = figures ? usable.filter((row) => unit(row) === unit(usable[0])) : usable;
  const rows = alike.slice(0, IN_CHART).map((row) => ({
    label: figures ? labelIn(row) : nameOf(row.node),
    value: sortValue(of(row)),
    text: textOf(of(row)),
    act: () => pick({ node: row.node }),
  }));
  return bars(rows, { title: `${titleOf(found)}: ${column.head}`, unit: column.head });
}

// What a row is called where it stands in a chart: a figure by what it counts.
const labelIn = ({ node }) => said(node).indicator || nameOf(node);

// The year that a row is about: a figure's, a deadline's or a report's.
function yearOf({ node }) {
  const { year, deadline, date } = said(node);
  return Number(/\b(1[89]|20|21)\d\d\b/.exec(year || deadline || date || "")?.[0]) || null;
}

function yearsOf(found) {
  const rows = found.rows.filter(yearOf).map((row) => ({
    label: labelIn(row),
    from: yearOf(row),
    text: isFigure(row.node) ? figure(row.node) : "",
    act: () => pick({ node: row.node }),
  }));
  rows.sort((a, b) => a.from - b.from);
  return timeline(rows.slice(0, IN_CHART), { title: `${titleOf(found)}: by year` });
}

const mapped = new Set(raw.layouts.map.node);

// What a map has of a row: the thing itself, and the places that its cells name.
function placesOf(row, columns) {
  return [row.node, ...columns.flatMap((one) => one.of(row)?.nodes || [])].filter((node) => mapped.has(node.i));
}

// A map of the places that the rows are about, and how many rows have none.
function showMap({ rows, table }) {
  const at = rows.map((row) => placesOf(row, table.columns));
  const shown = new Set(at.flat().map((node) => node.i));
  const host = el("div", { class: "on-map" });
  const without = at.filter((places) => !places.length).length;
  const told = without ? `${without} of ${rows.length} rows name no place that has coordinates.` : "";
  $("rows").replaceChildren(host, el("p", { class: "quiet" }, told));
  const renderer = makeCanvas(host, { pick, open: pick, hover() {}, drawn() {} });
  renderer.show(mapOf(state, filtered(state), shown));
  new ResizeObserver(() => renderer.resize()).observe(host);
}

function showChart(chart) {
  const box = el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Chart" });
  box.append(chart);
  $("rows").replaceChildren(box);
}

// The ways to draw a table, each with what it is called, whether its columns allow it, and how it is drawn.
const CHARTS = {
  bars: {
    words: "As bars",
    usable: chartColumn,
    draw: (found) => showChart(chartOf(found, chartColumn(found))),
  },
  years: {
    words: "By year",
    usable: ({ rows }) => rows.some(yearOf),
    draw: (found) => showChart(yearsOf(found)),
  },
  map: {
    words: "On the map",
    usable: ({ rows, table }) => rows.some((row) => placesOf(row, table.columns).length),
    draw: showMap,
  },
};

function drawRows(now) {
  const found = tableNow(now);
  $("row-count").textContent = `${found.rows.length} ${found.rows.length === 1 ? "row" : "rows"}`;
  for (const [name, { usable }] of Object.entries(CHARTS)) {
    $(`as-${name}`).hidden = !usable(found);
    $(`as-${name}`).setAttribute("aria-pressed", String(now.chart === name));
  }
  const chart = Object.hasOwn(CHARTS, now.chart) ? CHARTS[now.chart] : null;
  if (chart?.usable(found)) {
    chart.draw(found);
    return;
  }
  const { rows } = found;
  const columns = filledColumns(found);
  const body = el("tbody", {});
  const head = el("tr", {}, ...heads(columns, found), el("th", { scope: "col" }, "Sentence"));
  const drawn = el(
    "table",
    { class: "rows" },
    el("caption", { class: "hidden" }, titleOf(found)),
    el("thead", {}, head),
    body,
  );
  const box = el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": titleOf(found) }, drawn);
  const cell = (column, row) => headed(cellOf(column.of(row)), column.head);
  const item = (row) =>
    el("tr", {}, ...columns.map((column) => cell(column, row)), headed(sentenceCell(row), "Sentence"));
  showMore(box, body, rows, ROWS_AT_ONCE, item);
  const none = el(
    "p",
    { class: "quiet" },
    "Nothing fits: the text to filter by, or the filters on the left, leave no row.",
  );
  $("rows").replaceChildren(rows.length ? box : none);
}

const titleOf = ({ table, of }) => (of ? `${table.title} ${nameOf(nodeById.get(of))}` : table.title);

function options(pairs) {
  return pairs.map(([value, text]) => el("option", { value }, drawable(text, 70)));
}

// The tableTools above the table; they stay while the reader types, so that the cursor does.
function tableTools(now) {
  const { table, of } = tableNow(now);
  const { classes, answers } = offered();
  const which = el("select", { id: "which", "data-key": "which" });
  which.append(
    el("optgroup", { label: "Answers" }, ...options(answers)),
    el("optgroup", { label: "Classes" }, ...options(classes)),
  );
  which.value = table.name;
  which.addEventListener("change", () => go({ table: which.value, of: "", sort: "", q: "" }));
  const parts = [el("label", { for: "which" }, el("span", { class: "hidden" }, "Table"), which)];
  if (table.blank) {
    const about = el(
      "select",
      { id: "about", "data-key": "about" },
      ...options(fillers(table.name).map((node) => [node.id, nameOf(node)])),
    );
    about.value = of;
    about.addEventListener("change", () => go({ of: about.value, q: "" }));
    parts.push(el("label", { for: "about" }, el("span", { class: "hidden" }, ANSWERS[table.name].title), about));
  }
  const filter = el("input", {
    id: "row-filter",
    type: "search",
    placeholder: "Filter rows",
    "aria-label": "Filter rows",
    "data-key": "row-filter",
  });
  filter.value = now.q;
  filter.addEventListener("input", () => go({ q: filter.value }, { replace: true }));
  const charts = Object.entries(CHARTS).map(([name, { words }]) => {
    const made = action(words, () => go({ chart: state.chart === name ? "" : name }));
    made.id = `as-${name}`;
    return made;
  });
  const count = el("span", { id: "row-count", class: "quiet", role: "status" });
  return el("div", { class: "axes" }, ...parts, filter, count, ...charts, action("Save as CSV", saveTable));
}

export function showTable(now, before) {
  const same = before && before.view === now.view && before.table === now.table && before.of === now.of && $("rows");
  if (!same) {
    $("sheet").replaceChildren(
      el("h2", { id: "sheet-title", class: "hidden" }),
      tableTools(now),
      el("div", { id: "rows" }),
    );
  }
  $("sheet-title").textContent = titleOf(tableNow(now));
  const held = document.activeElement?.getAttribute("data-key");
  drawRows(now);
  if (held?.startsWith("sort-"))
    /** @type {any} */ ($("rows").querySelector(`[data-key="${CSS.escape(held)}"]`))?.focus();
}

// All rows of the table, with every sentence and the addresses of the things.
export function tableCsv(now) {
  const { table, rows } = tableNow(now);
  const head = [...table.columns.map((one) => one.head), "Sentences", "From", "IRI"];
  const body = rows.map((row) => [
    ...table.columns.map((one) => csvValue(one.of(row))),
    row.sentences.map((one) => sentences[one].text).join(" | "),
    [...new Set(row.sentences.map((one) => sourceOf(sentences[one])))].join(" | "),
    iriOf(row.node),
  ]);
  return csvOf([head, ...body]);
}

const csvValue = (value) => (typeof value === "number" ? value : textOf(value));

export const saveTable = () => save(new Blob([tableCsv(state)], { type: "text/csv" }), "csv");
