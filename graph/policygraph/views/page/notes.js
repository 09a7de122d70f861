// What stands in the corner of the stage: what the drawing leaves out, and what the hand has done to it.
import { showPanel } from "./acts.js";
import { arrangedCount, putBack, undo } from "./arranged.js";
import { nodes } from "./data.js";
import { $, action, el } from "./dom.js";
import { listPanel } from "./panel.js";
import { onStage } from "./stage.js";

const several = (count, one, many) => `${count} ${count === 1 ? one : many}`;

const SAID = {
  far: (count) => `${several(count, "place lies", "places lie")} far from here`,
  missing: (count) => `${several(count, "place has", "places have")} no coordinates`,
};
const LEFT_OUT = {
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
  parts.splice(2, 0, el("p", {}, LEFT_OUT[kind]));
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
