// The panel: what a node, an edge, a count or a chain is, and every sentence behind it. Text is set as text only.
import { chainWith, openNode, pick } from "./acts.js";
import {
  folded,
  iriOf,
  isTask,
  nameOf,
  nodeById,
  nodes,
  otherEnd,
  propertyLabel,
  STRUCTURE,
  typeLabel,
  wayUp,
} from "./data.js";
import { action, bdi, el, percent, showMore, swatch } from "./dom.js";
import { figure, isFigure, valueIn } from "./figures.js";
import { drawable } from "./labels.js";
import { sentenceItem, sentenceList } from "./sentence.js";
import { go, state } from "./state.js";

export const nodeButton = (node, extra) =>
  el(
    "button",
    { type: "button", class: "node", on: { click: () => pick({ node }) } },
    swatch(node.type),
    bdi(drawable(nameOf(node), 200)),
    extra ? el("span", { class: "quiet" }, ` ${extra}`) : null,
  );

// A link only where the scheme is one of the web's: an IRI may come from anywhere.
function webLink(label, iri) {
  if (!/^https?:\/\//i.test(iri)) return el("span", {}, iri ? `${label}: ` : label, iri ? bdi(iri) : null);
  return el("a", { href: iri, target: "_blank", rel: "noopener noreferrer" }, `${label} ↗`);
}

function edgeItem(edge, node) {
  const other = otherEnd(edge, node);
  const why = el(
    "button",
    {
      type: "button",
      class: "why",
      "aria-label": `Evidence: ${propertyLabel(edge.property)} ${drawable(other.label, 80)}`,
      on: { click: () => pick({ edge }) },
    },
    edge.confidence === null ? "why" : percent(edge.confidence),
  );
  return el("li", {}, nodeButton(other), why);
}

// The linkages of a node by what they say and in which direction.
function linkageGroups(node) {
  const groups = new Map();
  for (const edge of node.edges) {
    const out = edge.source === node.i;
    const key = `${out ? 0 : 1} ${edge.property}`;
    if (!groups.has(key)) groups.set(key, { title: wordsFor(edge.property, out), edges: [] });
    groups.get(key).edges.push(edge);
  }
  return [...groups.entries()]
    .sort(([a], [b]) => Number(STRUCTURE.has(a.slice(2))) - Number(STRUCTURE.has(b.slice(2))) || (a < b ? -1 : 1))
    .map(([, group]) => group);
}

const INWARD = {
  inIndustry: "is the industry of",
  undertakenBy: "undertakes",
  locatedIn: "is the location of",
  connects: "is connected by",
  partOf: "has as parts",
  jurisdiction: "is the jurisdiction of",
  hasTarget: "is the target of",
  hasResult: "is the result of",
  concerns: "is a concern of",
  isPartOf: "has the tasks",
};
const wordsFor = (property, out) =>
  out ? propertyLabel(property) : INWARD[property] || `is ${propertyLabel(property)} of`;

// What the words of a figure tell already.
const TOLD = new Set(["value", "least", "most", "unit", "comparison", "currency"]);

const degrees = (value, up, down) => `${Math.abs(value).toFixed(2)}° ${value < 0 ? down : up}`;

export function nodePanel(node) {
  const facts = el("dl", {});
  const fact = (name, ...values) => facts.append(el("dt", {}, name), el("dd", {}, ...values));
  if (node.alt) fact("Also named", ...node.alt.flatMap((name, k) => [k ? ", " : "", bdi(name)]));
  if (node.also) fact("Known as", ...node.also.slice(0, 6).flatMap((name, k) => [k ? ", " : "", bdi(name)]));
  if (node.kind && folded(node.kind) !== folded(node.label)) fact("Kind", bdi(node.kind));
  if (node.stage) fact("Stage", node.stage);
  if (isFigure(node) && valueIn(node) !== null) fact("Figure", bdi(figure(node)));
  for (const [name, value] of node.facts || []) {
    if (!TOLD.has(name) || valueIn(node) === null) fact(name[0].toUpperCase() + name.slice(1), bdi(value));
  }
  if (node.at) fact("Coordinates", `${degrees(node.at[1], "N", "S")}, ${degrees(node.at[0], "E", "W")}`);
  if (node.links) fact("Elsewhere", ...node.links.flatMap(([label, iri], k) => [k ? ", " : "", webLink(label, iri)]));
  const acts = el(
    "div",
    { class: "acts" },
    action("Open neighbours", () => openNode(node)),
    action("1 step", () => go({ around: node.id, hops: 1 }), state.around === node.id && state.hops === 1),
    action("2 steps", () => go({ around: node.id, hops: 2 }), state.around === node.id && state.hops === 2),
    action(state.from && !state.to && state.from !== node.id ? "Chain to here" : "Chain from here", () =>
      chainWith(node),
    ),
  );
  const groups = linkageGroups(node).map(({ title, edges: group }) => {
    const list = el("ul", { class: "plain" });
    const box = el("section", {}, el("h3", {}, `${title} (${group.length})`), list);
    showMore(box, list, group, 12, (edge) => edgeItem(edge, node));
    return box;
  });
  const way = isTask(node) && node.parent !== undefined ? wayUp(node.parent) : [];
  return [
    el("p", { class: "kind" }, swatch(node.type), typeLabel(node.type)),
    el("h2", {}, bdi(nameOf(node))),
    way.length
      ? el(
          "p",
          { class: "way" },
          ...way.map((one) =>
            el(
              "button",
              { type: "button", class: "step", on: { click: () => pick({ node: one }) } },
              "› ",
              bdi(drawable(nameOf(one), 70)),
            ),
          ),
        )
      : null,
    facts.children.length ? facts : null,
    acts,
    ...groups,
    sentenceList(node.sentences || [], new Set([node.i]), isTask(node) ? "Stated in" : "Named in"),
    el("p", { class: "iri" }, bdi(iriOf(node))),
  ];
}

export function edgePanel(edge) {
  const [source, target] = [nodes[edge.source], nodes[edge.target]];
  const facts = el("dl", {});
  if (edge.confidence !== null) facts.append(el("dt", {}, "Confidence"), el("dd", {}, percent(edge.confidence)));
  if (edge.rule) facts.append(el("dt", {}, "Found by"), el("dd", {}, bdi(edge.rule)));
  return [
    el("p", { class: "kind" }, "Linkage"),
    el(
      "h2",
      {},
      bdi(drawable(nameOf(source), 90)),
      " ",
      el("em", {}, propertyLabel(edge.property)),
      " ",
      bdi(drawable(nameOf(target), 90)),
    ),
    el("ul", { class: "plain" }, el("li", {}, nodeButton(source)), el("li", {}, nodeButton(target))),
    facts.children.length ? facts : null,
    sentenceList(edge.sentences, new Set([edge.source, edge.target]), "Stated in"),
  ];
}

export function chainPanel(steps) {
  const [from, to] = [nodeById.get(state.from), nodeById.get(state.to)];
  const head = [
    el("p", { class: "kind" }, "Shortest chain"),
    el("h2", {}, bdi(drawable(nameOf(from), 80)), " → ", bdi(drawable(nameOf(to), 80))),
    el(
      "div",
      { class: "acts" },
      action("Leave the chain", () => go({ from: "", to: "" })),
    ),
  ];
  if (!steps) return [...head, el("p", {}, "No chain connects the two with these filters.")];
  return [
    ...head,
    ...steps.map(({ edge }, k) =>
      el(
        "section",
        {},
        el("h3", {}, `Step ${k + 1}`),
        el(
          "p",
          {},
          nodeButton(nodes[edge.source]),
          el("em", {}, ` ${propertyLabel(edge.property)} `),
          nodeButton(nodes[edge.target]),
        ),
        edge.sentences.length
          ? el(
              "ol",
              { class: "sentences" },
              ...edge.sentences.slice(0, 3).map((one) => sentenceItem(one, new Set([edge.source, edge.target]))),
            )
          : null,
      ),
    ),
  ];
}

export function listPanel(kind, title, members, numbers = [], asked = new Set()) {
  const list = el("ul", { class: "plain" });
  const box = el("section", {}, list);
  showMore(box, list, members, 40, (node) => el("li", {}, nodeButton(node)));
  return [
    el("p", { class: "kind" }, kind),
    el("h2", {}, title),
    members.length ? box : null,
    numbers.length ? sentenceList(numbers, asked, "Sentences") : null,
  ];
}
