// What the panel shows for a state: a chain, an edge, a node, a class, what a ribbon holds, or the first screen.
import { concerned, edges, nameOf, nodeById, nodes, propertyLabel, TYPES, typeLabel } from "./data.js";
import { action, bdi, el } from "./dom.js";
import { filtered } from "./filter.js";
import { drawable } from "./labels.js";
import { chainPanel, edgePanel, listPanel, nodePanel } from "./panel.js";
import { sentenceList } from "./sentence.js";
import { go, toggled } from "./state.js";
import { welcomePanel } from "./welcome.js";

export function panelFor(now, steps) {
  if (now.from && now.to) return chainPanel(steps);
  if (edges[now.edge]) return edgePanel(edges[now.edge]);
  const node = nodeById.get(now.node);
  if (node) return nodePanel(node);
  const at = now.node.indexOf(":");
  const rest = now.node.slice(at + 1);
  const kinds = { class: classPanel, touch: touchPanel, ribbon: ribbonPanel };
  const kind = now.node.slice(0, at);
  return (Object.hasOwn(kinds, kind) && kinds[kind](rest, filtered(now), now)) || welcomePanel();
}

function classPanel(type, pass, now) {
  if (!TYPES.includes(type)) return null;
  const members = membersOf(`class:${type}`, pass).sort((a, b) => b.degree - a.degree || a.i - b.i);
  const open = now.open.has(`class:${type}`);
  const parts = listPanel("Class", typeLabel(type), members);
  const turn = () => go({ open: toggled(now.open, `class:${type}`) });
  const table = () => go({ view: "tables", table: type, of: "", sort: "", q: "" });
  const acts = [action(open ? "Close in the drawing" : "Open in the drawing", turn), action("As a table", table)];
  parts.splice(2, 0, el("div", { class: "acts" }, ...acts));
  return parts;
}

function touchPanel(rest, pass) {
  const type = rest.slice(rest.lastIndexOf(" ") + 1);
  const task = nodeById.get(rest.slice(0, rest.lastIndexOf(" ")));
  if (!task) return null;
  const found = concerned(task).filter((edge) => nodes[edge.target].type === type && pass.nodes[edge.target]);
  const members = found.map((edge) => nodes[edge.target]);
  const title = drawable(nameOf(task), 120);
  return listPanel(
    `${typeLabel(type)} · ${members.length}`,
    title,
    members,
    sentencesOf(found),
    new Set(found.map((edge) => edge.target)),
  );
}

const sentencesOf = (found) => [...new Set(found.flatMap((edge) => edge.sentences))].sort((a, b) => a - b);

// The nodes that an end of a ribbon stands for.
function membersOf(key, pass) {
  const type = key.startsWith("class:") ? key.slice(6) : "";
  if (type) return nodes.filter((node) => node.type === type && pass.nodes[node.i]);
  return nodeById.has(key) ? [nodeById.get(key)] : [];
}

const endLabel = (key) => (key.startsWith("class:") ? typeLabel(key.slice(6)) : nameOf(nodeById.get(key)));

function ribbonPanel(rest, pass) {
  const ends = rest.split(" ").map(unescaped);
  const [left, right] = ends.map((key) => new Set(membersOf(key, pass).map((node) => node.i)));
  if (!left?.size || !right?.size) return null;
  const joins = ({ source, target }) =>
    (left.has(source) && right.has(target)) || (left.has(target) && right.has(source));
  const found = edges.filter((edge) => pass.edges[edge.i] && edge.property !== "isPartOf" && joins(edge));
  const [from, to] = ends.map(endLabel);
  const small = left.size > right.size ? left : right;
  const members = [...new Set(found.map((edge) => (small.has(edge.target) ? edge.target : edge.source)))].map(
    (i) => nodes[i],
  );
  const says = [...new Set(found.map((edge) => propertyLabel(edge.property)))].join(", ");
  const parts = listPanel(`${found.length} × ${says}`, "", members);
  parts[1] = el("h2", {}, bdi(drawable(from, 90)), " × ", bdi(drawable(to, 90)));
  return [...parts, sentenceList(sentencesOf(found), new Set(members.map((node) => node.i)), "Sentences")];
}

// What a ribbon is, in a line.
export const ribbonWords = ([a, b], count) => `${endLabel(a)} × ${endLabel(b)}: ${count}`;

function unescaped(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
