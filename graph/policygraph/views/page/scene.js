// What is drawn where. A scene is plain data that any renderer, and the exports, can draw:
//   nodes  {key, node, type, x, y, r, label, side, priority, faded, max, lines}
//   edges  {edge, a, b, width, tone, faded, label, bend}      a and b are positions in nodes
//   words  {x, y, text, side}     what stands behind: a column's heading
import { edges, nameOf, nodeById, nodes, STRUCTURE } from "./data.js";
import { within } from "./filter.js";

export const SIZE_LIMIT = 20;
export const MANY = 36;

export const radius = (node) => Math.min(SIZE_LIMIT, 5 + 1.9 * Math.sqrt(node.degree));

export class Scene {
  /** @type {any[]} */ nodes = [];
  /** @type {any[]} */ edges = [];
  /** @type {any[]} */ words = [];
  /** @type {Map<string, number>} */ at = new Map();
  /** @type {any} */ frame = null;
  /** @type {any[] | null} */ steps = null;
  /** @type {number[][] | null} */ pulls = null;
  /** @type {number[][] | null} */ beside = null;
  /** @type {any} */ extent = null;
  /** @type {any[]} */ layers = []; // outlines behind a map
  /** @type {{ kind: string, numbers: number[] }[]} */ notes = []; // what the drawing leaves out
  /** @type {number[]} */ undrawn = []; // what passes the filters and has no place in the drawing
  pad = 60;
  cut = 26;
  after = 0;
  foot = 0; // the room at the bottom that notes and tools take
  free = false;
  centred = false;
  loose = false; // whether the hand moves single nodes
  lights = false; // whether what a node is linked to shines while the hand is on it

  add(key, values) {
    if (!this.at.has(key)) {
      this.at.set(key, this.nodes.length);
      this.nodes.push({ key, node: null, side: "below", priority: 0, faded: false, label: "", ...values });
    }
    return this.at.get(key);
  }

  addNode(node, values) {
    return this.add(node.id, {
      node,
      type: node.type,
      r: radius(node),
      label: nameOf(node),
      priority: node.degree,
      ...values,
    });
  }

  link(a, b, values) {
    if (a !== undefined && b !== undefined && a !== b)
      this.edges.push({ a, b, edge: null, width: 1.2, faded: false, ...values });
  }

  // The lines at a node, as positions in `edges`; asked for once all of them are there.
  linksAt(i) {
    if (!this.beside) {
      this.beside = this.nodes.map(() => []);
      for (const [number, { a, b }] of this.edges.entries()) {
        this.beside[a].push(number);
        this.beside[b].push(number);
      }
    }
    return this.beside[i];
  }

  linkAll(pass, usable = (edge) => !STRUCTURE.has(edge.property), values = {}) {
    for (const edge of edges) {
      if (!pass.edges[edge.i] || !usable(edge)) continue;
      const [a, b] = [this.at.get(nodes[edge.source].id), this.at.get(nodes[edge.target].id)];
      this.link(a, b, { edge, ...values });
    }
  }

  // Fades all but what is near the node in focus.
  fadeAround(now, pass) {
    if (!now.around) return this;
    const near = within(nodeById.get(now.around), now.hops, pass);
    for (const one of this.nodes) {
      one.faded = !one.node || !near.has(one.node.i);
      if (!one.faded) one.priority += 1e5;
    }
    for (const edge of this.edges) edge.faded = this.nodes[edge.a].faded || this.nodes[edge.b].faded;
    return this;
  }
}
