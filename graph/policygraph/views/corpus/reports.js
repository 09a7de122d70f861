// The reports of this page: what is told of each, and which are chosen.
import { nodes, raw, sentences } from "./data.js";

/** @type {any[]} */
export const reports = raw.reports.map((told, i) => ({ i, name: nodes[i].label, ...told }));

// Of each entity the reports that have it, each with its linkages there and the first sentence that names it.
for (const node of nodes) {
  const flat = node.in || [];
  node.held = [];
  for (let k = 0; k < flat.length; k += 3) {
    node.held.push({ report: reports[flat[k]], linkages: flat[k + 1], sentence: flat[k + 2] });
    node.degree += flat[k + 1];
  }
}
sentences.forEach((sentence, k) => {
  sentence.number = raw.sentences[k][7];
});

export const FACETS = { year: "Year", place: "Place", kind: "Kind" };

function read() {
  const given = new URLSearchParams(location.hash.slice(1));
  const chosen = { q: given.get("q") || "", report: given.get("report") || "", when: given.get("when") || "" };
  for (const name of Object.keys(FACETS)) chosen[name] = new Set(given.getAll(name));
  return chosen;
}

/** @type {any} */
export let chosen = read();
const watchers = [];
export const whenChosen = (act) => watchers.push(act);

export function choose(changes) {
  const before = chosen;
  chosen = { ...chosen, ...changes };
  const out = new URLSearchParams();
  for (const [name, value] of Object.entries(chosen)) {
    for (const one of value instanceof Set ? value : value ? [value] : []) out.append(name, one);
  }
  history.replaceState(null, "", `#${out}`);
  for (const act of watchers) act(before);
}

export function chooseAnew() {
  const before = chosen;
  chosen = read();
  for (const act of watchers) act(before);
}

export const toggle = (set, value) => {
  const next = new Set(set);
  if (!next.delete(value)) next.add(value);
  return next;
};

// Whether a report is among those that the facets leave, one facet being left aside where its own values are counted.
export function isChosen(report, but = "") {
  if (but !== "report" && chosen.report && nodes[report.i].id !== chosen.report) return false;
  return Object.keys(FACETS).every((name) => name === but || !chosen[name].size || chosen[name].has(report[name]));
}

export const chosenReports = () => reports.filter((report) => isChosen(report));
