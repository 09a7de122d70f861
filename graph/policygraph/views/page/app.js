// The page's life: state in, scene out.
import { open, pick, showPanel } from "./acts.js";
import { makeCanvas } from "./canvas.js";
import { bars, timeline } from "./charts.js";
import { showCompare } from "./compare.js";
import { showFilters, showViews } from "./controls.js";
import { edges, nameOf, nodeById, nodes, propertyLabel, raw, sentences, TYPES, typeLabel } from "./data.js";
import { panelFor, ribbonWords } from "./details.js";
import { $, all, bdi, el, showMore, swatch } from "./dom.js";
import { copyPicture, exportAs, printable, shownSvg } from "./export.js";
import { drawable } from "./labels.js";
import { showMatrix } from "./matrix.js";
import { showNotes, showTogether } from "./notes.js";
import { nodeButton } from "./panel.js";
import { showResults } from "./results.js";
import { Scene } from "./scene.js";
import { sceneOf } from "./scenes.js";
import { listenToSearch } from "./searchbox.js";
import { copy, saidOn } from "./sentence.js";
import { onStage } from "./stage.js";
import { go, onChange, restore, state } from "./state.js";
import { saveTable, showTable } from "./tableview.js";
import { showText } from "./text.js";
import { readTheme } from "./theme.js";

let drawnOnce = false;

function hintOf({ edge: number, ribbon, count, one }) {
  const edge = edges[number];
  if (edge) return `${nameOf(nodes[edge.source])} ${propertyLabel(edge.property)} ${nameOf(nodes[edge.target])}`;
  if (ribbon) return ribbonWords(ribbon, count);
  if (one.node) return nameOf(one.node);
  return one.touch ? `${one.label} × ${typeLabel(one.type)}` : one.label;
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
    [now.table, now.of, now.sort, now.q, now.a, now.b, now.at, now.chart],
    [...now.hide],
    [...now.without],
    [...now.open],
  ]);

// What takes the place of the drawing in some views, made of text.
const SHEETS = { tables: showTable, compare: showCompare, text: showText, search: showResults };

const inChain = (now) => Boolean(now.from && now.to);
const hasSheet = (now) => !inChain(now) && Object.hasOwn(SHEETS, now.view);
const hasMatrix = (now) => !inChain(now) && now.view === "matrix";

function showFrame(now) {
  const drawing = !hasSheet(now) && !hasMatrix(now);
  for (const id of ["stage", "zoom"]) $(id).hidden = !drawing;
  $("matrix").hidden = !hasMatrix(now);
  $("sheet").hidden = !hasSheet(now);
  $("listing").hidden = hasSheet(now);
  $("hint").hidden = true;
  for (const one of all("[data-export]")) one.hidden = hasSheet(now) && !exportsSheet(one.dataset.export, now);
  $("picture").hidden = hasSheet(now);
}

const exportsSheet = (format, now) => format === "print" || (format === "csv" && now.view === "tables");

function showMiddle(now, before, moved) {
  const comesBack = $("stage").hidden;
  showFrame(now);
  if (hasMatrix(now) || hasSheet(now)) {
    if (moved && hasMatrix(now)) onStage.table = showMatrix(now);
    if (hasSheet(now) && (moved || (now.view === "text" && now.node !== before.node))) SHEETS[now.view](now, before);
    onStage.scene = new Scene();
    drawn();
    return;
  }
  if (comesBack || !before) onStage.renderer.resize();
  if (moved || comesBack) onStage.scene = sceneOf(now, onStage.renderer.size());
  onStage.renderer.show(onStage.scene, { picked: chosenKeys(now), fit: moved || comesBack });
}

function render(now, before) {
  const moved = !before || shape(now) !== shape(before);
  // These first: they take their room from the stage.
  const any = Boolean(now.node || now.edge !== "" || inChain(now));
  document.body.toggleAttribute("data-picked", any);
  document.body.toggleAttribute("data-sheet", hasSheet(now));
  if (moved) {
    showViews();
    showFilters();
  }
  showMiddle(now, before, moved);
  if (moved && $("listing").open) showList();
  const parts = panelFor(now, onStage.scene.steps);
  if (!before || moved || picked(now) !== picked(before)) showPanel(parts);
  if (before && picked(now) !== picked(before)) $("said").textContent = any ? announced() : "Nothing is picked";
  showNotes();
  onStage.renderer.reveal(now.node, covered($("stage"), $("panel")));
  showStatus(now);
  $("stage").setAttribute("aria-label", `${raw.views[now.view] || "Search"}: ${$("status").textContent}`);
}

const picked = (now) => JSON.stringify([now.node, now.edge, now.from, now.to]);

// What a screen reader is told of what is picked: its kind and name, and how many sentences name it.
function announced() {
  const words = all("#panel > .kind, #panel > h2").map((one) => one.textContent);
  const behind = all("#panel .sentences > li").length;
  return printable(`${words.join(": ").slice(0, 300)}${behind ? `, ${behind} sentences shown` : ""}`);
}

// How much of one part of the page lies below another that is laid over its foot.
function covered(part, over) {
  const [box, above] = [part.getBoundingClientRect(), over.getBoundingClientRect()];
  return above.left < box.right && above.right > box.left
    ? Math.max(0, Math.min(box.bottom, innerHeight) - above.top)
    : 0;
}

function showStatus(now) {
  $("status").hidden = hasSheet(now);
  const stand = onStage.scene.nodes.filter((one) => one.rolled && !one.touch).length;
  const single = onStage.scene.nodes.filter((one) => one.node).length;
  const rolled = stand
    ? `${single} of ${nodes.length} nodes and ${stand} classes that stand for the rest`
    : `${single} of ${nodes.length} nodes`;
  const count = hasMatrix(now)
    ? `${onStage.table.rows.length} × ${onStage.table.cols.length} of the matrix`
    : `${rolled}, ${onStage.scene.edges.length} lines`;
  const around = nodeById.get(now.around);
  const focus = around ? ` · around ${drawable(nameOf(around), 40)}` : "";
  const waiting =
    now.from && !now.to ? ` · chain from ${drawable(nameOf(nodeById.get(now.from)), 40)}: pick the other end` : "";
  const folded = onStage.scene.nodes.some((one) => one.badge || one.rolled || one.type === "More")
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

function exportShown(format) {
  if (format !== "csv" || !hasSheet(state)) return exportAs(format);
  $("export").open = false;
  return saveTable();
}

async function sharePicture() {
  const copied = await copyPicture();
  saidOn($("picture"), copied ? "Copied" : "Saved as a file");
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
  const drawing = hasMatrix(state) || hasSheet(state) ? [] : [shownSvg()];
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
    if (hasMatrix(state) || hasSheet(state)) return;
    onStage.scene = sceneOf(state, onStage.renderer.size());
    onStage.renderer.show(onStage.scene, { picked: chosenKeys(state) });
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
  for (const button of all("[data-export]")) {
    button.addEventListener("click", () => exportShown(button.dataset.export));
  }
  $("link").addEventListener("click", () => copy(location.href, $("link")));
  $("picture").addEventListener("click", sharePicture);
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
