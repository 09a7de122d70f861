// The facets: years, places and kinds of files, each with how many reports it leaves, and one report by its name.
import { counted, nodes } from "./data.js";
import { $, all, el } from "./dom.js";
import { choose, chosen, chosenReports, FACETS, isChosen, reports, toggle } from "./reports.js";

const MOST = 200;
const FEW = 16;
const opened = new Set();
const unknown = { year: "no year", place: "no place", kind: "unknown" };

function facet(name) {
  const values = counted(reports.filter((report) => isChosen(report, name)).map((report) => report[name]));
  for (const value of chosen[name]) if (!values.has(value)) values.set(value, 0);
  if (new Set(reports.map((report) => report[name])).size < 2) return null;
  const order = [...values].sort((a, b) => (name === "year" ? a[0].localeCompare(b[0]) : b[1] - a[1]));
  const most = opened.has(name) || order.length < FEW + 3 ? MOST : FEW;
  const shown = order.filter(([value], k) => k < most || chosen[name].has(value));
  const chips = shown.map(([value, count]) => {
    const pressed = String(chosen[name].has(value));
    const press = { click: () => choose({ [name]: toggle(chosen[name], value) }) };
    const key = `${name}:${value}`;
    return el(
      "button",
      { type: "button", "aria-pressed": pressed, "data-key": key, on: press },
      `${value || unknown[name]} (${count})`,
    );
  });
  return el(
    "div",
    { class: "facet", role: "group", "aria-label": FACETS[name] },
    el("span", { class: "what" }, FACETS[name]),
    ...chips,
    shown.length < order.length && most < MOST ? more(name, order.length - shown.length) : null,
  );
}

// A button that shows the values of a facet that fewer reports have.
function more(name, count) {
  const open = () => {
    opened.add(name);
    showFacets();
    all(`[aria-label="${FACETS[name]}"] button`)[FEW]?.focus();
  };
  return el("button", { type: "button", class: "more", on: { click: open } }, `${count} more`);
}

function reportList() {
  const list = el("select", { id: "one-report", on: { change: () => choose({ report: list.value }) } });
  list.append(el("option", { value: "" }, "all reports"));
  for (const report of reports) list.append(el("option", { value: nodes[report.i].id }, report.name));
  list.value = chosen.report;
  const label = el("label", { class: "what", for: "one-report" }, "Report");
  const clear = () => choose({ report: "", when: "", year: new Set(), place: new Set(), kind: new Set() });
  const none = el("button", { type: "button", id: "clear", on: { click: clear } }, "Show all");
  return el("div", { class: "facet" }, label, list, isFiltered() ? none : null);
}

const isFiltered = () => chosen.report || Object.keys(FACETS).some((name) => chosen[name].size);

export function showFacets() {
  const at = document.activeElement;
  const key = at instanceof HTMLElement && at.dataset.key;
  const onList = at && at.id === "one-report";
  const kept = [...Object.keys(FACETS).map(facet).filter(Boolean), reportList()];
  $("facets").replaceChildren(...kept);
  $("facets").hidden = reports.length < 2;
  if (key)
    all("[data-key]")
      .find((one) => one.dataset.key === key)
      ?.focus();
  if (onList) $("one-report").focus();
  const left = new Set(chosenReports().map((report) => report.i));
  all("#reports tbody tr").forEach((row, i) => {
    row.hidden = !left.has(i);
  });
  $("said").textContent = isFiltered() ? `${left.size} of ${reports.length} reports are shown.` : "";
}
