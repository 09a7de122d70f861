// What the reader looks at. It lives in the URL's fragment, so that a view can be sent to a colleague and the
// browser's own history goes back and forward through it.
import { counted, edges, isEntity, nodeById, nodes, otherEnd, raw, STRUCTURE, sentences, TYPES } from "./data.js";

const KEYED = [
  "view",
  "around",
  "hops",
  "node",
  "edge",
  "from",
  "to",
  "keyTask",
  "stage",
  "confidence",
  "rows",
  "cols",
  "table",
  "of",
  "sort",
  "q",
  "a",
  "b",
  "at",
  "chart",
];
const SETS = ["hide", "without", "open"];

// The classes that a matrix sets against each other at first: industries and places where something joins these, else
// the two that most linkages join.
function usualAxes() {
  const joins = (node, type) =>
    node.edges.some((edge) => !STRUCTURE.has(edge.property) && otherEnd(edge, node).type === type);
  if (nodes.some((node) => joins(node, "Industry") && (node.type === "Place" || joins(node, "Place"))))
    return ["Industry", "Place"];
  const stated = edges.filter((edge) => !STRUCTURE.has(edge.property));
  const pairs = stated.map(({ source, target }) => `${nodes[source].type} ${nodes[target].type}`);
  const [[pair]] = [...counted(pairs), ["Industry Place", 0]].sort((a, b) => Number(b[1]) - Number(a[1]));
  return String(pair).split(" ");
}

const axes = usualAxes();

export function initialState() {
  const start = raw.start;
  const shown = start.types ? TYPES.filter((type) => !start.types.includes(type) && isEntity({ type })) : [];
  return {
    view: start.view,
    around: start.around || "",
    hops: 1,
    node: start.around || "",
    edge: "",
    from: "",
    to: "",
    keyTask: start.keyTask || "",
    stage: "",
    confidence: 0,
    rows: axes[0],
    cols: axes[1],
    table: "",
    of: "",
    sort: "",
    q: "",
    a: "",
    b: "",
    at: "",
    chart: "",
    hide: new Set(shown),
    without: new Set(),
    open: new Set(start.open ? [start.open] : []),
  };
}

function readFragment() {
  const found = initialState();
  const given = new URLSearchParams(location.hash.slice(1));
  for (const key of KEYED) if (given.has(key)) found[key] = given.get(key);
  for (const key of SETS) if (given.has(key)) found[key] = new Set(given.getAll(key).filter(Boolean));
  found.hops = Number(found.hops) === 2 ? 2 : 1;
  found.confidence = Math.min(1, Math.max(0, Number(found.confidence) || 0));
  if (!raw.views[found.view] && found.view !== "search") found.view = raw.start.view;
  for (const key of ["rows", "cols"]) if (!TYPES.includes(found[key])) found[key] = initialState()[key];
  for (const key of ["around", "from", "to", "keyTask", "of", "a", "b"]) if (!nodeById.has(found[key])) found[key] = "";
  if (!edges[found.edge]) found.edge = "";
  if (!sentences[found.at]) found.at = "";
  return found;
}

function writeFragment(state) {
  const base = initialState();
  const out = new URLSearchParams();
  for (const key of KEYED) if (String(state[key]) !== String(base[key])) out.set(key, state[key]);
  for (const key of SETS) {
    const now = [...state[key]];
    const same = now.length === base[key].size && now.every((one) => base[key].has(one));
    if (!same) (now.length ? now : [""]).forEach((one) => out.append(key, one));
  }
  return `#${out}`;
}

export let state = readFragment();
const listeners = [];
export const onChange = (listener) => listeners.push(listener);

// Changes the state; a step that the reader would want to undo becomes an entry of the history.
export function go(changes, { replace = false } = {}) {
  const before = state;
  state = { ...state, ...changes };
  const fragment = writeFragment(state);
  if (fragment !== (location.hash || "#")) {
    if (replace) history.replaceState(null, "", fragment);
    else history.pushState(null, "", fragment);
  }
  for (const listener of listeners) listener(state, before);
}

export function restore() {
  const before = state;
  state = readFragment();
  for (const listener of listeners) listener(state, before);
}

export function toggled(set, value) {
  const next = new Set(set);
  if (!next.delete(value)) next.add(value);
  return next;
}
