// The first screen: questions to begin with, and what the reports say most about, each a line that opens.
import { pick } from "./acts.js";
import { answer } from "./asking.js";
import { edges, isEntity, nameOf, nodes, otherEnd, raw, STRUCTURE, sentences } from "./data.js";
import { action, bdi, el } from "./dom.js";
import { figure, isMoney, said, valueIn } from "./figures.js";
import { drawable } from "./labels.js";
import { nodeButton } from "./panel.js";
import { firstQuestions, inWords } from "./questions.js";
import { go } from "./state.js";

const MOST = 5;

// How many measures have to do with a thing, which is what a report says of it.
const measuresOf = (node) =>
  node.edges.filter((edge) => edge.property === "concerns" && nodes[edge.source].type === "Measure").length;

function top(type) {
  return nodes
    .filter((node) => node.type === type)
    .map((node) => ({ node, weight: measuresOf(node) + node.degree }))
    .sort((a, b) => b.weight - a.weight || a.node.i - b.node.i)
    .slice(0, MOST)
    .map(({ node }) => [node, measuresOf(node)]);
}

const measures = (count) => (count ? `${count} ${count === 1 ? "measure" : "measures"}` : "");

function topGroup(title, table, lines) {
  if (!lines.length) return null;
  const all = action("All", () => go({ view: "tables", table, of: "", sort: "", q: "", node: "", edge: "" }));
  all.setAttribute("aria-label", `All: ${title}`);
  const list = el("ul", { class: "plain" }, ...lines.map((line) => el("li", {}, line)));
  return el("section", { class: "top" }, el("div", { class: "row" }, el("h3", {}, title), all), list);
}

const lines = (type) => top(type).map(([node, count]) => nodeButton(node, measures(count)));

// A figure, and what stands beside it.
function figureLine(node, beside) {
  const line = el("button", { type: "button", class: "node", on: { click: () => pick({ node }) } });
  line.append(
    el("strong", {}, bdi(figure(node))),
    el("span", { class: "quiet goal" }, bdi(drawable(beside.join("; "), 90))),
  );
  return line;
}

// The largest sums, each with what it is for.
function sums() {
  const found = nodes.filter(isMoney).sort((a, b) => valueIn(b) - valueIn(a));
  return found.slice(0, MOST).map((node) => {
    const goals = node.edges
      .filter((edge) => edge.property === "hasTarget")
      .map((edge) => nameOf(otherEnd(edge, node)));
    return figureLine(node, goals);
  });
}

// What was reached: the figures that the reports give of something, the latest first.
function reached() {
  const found = nodes.filter((node) => node.type === "Result" && valueIn(node) !== null);
  const weight = (node) => node.degree * 1e4 + Number(said(node).year || 0) + (said(node).indicator ? 5e3 : 0);
  found.sort((a, b) => weight(b) - weight(a));
  return found.slice(0, MOST).map((node) => figureLine(node, [said(node).indicator, said(node).year].filter(Boolean)));
}

function questions() {
  const list = el("ul", { class: "plain questions" });
  for (const one of firstQuestions()) {
    const press = { click: () => answer(one) };
    list.append(
      el(
        "li",
        {},
        el("button", { type: "button", class: "step", on: press }, ...inWords(one, 30).map((part) => bdi(part))),
      ),
    );
  }
  return el("section", {}, el("h3", {}, "Questions to begin with"), list);
}

export function welcomePanel() {
  const things = raw.entities ? nodes.filter(isEntity).length : nodes.length;
  const linkages = edges.filter((edge) => !STRUCTURE.has(edge.property)).length;
  const counts = `${things} things, ${linkages} linkages and ${sentences.length} sentences are in this page.`;
  const says = `${counts} Every line leads to the sentences that state it.`;
  const head = [el("h2", {}, "What the reports say"), el("p", { class: "quiet" }, says)];
  if (raw.whole) return [...head, topGroup("Most linked", "Resource", lines("Resource"))];
  return [
    ...head,
    questions(),
    topGroup("Industries", "Industry", lines("Industry")),
    topGroup("Largest sums", "sums", sums()),
    topGroup("What was reached", "Result", reached()),
    topGroup("Projects", "Project", lines("Project")),
    topGroup("Places", "Place", lines("Place")),
    topGroup("Institutions", "Institution", lines("Institution")),
  ];
}
