// Promises and results by year, and each report's counts beside those of the others on one scale.
import { raw } from "./data.js";
import { $, all, bdi, el, showMore } from "./dom.js";
import { entities, thing } from "./found.js";
import { choose, chosen, chosenReports } from "./reports.js";
import { toReport } from "./ways.js";

const TILES = 60;
const LISTED = 30;

function bar(kind, count, most) {
  const made = el("span", { class: count ? `${kind} some` : kind });
  made.style.height = `${Math.round((100 * count) / Math.max(most, 1))}%`;
  return made;
}

function yearButton(year, counts, most) {
  const [promised, delivered] = counts;
  const label = `${year}: ${promised} promised, ${delivered} delivered`;
  const press = { click: () => choose({ when: chosen.when === year ? "" : year }) };
  const pressed = String(chosen.when === year);
  return el(
    "button",
    { type: "button", "aria-label": label, title: label, "aria-pressed": pressed, on: press },
    bar("up", promised, most[0]),
    el("span", {}, year),
    bar("down", delivered, most[1]),
  );
}

export function showTimeline() {
  const figures = entities().filter((node) => node.type === "Target" || node.type === "Result");
  const dated = figures.filter((node) => node.year);
  const years = new Map();
  for (const node of dated) {
    const counts = years.get(node.year) || [0, 0];
    counts[node.type === "Target" ? 0 : 1] += 1;
    years.set(node.year, counts);
  }
  const most = [0, 1].map((k) => Math.max(0, ...[...years.values()].map((counts) => counts[k])));
  const order = [...years].sort((a, b) => a[0].localeCompare(b[0]));
  const key = el(
    "p",
    { class: "key" },
    el("span", {}, el("i", { class: "up" }), `Promised for the year (at most ${most[0]})`),
    el("span", {}, el("i", { class: "down" }), `Delivered in the year (at most ${most[1]})`),
    el("span", {}, `${figures.length - dated.length} of ${figures.length} figures name no year`),
  );
  const at = all(".years button").indexOf(document.activeElement);
  const strip = el("div", { class: "years", tabindex: 0, role: "group", "aria-label": "Years" });
  strip.append(...order.map(([year, counts]) => yearButton(year, counts, most)));
  const box = $("timeline");
  box.hidden = false;
  const listed = dated.filter((node) => node.year === chosen.when);
  const list = el("div", { class: "things", id: "of-year" });
  box.replaceChildren(el("h2", { id: "h-timeline" }, "Promises and results by year"), key, strip, list);
  showMore(box, list, listed, LISTED, thing);
  const pressed = all('[aria-pressed="true"]', strip)[0];
  if (pressed) strip.scrollLeft = pressed.offsetLeft - strip.offsetLeft - strip.clientWidth / 2;
  if (at >= 0) all(".years button")[at]?.focus();
}

function tile(report, most) {
  const rows = el("dl", {});
  report.counts.forEach((count, k) => {
    const line = el("span", { class: "bar" });
    line.style.width = `${(100 * count) / Math.max(most[k], 1)}%`;
    rows.append(el("dt", {}, raw.counted[k]), el("dd", {}, line), el("dd", { class: "number" }, String(count)));
  });
  return el("div", { class: "tile" }, el("h3", {}, el("a", { href: toReport(report) }, bdi(report.name))), rows);
}

export function showMultiples() {
  const shown = chosenReports();
  const most = raw.counted.map((_, k) => Math.max(0, ...shown.map((report) => report.counts[k])));
  const tiles = el("div", { class: "tiles" });
  const box = $("multiples");
  box.hidden = false;
  const told = el("p", { class: "quiet" }, "Each bar is as long as its count beside the largest of the reports shown.");
  box.replaceChildren(el("h2", { id: "h-multiples" }, "Report by report"), told, tiles);
  showMore(box, tiles, shown, TILES, (report) => tile(report, most));
}
