// Which nodes and edges the filters let through.
import { childrenOf, concerned, edges, nodeById, nodes, otherEnd, STRUCTURE } from "./data.js";

function inKeyTask(key) {
  const within = new Set();
  const down = (task) => {
    within.add(task.i);
    for (const edge of concerned(task)) within.add(edge.target);
    for (const child of childrenOf.get(task.i) || []) down(child);
  };
  if (key) down(key);
  return within;
}

let passing = { key: "", nodes: [], edges: [] };

export function filtered(now) {
  const key = JSON.stringify([now.keyTask, now.stage, now.confidence, [...now.hide], [...now.without]]);
  if (passing.key === key) return passing;
  const within = now.keyTask ? inKeyTask(nodeById.get(now.keyTask)) : null;
  const passes = nodes.map(
    (node) =>
      !now.hide.has(node.type) &&
      (!within || within.has(node.i)) &&
      (!now.stage || !node.stage || node.stage === now.stage),
  );
  const through = edges.map(
    (edge) =>
      passes[edge.source] &&
      passes[edge.target] &&
      !now.without.has(edge.property) &&
      (edge.confidence === null || edge.confidence >= now.confidence),
  );
  passing = { key, nodes: passes, edges: through };
  return passing;
}

// Neighbours that the filters let through, the most linked first.
export function neighbours(node, pass) {
  const found = new Map();
  for (const edge of node.edges) {
    if (!pass.edges[edge.i]) continue;
    const other = otherEnd(edge, node);
    if (other !== node && !found.has(other.i)) found.set(other.i, { node: other, edge });
  }
  return [...found.values()].sort(
    (a, b) =>
      Number(STRUCTURE.has(a.edge.property)) - Number(STRUCTURE.has(b.edge.property)) ||
      b.node.degree - a.node.degree ||
      a.node.i - b.node.i,
  );
}

// The nodes at most `hops` steps away from one, by their index.
export function within(node, hops, pass) {
  let ring = [node];
  const seen = new Set([node.i]);
  for (let hop = 0; hop < hops; hop += 1) {
    const next = [];
    for (const one of ring) {
      for (const { node: other } of neighbours(one, pass)) {
        if (!seen.has(other.i)) {
          seen.add(other.i);
          next.push(other);
        }
      }
    }
    ring = next;
  }
  return seen;
}

// The shortest chain of edges between two nodes: through linkages alone if they suffice, else also through tasks.
export function chain(from, to, pass) {
  const walk = (usable) => {
    const came = new Map([[from.i, null]]);
    let ring = [from];
    while (ring.length && !came.has(to.i)) {
      const next = [];
      for (const one of ring) {
        for (const edge of one.edges) {
          const other = otherEnd(edge, one);
          if (!usable(edge) || came.has(other.i)) continue;
          came.set(other.i, { edge, before: one });
          next.push(other);
        }
      }
      ring = next;
    }
    if (!came.has(to.i)) return null;
    const steps = [];
    for (let at = to; came.get(at.i); at = came.get(at.i).before)
      steps.unshift({ edge: came.get(at.i).edge, node: at });
    return steps;
  };
  return walk((edge) => pass.edges[edge.i] && !STRUCTURE.has(edge.property)) || walk((edge) => pass.edges[edge.i]);
}
