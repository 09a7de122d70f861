// Two things side by side: what each has to do with, and what both share.

import { pick } from "./acts.js";
import { isEntity, nameOf, nodeById, nodes, otherEnd, sentences, TYPES, typeLabel } from "./data.js";
import { $, action, bdi, el, headed, showMore, swatch } from "./dom.js";
import { filtered } from "./filter.js";
import { drawable } from "./labels.js";
import { go } from "./state.js";

const KINDS = ["KeyTask", "Industry", "Place", "Report", "Institution", "Project"];

// The entities and measures that a thing has to do with: named in a report, concerned by a task, linked to an entity.
export function belongings(node) {
  const found = new Set();
  if (node.type === "Report") {
    for (const sentence of sentences)
      if (sentence.report === node.i) for (const mark of sentence.marks) found.add(mark.node);
  }
  for (const edge of node.edges) {
    const other = otherEnd(edge, node);
    if (edge.property !== "isPartOf" && (isEntity(other) || (isEntity(node) && other.type === "KeyTask")))
      found.add(other.i);
    if (edge.property === "concerns" && other.type === "Measure") found.add(other.i);
  }
  found.delete(node.i);
  return found;
}

// What only the one has, what both have and what only the other has, by class.
export function compared(a, b, pass) {
  const [left, right] = [belongings(a), belongings(b)];
  const usable = (i) => pass.nodes[i] && i !== a.i && i !== b.i;
  const parts = { left: new Map(), both: new Map(), right: new Map() };
  for (const i of [...new Set([...left, ...right])]
    .filter(usable)
    .sort((x, y) => nodes[y].degree - nodes[x].degree || x - y)) {
    const part = left.has(i) ? (right.has(i) ? "both" : "left") : "right";
    const { type } = nodes[i];
    if (!parts[part].has(type)) parts[part].set(type, []);
    parts[part].get(type).push(nodes[i]);
  }
  return parts;
}

const ofKind = (kind) => nodes.filter((node) => node.type === kind);

function ranked(kind) {
  const found = ofKind(kind);
  return kind === "KeyTask" ? found : found.sort((x, y) => y.edges.length - x.edges.length || x.i - y.i);
}

// The two that are compared: those asked for or, where they are missing, the first of the kind.
function sides(now) {
  const kinds = KINDS.filter((kind) => ofKind(kind).length > 1);
  const asked = nodeById.get(now.a) || nodeById.get(now.b);
  const kind = kinds.includes(asked?.type) ? asked.type : kinds[0];
  if (!kind) return null;
  const members = ranked(kind);
  const a = nodeById.get(now.a) || members.find((node) => node.id !== now.b);
  const b = nodeById.get(now.b) || members.find((node) => node !== a);
  return { kinds, kind, members, a, b };
}

function chooser(id, label, values, value, act) {
  const made = el(
    "select",
    { id, "data-key": id },
    ...values.map(([key, text]) => el("option", { value: key }, drawable(text, 70))),
  );
  made.value = value;
  made.addEventListener("change", () => act(made.value));
  return el("label", { for: id }, el("span", { class: "hidden" }, label), made);
}

function listOf(found) {
  if (!found?.length) return el("td", {}, el("span", { class: "quiet" }, "none"));
  const list = el("ul", { class: "plain" });
  const box = el("td", {}, list);
  showMore(box, list, found, 8, (node) => {
    const press = { click: () => pick({ node }) };
    return el(
      "li",
      {},
      el("button", { type: "button", class: "node", on: press }, swatch(node.type), bdi(drawable(nameOf(node), 300))),
    );
  });
  return box;
}

function sideHead(text, count) {
  return el("th", { scope: "col" }, text, el("span", { class: "quiet" }, ` · ${count}`));
}

export function showCompare(now) {
  const held = document.activeElement?.getAttribute("data-key");
  const found = sides(now);
  if (!found) {
    const none = "There is nothing to compare: no class of tasks, industries, places or reports has two members here.";
    $("sheet").replaceChildren(el("p", { class: "quiet" }, none));
    return;
  }
  const { kinds, kind, members, a, b } = found;
  const names = members.map((node) => [node.id, nameOf(node)]);
  const tools = el(
    "div",
    { class: "axes" },
    chooser(
      "kind",
      "Compare",
      kinds.map((one) => [one, `${typeLabel(one)}s`.replace("ys", "ies")]),
      kind,
      (next) => {
        const [first, second] = ranked(next);
        go({ a: first.id, b: second.id });
      },
    ),
    chooser("side-a", "First", names, a.id, (id) => go({ a: id, b: b.id })),
    chooser("side-b", "Second", names, b.id, (id) => go({ a: a.id, b: id })),
    action("Swap", () => go({ a: b.id, b: a.id })),
  );
  const parts = compared(a, b, filtered(now));
  const size = (part) => [...parts[part].values()].reduce((sum, list) => sum + list.length, 0);
  const heads = { left: `Only ${drawable(nameOf(a), 60)}`, both: "Both", right: `Only ${drawable(nameOf(b), 60)}` };
  const rows = TYPES.filter((type) => ["left", "both", "right"].some((part) => parts[part].has(type))).map((type) =>
    el(
      "tr",
      {},
      el("th", { scope: "row" }, swatch(type), ` ${typeLabel(type)}`),
      ...Object.entries(heads).map(([part, head]) => headed(listOf(parts[part].get(type)), head)),
    ),
  );
  const title = `${nameOf(a)} and ${nameOf(b)}`;
  const heading = el(
    "tr",
    {},
    el("td", {}),
    ...Object.entries(heads).map(([part, head]) => sideHead(head, size(part))),
  );
  const table = el(
    "table",
    { class: "rows sides" },
    el("caption", { class: "hidden" }, title),
    el("thead", {}, heading),
    el("tbody", {}, ...rows),
  );
  const box = el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": title }, table);
  $("sheet").replaceChildren(
    tools,
    rows.length ? box : el("p", { class: "quiet" }, "Neither names anything with these filters."),
  );
  if (held) $(held)?.focus();
}
