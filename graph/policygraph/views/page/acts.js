// What the hand can do: pick, open, ask for a chain.
import { counted, isTask, nameOf, propertyLabel } from "./data.js";
import { $, action, bdi, el } from "./dom.js";
import { filtered, neighbours } from "./filter.js";
import { SIZE_LIMIT } from "./scene.js";
import { onStage } from "./stage.js";
import { go, state, toggled } from "./state.js";

// Shows what is picked; who was in the panel with the keyboard stays in it.
export function showPanel(parts) {
  const panel = $("panel");
  const within = panel.contains(document.activeElement);
  panel.replaceChildren(...parts.filter(Boolean));
  panel.scrollTop = 0;
  if (within) panel.focus({ preventScroll: true });
}

// The key of a ribbon, which stands for all that links what its two ends stand for.
export const ribbonKey = (a, b) => `ribbon:${encodeURIComponent(a)} ${encodeURIComponent(b)}`;

// Opens the neighbours of a node: its counts first where there are many.
export function openNode(node) {
  const inPlace = state.view === "neighbourhood" && onStage.scene.at.has(node.id);
  if (!inPlace)
    return go({
      view: "neighbourhood",
      around: node.id,
      node: node.id,
      edge: "",
      hops: 1,
      from: "",
      to: "",
      open: new Set(),
    });
  if (onStage.scene.nodes[onStage.scene.at.get(node.id)].r === SIZE_LIMIT && state.around === node.id) return undefined;
  const opened = [...state.open].filter((key) => key === node.id || key.startsWith(`${node.id}>`));
  if (opened.length) return go({ open: new Set([...state.open].filter((key) => !opened.includes(key))) });
  const fresh = neighbours(node, filtered(state)).filter((one) => !onStage.scene.at.has(one.node.id));
  if (fresh.length <= 10) return go({ open: toggled(state.open, node.id), node: node.id });
  const groups = counted(fresh.map((one) => one.edge.property));
  showPanel([
    el("p", { class: "kind" }, "Open neighbours"),
    el("h2", {}, bdi(nameOf(node))),
    el("p", {}, `${fresh.length} neighbours are not drawn yet. Open which?`),
    el(
      "div",
      { class: "acts column", id: "choose" },
      ...[...groups].map(([property, count]) =>
        action(`${propertyLabel(property)} · ${count}`, () =>
          go({ open: toggled(state.open, `${node.id}>${property}`), node: node.id }),
        ),
      ),
      action("The 10 most linked", () => go({ open: toggled(state.open, node.id), node: node.id })),
      action(`All ${fresh.length}`, () =>
        go({ open: new Set([...state.open, node.id, `more:${node.id}`]), node: node.id }),
      ),
    ),
  ]);
  return undefined;
}

export function chainWith(node) {
  if (state.from && state.from !== node.id) go({ to: node.id });
  else go({ from: state.from === node.id ? "" : node.id, to: "" });
}

export function pick(hit) {
  if (!hit) return state.node || state.edge !== "" ? go({ node: "", edge: "" }, { replace: true }) : undefined;
  if (hit.edge !== undefined)
    return go({ edge: String(typeof hit.edge === "number" ? hit.edge : hit.edge.i), node: "" });
  if (hit.ribbon) return go({ node: ribbonKey(...hit.ribbon), edge: "" });
  const node = hit.node || hit.one?.node;
  if (!node && hit.key.startsWith("more:")) return go({ open: toggled(state.open, hit.key) });
  return go({ node: node ? node.id : hit.key, edge: "" });
}

export function open(hit) {
  if (!hit || hit.edge !== undefined || hit.ribbon) return undefined;
  const node = hit.one.node;
  if (!node) return hit.key.startsWith("class:") ? go({ open: toggled(state.open, hit.key) }) : undefined;
  if (isTask(node) && state.view === "overview") return go({ open: toggled(state.open, node.id) });
  if (state.view === "tasks" && isTask(node)) return go({ open: toggled(state.open, node.id) });
  return openNode(node);
}
