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
  stage: raw.stages[raw.nodes.stage[i]],
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

export const sentences = raw.sentences.map(([text, begin, task, report, flat, page, opens]) => {
  const marks = [];
  for (let k = 0; k < flat.length; k += 3) marks.push({ begin: flat[k], end: flat[k + 1], node: flat[k + 2] });
  return { text, begin, task, report, marks, page, opens: Boolean(opens) };
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

// How often each value occurs, in the order of their first.
export const counted = (values) =>
  values.reduce((counts, value) => counts.set(value, (counts.get(value) || 0) + 1), new Map());
