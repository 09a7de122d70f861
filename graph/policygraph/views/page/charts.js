// Bar charts and timelines of a few dozen rows, as SVG, each with a table of the same values for readers who listen.
//   bars([{label, value, text, act}], {title, unit})
//   timeline([{label, from, to, value, text, act}], {title})     from and to are years; to may be left out
// `text` is the value as people write it, `act` what a click does. Both give an element that fits its width.
import { el } from "./dom.js";
import { drawable, fitted } from "./labels.js";

const CHART_NS = "http://www.w3.org/2000/svg";
const BAR_ROW = 24;
const WIDE_CHART = { wide: 720, labels: 230, values: 110 };
const NARROW_CHART = { wide: 366, labels: 142, values: 70 };
const rooms = () => (innerWidth < 600 ? NARROW_CHART : WIDE_CHART);

function svg(tag, attributes, ...children) {
  const made = document.createElementNS(CHART_NS, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...children);
  return made;
}

// Round numbers from 0 to a value, at most so many.
export function ticks(most, count = 5) {
  if (!(most > 0)) return [0];
  const rough = most / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough);
  return Array.from({ length: Math.floor(most / step + 1e-9) + 1 }, (_, k) => Number((k * step).toPrecision(12)));
}

const short = (value) =>
  new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 }).format(value).replace("K", "k");

function chartFrame(kind, title, height, drawn, rows, columns) {
  const picture = svg(
    "svg",
    { viewBox: `0 0 ${rooms().wide} ${height}`, role: "img", "aria-label": title, class: "chart-picture" },
    ...drawn,
  );
  const cells = (values, tag) => el("tr", {}, ...values.map((value) => el(tag, {}, value)));
  const table = el(
    "table",
    {},
    el("caption", {}, title),
    el("thead", {}, cells(columns, "th")),
    el("tbody", {}, ...rows.map((values) => cells(values, "td"))),
  );
  return el("figure", { class: `chart ${kind}` }, picture, el("div", { class: "hidden" }, table));
}

const shownLabel = (one) => fitted(drawable(one.label, 80), rooms().labels - 16);

function chartRow(one, y, ...shapes) {
  const label = svg("text", { x: rooms().labels - 8, y: y + BAR_ROW / 2, class: "chart-label" }, shownLabel(one));
  const whole = svg("title", {}, `${drawable(one.label, 300)}: ${drawable(one.text, 100)}`);
  const made = svg("g", { class: one.act ? "chart-row acts-on" : "chart-row" }, whole, label, ...shapes);
  if (one.act) {
    // The whole row answers the hand, also between its words and its bar.
    made.prepend(svg("path", { d: `M0 ${y}H${rooms().wide}V${y + BAR_ROW}H0Z`, class: "chart-hit" }));
    made.addEventListener("click", one.act);
  }
  return made;
}

const grid = (x, height, text) => [
  svg("line", { x1: x, x2: x, y1: 22, y2: height, class: "chart-grid" }),
  svg("text", { x, y: 12, class: "chart-tick" }, text),
];

export function bars(rows, { title = "", unit = "" } = {}) {
  const shown = rows.map((one) => ({ ...one, text: one.text ?? String(one.value) }));
  const most = Math.max(0, ...shown.map((one) => one.value));
  const { wide, labels, values } = rooms();
  const room = wide - labels - values;
  const height = 30 + shown.length * BAR_ROW;
  const across = (value) => (most ? (Math.max(0, value) / most) * room : 0);
  const drawn = [
    ...ticks(most).flatMap((value) => grid(labels + across(value), height, short(value))),
    ...shown.map((one, k) => {
      const [y, long] = [26 + k * BAR_ROW, across(one.value)];
      return chartRow(
        one,
        y,
        svg("rect", {
          x: labels,
          y: y + 3,
          width: Math.max(1, long),
          height: BAR_ROW - 6,
          rx: 3,
          class: "chart-bar",
        }),
        svg("text", { x: labels + long + 6, y: y + BAR_ROW / 2, class: "chart-value" }, drawable(one.text, 18)),
      );
    }),
  ];
  const named = shown.map((one) => [drawable(one.label, 300), drawable(one.text, 100)]);
  return chartFrame("bars", title, height, drawn, named, ["name", unit || "value"]);
}

export function timeline(rows, { title = "" } = {}) {
  const shown = rows
    .map((one) => ({ ...one, to: one.to ?? one.from, text: one.text ?? "" }))
    .sort((a, b) => a.from - b.from || a.to - b.to);
  const first = Math.min(...shown.map((one) => one.from));
  const last = Math.max(first + 1, ...shown.map((one) => one.to));
  const { wide, labels, values } = rooms();
  const room = wide - labels - values;
  const height = 30 + shown.length * BAR_ROW;
  const across = (year) => labels + ((year - first) / (last - first)) * room;
  const step = ticks(last - first, 6)[1] || 1;
  const years = Array.from({ length: Math.floor((last - first) / Math.max(1, step)) + 1 }, (_, k) =>
    Math.round(first + k * Math.max(1, step)),
  );
  const drawn = [
    ...years.flatMap((year) => grid(across(year), height, String(year))),
    ...shown.map((one, k) => {
      const [y, from, to] = [26 + k * BAR_ROW + BAR_ROW / 2, across(one.from), across(one.to)];
      const span = svg("line", { x1: from, x2: to, y1: y, y2: y, class: "chart-span" });
      const dot = svg("circle", { cx: to, cy: y, r: 5, class: "chart-dot" });
      const value = svg("text", { x: to + 10, y, class: "chart-value" }, drawable(one.text, 18));
      return chartRow(one, y - BAR_ROW / 2, span, dot, value);
    }),
  ];
  const named = shown.map((one) => [
    drawable(one.label, 300),
    one.to === one.from ? String(one.from) : `${one.from}–${one.to}`,
    drawable(one.text, 100),
  ]);
  return chartFrame("timeline", title, height, drawn, named, ["name", "year", "value"]);
}
