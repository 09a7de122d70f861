// What stands in the corner of the stage: what the drawing leaves out, and what the hand has done to it.
import { showPanel } from "./acts.js";
import { arrangedCount, putBack, undo } from "./arranged.js";
import { counted, edges, isEntity, nameOf, nodes, propertyLabel, typeLabel } from "./data.js";
import { $, action, el } from "./dom.js";
import { drawable } from "./labels.js";
import { listPanel } from "./panel.js";
import { onStage } from "./stage.js";

const several = (count, one, many) => `${count} ${count === 1 ? one : many}`;

const SAID = {
  far: (count) => `${several(count, "place lies", "places lie")} far from here`,
  missing: (count) => `${several(count, "place has", "places have")} no coordinates`,
};
const TOLD = {
  far: "These stand on the map, far from the part that it opens on. Zoom out to see them.",
  missing: "Neither the report nor the table of places says where these are.",
};

// The panel that lists what a map leaves out.
function leftOut(kind, numbers) {
  const parts = listPanel(
    "Map",
    SAID[kind](numbers.length),
    numbers.map((i) => nodes[i]),
  );
  parts.splice(2, 0, el("p", {}, TOLD[kind]));
  return parts;
}

function tools(scene) {
  if (!scene.loose) return [];
  const { renderer } = onStage;
  const back = (moves) => {
    renderer.place(moves());
    showNotes();
  };
  const moved = arrangedCount();
  return [
    action("Lasso", () => renderer.throwLasso()),
    moved ? action("Undo", () => back(undo)) : null,
    moved > 1 ? action(`Put back ${moved}`, () => back(putBack)) : null,
  ].filter(Boolean);
}

export function showNotes() {
  const { scene } = onStage;
  $("notes-on-stage")?.remove();
  const told = scene.notes
    .filter(({ numbers }) => numbers.length)
    .map(({ kind, numbers }) => action(SAID[kind](numbers.length), () => showPanel(leftOut(kind, numbers))));
  const all = [...told, ...tools(scene)];
  if (all.length && !$("stage").hidden)
    $("middle").append(el("div", { id: "notes-on-stage", role: "group", "aria-label": "Drawing tools" }, ...all));
}

// All that was lassoed, in the panel.
export function showTogether(members) {
  if (!members.length) return;
  const parts = listPanel("Lasso", several(members.length, "thing picked", "things picked together"), members);
  parts.splice(2, 0, el("p", {}, "Drag one of them, and all of them move."));
  showPanel(parts);
}

// What lies behind a ribbon between two rows of the overview: the things that it stands for, and their sentences.
export function ribbonPanel(key) {
  const { scene } = onStage;
  const link = scene.edges.find((one) => one.key === key);
  if (!link) return null;
  const [a, b] = [scene.nodes[link.a], scene.nodes[link.b]];
  const behind = link.behind.map((i) => edges[i]);
  const ends = behind
    .flatMap((edge) => [edge.target, edge.source])
    .filter((i) => nodes[i] !== a.node && isEntity(nodes[i]));
  const counts = counted(ends);
  const members = [...counts.keys()].sort((x, y) => counts.get(y) - counts.get(x) || x - y).map((i) => nodes[i]);
  const numbers = [...new Set(behind.flatMap((edge) => edge.sentences))].sort((x, y) => x - y);
  return listPanel("Between", `${drawable(a.label, 90)} – ${drawable(b.label, 60)}`, members, numbers, new Set(ends));
}

// What a small text beside the hand says of what lies under it.
export function hintOf({ edge, ribbon, a, b, one }) {
  const found = edges[edge];
  if (found) return `${nameOf(nodes[found.source])} ${propertyLabel(found.property)} ${nameOf(nodes[found.target])}`;
  if (ribbon) return `${a.label} – ${b.label}: ${ribbon.count}`;
  if (one.node) return nameOf(one.node);
  return one.touch ? `${one.label} × ${typeLabel(one.type)}` : one.label;
}
