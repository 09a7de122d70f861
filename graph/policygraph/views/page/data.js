// The network as the page holds it: nodes, edges and sentences that refer to one another.
const raw = JSON.parse(document.getElementById("network").textContent);
const TYPES = raw.types;
const PROPERTIES = raw.properties.map((name, i) => ({ name, label: raw.propertyLabels[i] }));
const STRUCTURE = new Set(["isPartOf", "concerns"]);

const nodes = raw.nodes.id.map((id, i) => ({
  i, id, label: raw.nodes.label[i], type: TYPES[raw.nodes.type[i]], x: raw.nodes.x[i], y: raw.nodes.y[i],
  edges: [], degree: 0, ...(raw.more[i] || {}),
}));

const edges = raw.edges.source.map((source, i) => ({
  i, source, target: raw.edges.target[i], property: PROPERTIES[raw.edges.property[i]].name,
  confidence: raw.edges.confidence.length ? raw.edges.confidence[i] : null,
  rule: raw.edges.rules[raw.edges.rule[i]] || "", sentences: raw.edges.sentences[i] || [],
}));

for (const edge of edges) {
  nodes[edge.source].edges.push(edge);
  if (edge.target !== edge.source) nodes[edge.target].edges.push(edge);
  if (!STRUCTURE.has(edge.property)) {
    nodes[edge.source].degree += 1;
    nodes[edge.target].degree += 1;
  }
}

const sentences = raw.sentences.map(([text, begin, task, report, flat]) => {
  const marks = [];
  for (let k = 0; k < flat.length; k += 3) marks.push({ begin: flat[k], end: flat[k + 1], node: flat[k + 2] });
  return { text, begin, task, report, marks };
});

const nodeById = new Map(nodes.map((node) => [node.id, node]));
const iriOf = (node) => (node.id.includes(":") ? node.id : raw.base + node.id);
const propertyLabel = (name) => (PROPERTIES.find((one) => one.name === name) || { label: name }).label;
const typeLabel = (type) => ({ KeyTask: "Key task", SubTask: "Task" })[type] || type;
const isTask = (node) => node.type === "KeyTask" || node.type === "SubTask" || node.type === "Measure";
const isEntity = (node) => TYPES.indexOf(node.type) < raw.entities;
const otherEnd = (edge, node) => nodes[edge.source === node.i ? edge.target : edge.source];
const nameOf = (node) => (node.type === "KeyTask" && node.number ? `(${node.number}) ${node.label}` : node.label);

// The tasks from the highest one down to a node's own, for the way up from a sentence.
function wayUp(i) {
  const path = [];
  for (let at = i; at !== undefined && at !== null && path.length < 9; at = nodes[at].parent) path.unshift(nodes[at]);
  return path;
}

const childrenOf = new Map();
for (const node of nodes) {
  if (node.parent === undefined) continue;
  if (!childrenOf.has(node.parent)) childrenOf.set(node.parent, []);
  childrenOf.get(node.parent).push(node);
}

// What a task, or a task below it, concerns. The graph writes it out on every level.
const concerned = (task) => task.edges.filter((edge) => edge.property === "concerns" && edge.source === task.i);

const folded = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

// Nodes whose name, alias or kind holds every word of the query; names that begin with it come first.
function search(query, limit) {
  const words = folded(query.trim()).split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  const whole = words.join(" ");
  const found = [];
  for (const node of nodes) {
    node.names ??= [nameOf(node), ...(node.alt || [])].map(folded);
    node.words ??= `${node.names.join(" \u0000 ")} \u0000 ${folded(node.kind || "")}`;
    if (!words.every((word) => node.words.includes(word))) continue;
    const rank = node.names.some((name) => name === whole) ? 0 : node.names[0].startsWith(whole) ? 1
      : node.names.some((name) => name.startsWith(whole)) ? 2 : 3;
    found.push({ node, rank });
  }
  found.sort((a, b) => a.rank - b.rank || b.node.degree - a.node.degree || a.node.i - b.node.i);
  return found.slice(0, limit).map((one) => one.node);
}
