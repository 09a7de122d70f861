// The network as the page holds it: nodes, edges and sentences that refer to one another.
export const raw = JSON.parse(document.getElementById("network").textContent);
export const TYPES = raw.types;
export const PROPERTIES = raw.properties.map((name, i) => ({ name, label: raw.propertyLabels[i] }));
export const STRUCTURE = new Set(["isPartOf", "concerns"]);

export const nodes = raw.nodes.id.map((id, i) => ({
  i,
  id,
  label: raw.nodes.label[i],
  type: TYPES[raw.nodes.type[i]],
  x: raw.nodes.x[i],
  y: raw.nodes.y[i],
  edges: [],
  degree: 0,
  ...(raw.more[i] || {}),
}));

export const edges = raw.edges.source.map((source, i) => ({
  i,
  source,
  target: raw.edges.target[i],
  property: PROPERTIES[raw.edges.property[i]].name,
  confidence: raw.edges.confidence.length ? raw.edges.confidence[i] : null,
  rule: raw.edges.rules[raw.edges.rule[i]] || "",
  sentences: raw.edges.sentences[i] || [],
}));

for (const edge of edges) {
  nodes[edge.source].edges.push(edge);
  if (edge.target !== edge.source) nodes[edge.target].edges.push(edge);
  if (!STRUCTURE.has(edge.property)) {
    nodes[edge.source].degree += 1;
    nodes[edge.target].degree += 1;
  }
}

export const sentences = raw.sentences.map(([text, begin, task, report, flat]) => {
  const marks = [];
  for (let k = 0; k < flat.length; k += 3) marks.push({ begin: flat[k], end: flat[k + 1], node: flat[k + 2] });
  return { text, begin, task, report, marks };
});

export const nodeById = new Map(nodes.map((node) => [node.id, node]));
export const iriOf = (node) => (node.id.includes(":") ? node.id : raw.base + node.id);
export const propertyLabel = (name) => (PROPERTIES.find((one) => one.name === name) || { label: name }).label;
export const typeLabel = (type) => ({ KeyTask: "Key task", SubTask: "Task" })[type] || type;
export const isTask = (node) => node.type === "KeyTask" || node.type === "SubTask" || node.type === "Measure";
export const isEntity = (node) => TYPES.indexOf(node.type) < raw.entities;
export const otherEnd = (edge, node) => nodes[edge.source === node.i ? edge.target : edge.source];
export const nameOf = (node) =>
  node.type === "KeyTask" && node.number ? `(${node.number}) ${node.label}` : node.label;

// The tasks from the highest one down to a node's own, for the way up from a sentence.
export function wayUp(i) {
  const path = [];
  for (let at = i; at !== undefined && at !== null && path.length < 9; at = nodes[at].parent) path.unshift(nodes[at]);
  return path;
}

export const childrenOf = new Map();
for (const node of nodes) {
  if (node.parent === undefined) continue;
  if (!childrenOf.has(node.parent)) childrenOf.set(node.parent, []);
  childrenOf.get(node.parent).push(node);
}

// What a task, or a task below it, concerns. The graph writes it out on every level.
export const concerned = (task) => task.edges.filter((edge) => edge.property === "concerns" && edge.source === task.i);

export const folded = (text) =>
  text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();

export const otherNames = (node) => [...(node.alt || []), ...(node.also || [])];

// Nodes whose name, alias or kind holds every word of the query; names that begin with it come first.
export function search(query, limit) {
  const words = folded(query.trim()).split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  const whole = words.join(" ");
  const found = [];
  for (const node of nodes) {
    const names = namesOf(node);
    node.words ??= `${names.join(" \u0000 ")} \u0000 ${folded(node.kind || "")}`;
    if (!words.every((word) => node.words.includes(word))) continue;
    const rank = names.some((name) => name === whole)
      ? 0
      : names[0].startsWith(whole)
        ? 1
        : names.some((name) => name.startsWith(whole))
          ? 2
          : 3;
    found.push({ node, rank });
  }
  found.sort((a, b) => a.rank - b.rank || b.node.degree - a.node.degree || a.node.i - b.node.i);
  return found.slice(0, limit).map((one) => one.node);
}

function namesOf(node) {
  node.names ??= [nameOf(node), ...otherNames(node)].map(folded);
  return node.names;
}

const letter = /[\p{L}\p{N}]/u;
const han = /\p{Script=Han}/u;

// Where a name stands in a text as a word of its own; Chinese is written without spaces between words.
function standsIn(text, name) {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const joined = (beside) => letter.test(beside || " ") && !han.test(beside);
    if (han.test(name) || !(joined(text[at - 1]) || joined(text[at + name.length]))) return at;
  }
  return -1;
}

// The entities that a question names, in its order; a name within a longer one that was found does not count.
export function namedIn(question) {
  const text = folded(question);
  const found = [];
  for (const node of nodes) {
    if (raw.entities && !isEntity(node)) continue;
    for (const name of namesOf(node)) {
      const at = name.length > 1 ? standsIn(text, name) : -1;
      if (at >= 0) found.push({ node, at, end: at + name.length });
    }
  }
  found.sort((a, b) => b.end - b.at - (a.end - a.at) || b.node.degree - a.node.degree || a.node.i - b.node.i);
  const kept = [];
  for (const one of found) if (kept.every((other) => one.end <= other.at || one.at >= other.end)) kept.push(one);
  return kept.sort((a, b) => a.at - b.at).map((one) => one.node);
}

// How often each value occurs, in the order of their first.
export const counted = (values) =>
  values.reduce((counts, value) => counts.set(value, (counts.get(value) || 0) + 1), new Map());
