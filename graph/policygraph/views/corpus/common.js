// What the reports have in common, and what is linked most in them.
import { $, el, showMore } from "./dom.js";
import { entities, thing } from "./found.js";
import { chosenReports, isChosen, reports } from "./reports.js";

const FIRST = 30;
const FIGURES = new Set(["Target", "Result"]);

function held(node) {
  const here = node.held.filter((one) => isChosen(one.report));
  return { node, reports: here.length, linkages: here.reduce((sum, one) => sum + one.linkages, 0) };
}

function fill(id, title, told, values, none) {
  const list = el("div", { class: "things" });
  const box = $(id);
  box.hidden = false;
  box.replaceChildren(
    el("h2", { id: `h-${id}` }, title),
    el("p", { class: "quiet" }, values.length ? told : none),
    list,
  );
  showMore(box, list, values, FIRST, (one) => thing(one.node));
}

export function showCommon() {
  const all = entities()
    .filter((node) => !FIGURES.has(node.type))
    .map(held);
  const shared = all.filter((one) => one.reports > 1);
  shared.sort((a, b) => b.reports - a.reports || b.linkages - a.linkages || a.node.i - b.node.i);
  const linked = all.filter((one) => one.linkages > 0);
  linked.sort((a, b) => b.linkages - a.linkages || b.reports - a.reports || a.node.i - b.node.i);
  const many = chosenReports().length;
  const told = `${shared.length} of ${all.length} places, institutions, projects and industries stand in several reports.`;
  if (reports.length > 1)
    fill("common", "What they have in common", told, shared, `Nothing stands in more than one of ${many} reports.`);
  fill("linked", "Most linked", "What most linkages lead to, over all reports shown.", linked, "Nothing is linked.");
}
