// The page's life: state in, scene out.
import { open, pick, showPanel } from "./acts.js";
import { makeCanvas } from "./canvas.js";
import { bars, timeline } from "./charts.js";
import { listenToSearch, showFilters, showViews } from "./controls.js";
import { concerned, edges, nameOf, nodeById, nodes, raw, sentences, TYPES, typeLabel } from "./data.js";
import { $, action, all, bdi, el, showMore, swatch } from "./dom.js";
import { exportAs, printable, shownSvg } from "./export.js";
import { filtered } from "./filter.js";
import { drawable } from "./labels.js";
import { showMatrix } from "./matrix.js";
import { hintOf, ribbonPanel, showNotes, showTogether } from "./notes.js";
import { chainPanel, edgePanel, listPanel, nodeButton, nodePanel, welcomePanel } from "./panel.js";
import { Scene } from "./scene.js";
import { sceneOf } from "./scenes.js";
import { onStage } from "./stage.js";
import { go, onChange, restore, state, toggled } from "./state.js";
import { readTheme } from "./theme.js";

let drawnOnce = false;

function panelFor(now) {
  if (now.from && now.to) return chainPanel(onStage.scene.steps);
  if (edges[now.edge]) return edgePanel(edges[now.edge]);
  const node = nodeById.get(now.node);
  if (node) return nodePanel(node);
  const [kind, rest] = [now.node.slice(0, now.node.indexOf(":")), now.node.slice(now.node.indexOf(":") + 1)];
  const pass = filtered(now);
  if (kind === "class" && TYPES.includes(rest)) return classPanel(rest, pass, now);
  if (kind === "ribbon") return ribbonPanel(now.node) || welcomePanel();
  if (kind === "touch") {
    const [id, type] = [rest.slice(0, rest.lastIndexOf(" ")), rest.slice(rest.lastIndexOf(" ") + 1)];
    const task = nodeById.get(id);
    const members = task
      ? concerned(task)
          .map((edge) => nodes[edge.target])
          .filter((one) => one.type === type && pass.nodes[one.i])
      : [];
    if (task) return listPanel(`${typeLabel(type)} · ${members.length}`, drawable(nameOf(task), 120), members);
  }
  return welcomePanel();
}

function classPanel(type, pass, now) {
  const members = nodes
    .filter((node) => node.type === type && pass.nodes[node.i])
    .sort((a, b) => b.degree - a.degree || a.i - b.i);
  const open = now.open.has(`class:${type}`);
  const parts = listPanel("Class", typeLabel(type), members);
  parts.splice(
    2,
    0,
    el(
      "div",
      { class: "acts" },
      action(open ? "Close in the drawing" : "Open in the drawing", () =>
        go({ open: toggled(state.open, `class:${type}`) }),
      ),
    ),
  );
  return parts;
}

function hover(hit, x, y) {
  const hint = $("hint");
  hint.hidden = !hit;
  if (!hit) return;
  hint.textContent = printable(hintOf(hit).slice(0, 300));
  hint.style.left = `${Math.min(x + 14, onStage.renderer.size().width - 200)}px`;
  hint.style.top = `${y + 16}px`;
}

const chosenKeys = (now) =>
  new Set([now.node, edges[now.edge] ? edges[now.edge].i : "", now.from, now.to].filter((key) => key !== ""));
const shape = (now) =>
  JSON.stringify([
    now.view,
    now.around,
    now.hops,
    now.from && now.to ? [now.from, now.to] : 0,
    now.keyTask,
    now.stage,
    now.confidence,
    now.rows,
    now.cols,
    [...now.hide],
    [...now.without],
    [...now.open],
  ]);

function render(now, before) {
  const moved = !before || shape(now) !== shape(before);
  const isMatrix = now.view === "matrix" && !(now.from && now.to);
  // These first: they take their height from the stage.
  if (moved) {
    showViews();
    showFilters();
  }
  const comesBack = $("stage").hidden && !isMatrix;
  $("stage").hidden = isMatrix;
  $("zoom").hidden = isMatrix;
  $("matrix").hidden = !isMatrix;
  $("hint").hidden = true;
  if (isMatrix) {
    if (moved) onStage.table = showMatrix(now);
    onStage.scene = new Scene();
    drawn();
  } else {
    if (comesBack || !before) onStage.renderer.resize();
    if (moved || comesBack) onStage.scene = sceneOf(now, onStage.renderer.size());
    onStage.renderer.show(onStage.scene, { picked: chosenKeys(now), fit: moved || comesBack });
  }
  if (moved && $("listing").open) showList();
  showPanel(panelFor(now));
  document.body.toggleAttribute("data-picked", Boolean(now.node || now.edge !== "" || (now.from && now.to)));
  showNotes();
  onStage.renderer.reveal(now.node, covered($("stage"), $("panel")));
  showStatus(now, isMatrix);
  $("stage").setAttribute("aria-label", `${raw.views[now.view]}: ${$("status").textContent}`);
}

// How much of one part of the page lies below another that is laid over its foot.
function covered(part, over) {
  const [box, above] = [part.getBoundingClientRect(), over.getBoundingClientRect()];
  return above.left < box.right && above.right > box.left
    ? Math.max(0, Math.min(box.bottom, innerHeight) - above.top)
    : 0;
}

function showStatus(now, isMatrix) {
  const stand = onStage.scene.nodes.filter((one) => one.rolled && !one.touch).length;
  const single = onStage.scene.nodes.filter((one) => one.node).length;
  const rolled = stand
    ? `${single} of ${nodes.length} nodes and ${stand} classes that stand for the rest`
    : `${single} of ${nodes.length} nodes`;
  const count = isMatrix
    ? `${onStage.table.rows.length} × ${onStage.table.cols.length} of the matrix`
    : `${rolled}, ${onStage.scene.edges.length} lines`;
  const around = nodeById.get(now.around);
  const focus = around ? ` · around ${drawable(nameOf(around), 40)}` : "";
  const waiting =
    now.from && !now.to ? ` · chain from ${drawable(nameOf(nodeById.get(now.from)), 40)}: pick the other end` : "";
  const folded =
    !isMatrix && onStage.scene.nodes.some((one) => one.badge || one.rolled || one.type === "More")
      ? ` · double ${matchMedia("(pointer: coarse)").matches ? "tap" : "click"} opens`
      : "";
  $("status").textContent = `${count}${focus}${waiting}${folded}`;
}

// All that is drawn, as a list for keyboards and screen readers.
function showList() {
  const list = el("ul", { class: "plain columns" });
  const listed = [...onStage.scene.nodes]
    .filter((one) => one.label && !one.faded)
    .sort((a, b) => b.priority - a.priority);
  const box = el("div", {}, list);
  showMore(box, list, listed, 120, (one) =>
    el(
      "li",
      {},
      one.node
        ? nodeButton(one.node)
        : el(
            "button",
            { type: "button", class: "node", on: { click: () => pick({ key: one.key, one }) } },
            TYPES.includes(one.type) ? swatch(one.type) : "",
            bdi(one.touch ? `${drawable(nameOf(one.task), 60)}: ${one.label} × ${typeLabel(one.type)}` : one.label),
          ),
    ),
  );
  $("list").replaceChildren(box);
}

// The node that lies nearest in the direction of an arrow key.
function step(key) {
  const from = onStage.scene.nodes[onStage.scene.at.get(state.node)];
  const usable = onStage.scene.nodes.filter((one) => one !== from && !one.faded && (one.node || one.rolled));
  if (!usable.length) return undefined;
  if (!from) {
    const first = usable.reduce((best, one) => (one.priority > best.priority ? one : best));
    return pick({ key: first.key, one: first });
  }
  const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
  let [best, least] = [null, Infinity];
  for (const one of usable) {
    const [x, y] = [one.x - from.x, one.y - from.y];
    const [ahead, aside] = [x * dx + y * dy, Math.abs(x * dy - y * dx)];
    if (ahead > 0 && ahead + 2.5 * aside < least) [best, least] = [one, ahead + 2.5 * aside];
  }
  return best ? pick({ key: best.key, one: best }) : undefined;
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const one = onStage.scene.nodes[onStage.scene.at.get(state.node)];
  const acts = {
    "+": () => onStage.renderer.zoom(1.3),
    "=": () => onStage.renderer.zoom(1.3),
    "-": () => onStage.renderer.zoom(1 / 1.3),
    0: () => onStage.renderer.fit(),
    Enter: () => one && open({ key: one.key, one }),
    Escape: () =>
      go({ node: "", edge: "", from: "", to: "", around: state.view === "neighbourhood" ? state.around : "" }),
  };
  const act = event.key.startsWith("Arrow") ? () => step(event.key) : acts[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

function drawn() {
  if (drawnOnce) return;
  drawnOnce = true;
  performance.mark("policygraph-drawn");
  document.documentElement.dataset.drawn = "true";
  document.documentElement.dataset.settled = "true";
}

// Paper is white: while the page is printed, the light palette holds, and lines stand for the canvas.
function onPaper() {
  const theme = document.documentElement.dataset.theme;
  document.documentElement.dataset.theme = "light";
  readTheme();
  const drawing = state.view === "matrix" && !(state.from && state.to) ? [] : [shownSvg()];
  for (const svg of drawing) for (const name of ["width", "height"]) svg.removeAttribute(name);
  $("print").replaceChildren(...drawing);
  addEventListener(
    "afterprint",
    () => {
      if (theme) document.documentElement.dataset.theme = theme;
      else delete document.documentElement.dataset.theme;
      readTheme();
      $("print").replaceChildren();
    },
    { once: true },
  );
}

function setTheme(next) {
  document.documentElement.dataset.theme = next;
  readTheme();
  render(state);
}

const on = { pick, open, hover, drawn, select: showTogether, arranged: showNotes };

function start() {
  readTheme();
  if (innerWidth < 900) $("filter-box").open = false;
  $("stage").hidden = false;
  onStage.renderer = makeCanvas($("stage"), on);
  onChange(render);
  render(state);
  listenToSearch();
  addEventListener("popstate", restore);
  addEventListener("beforeprint", onPaper);
  let known = JSON.stringify(onStage.renderer.size());
  new ResizeObserver(() => {
    const box = { width: Math.max($("stage").clientWidth, 1), height: Math.max($("stage").clientHeight, 1) };
    if (JSON.stringify(box) === known) return;
    known = JSON.stringify(box);
    onStage.renderer.resize();
    if (state.view !== "matrix") onStage.scene = sceneOf(state, onStage.renderer.size());
    if (state.view !== "matrix") onStage.renderer.show(onStage.scene, { picked: chosenKeys(state) });
  }).observe($("stage"));
  $("stage").addEventListener("keydown", onKey);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || /^(INPUT|SELECT|TEXTAREA)$/.test(/** @type {Element} */ (event.target).tagName)) return;
    event.preventDefault();
    $("search").focus();
  });
  $("back").addEventListener("click", () => history.back());
  $("forward").addEventListener("click", () => history.forward());
  $("zoom-in").addEventListener("click", () => onStage.renderer.zoom(1.4));
  $("zoom-out").addEventListener("click", () => onStage.renderer.zoom(1 / 1.4));
  $("zoom-fit").addEventListener("click", () => onStage.renderer.fit());
  $("listing").addEventListener("toggle", () => $("listing").open && showList());
  for (const button of all("[data-export]")) button.addEventListener("click", () => exportAs(button.dataset.export));
  const dark = matchMedia("(prefers-color-scheme: dark)");
  $("theme").addEventListener("click", () =>
    setTheme(
      (document.documentElement.dataset.theme || (dark.matches ? "dark" : "light")) === "dark" ? "light" : "dark",
    ),
  );
  dark.addEventListener("change", () => setTheme(document.documentElement.dataset.theme || ""));
}

start();
Object.assign(window, {
  policygraph: {
    charts: { bars, timeline },
    get state() {
      return state;
    },
    get scene() {
      return onStage.scene;
    },
    get renderer() {
      return onStage.renderer;
    },
    nodes,
    edges,
    sentences,
    go,
  },
});
