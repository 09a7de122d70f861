// The page's life: state in, scene out.
let scene = new Scene();
let table = null;
let renderer = null;
let drawnOnce = false;

function showPanel(parts) {
  $("panel").replaceChildren(...parts.filter(Boolean));
  $("panel").scrollTop = 0;
}

function panelFor(now) {
  if (now.from && now.to) return chainPanel(scene.steps);
  if (edges[now.edge]) return edgePanel(edges[now.edge]);
  const node = nodeById.get(now.node);
  if (node) return nodePanel(node);
  const [kind, rest] = [now.node.slice(0, now.node.indexOf(":")), now.node.slice(now.node.indexOf(":") + 1)];
  const pass = filtered(now);
  if (kind === "class" && TYPES.includes(rest)) return classPanel(rest, pass, now);
  if (kind === "touch") {
    const [id, type] = [rest.slice(0, rest.lastIndexOf(" ")), rest.slice(rest.lastIndexOf(" ") + 1)];
    const task = nodeById.get(id);
    const members = task ? concerned(task).map((edge) => nodes[edge.target]).filter((one) => one.type === type && pass.nodes[one.i]) : [];
    if (task) return listPanel(`${typeLabel(type)} · ${members.length}`, drawable(nameOf(task), 120), members);
  }
  return welcomePanel();
}

function classPanel(type, pass, now) {
  const members = nodes.filter((node) => node.type === type && pass.nodes[node.i]).sort((a, b) => b.degree - a.degree || a.i - b.i);
  const open = now.open.has(`class:${type}`);
  const parts = listPanel("Class", typeLabel(type), members);
  parts.splice(2, 0, el("div", { class: "acts" }, action(open ? "Close in the drawing" : "Open in the drawing", () => go({ open: toggled(state.open, `class:${type}`) }))));
  return parts;
}

// Opens the neighbours of a node: its counts first where there are many.
function openNode(node) {
  const inPlace = state.view === "neighbourhood" && scene.at.has(node.id);
  if (!inPlace) return go({ view: "neighbourhood", around: node.id, node: node.id, edge: "", hops: 1, from: "", to: "", open: new Set() });
  if (scene.nodes[scene.at.get(node.id)].r === SIZE_LIMIT && state.around === node.id) return undefined;
  const opened = [...state.open].filter((key) => key === node.id || key.startsWith(`${node.id}>`));
  if (opened.length) return go({ open: new Set([...state.open].filter((key) => !opened.includes(key))) });
  const fresh = neighbours(node, filtered(state)).filter((one) => !scene.at.has(one.node.id));
  if (fresh.length <= 10) return go({ open: toggled(state.open, node.id), node: node.id });
  const groups = counted(fresh.map((one) => one.edge.property));
  showPanel([el("p", { class: "kind" }, "Open neighbours"), el("h2", {}, bdi(nameOf(node))), el("p", {}, `${fresh.length} neighbours are not drawn yet. Open which?`),
    el("div", { class: "acts column", id: "choose" }, ...[...groups].map(([property, count]) => action(`${propertyLabel(property)} · ${count}`, () => go({ open: toggled(state.open, `${node.id}>${property}`), node: node.id }))),
      action("The 10 most linked", () => go({ open: toggled(state.open, node.id), node: node.id })),
      action(`All ${fresh.length}`, () => go({ open: new Set([...state.open, node.id, `more:${node.id}`]), node: node.id })))]);
  return undefined;
}

function chainWith(node) {
  if (state.from && state.from !== node.id) go({ to: node.id });
  else go({ from: state.from === node.id ? "" : node.id, to: "" });
}

function pick(hit) {
  if (!hit) return state.node || state.edge !== "" ? go({ node: "", edge: "" }, { replace: true }) : undefined;
  if (hit.edge !== undefined) return go({ edge: String(typeof hit.edge === "number" ? hit.edge : hit.edge.i), node: "" });
  const node = hit.node || hit.one?.node;
  if (!node && hit.key.startsWith("more:")) return go({ open: toggled(state.open, hit.key) });
  return go({ node: node ? node.id : hit.key, edge: "" });
}

function open(hit) {
  if (!hit || hit.edge !== undefined) return undefined;
  const node = hit.one.node;
  if (!node) return hit.key.startsWith("class:") ? go({ open: toggled(state.open, hit.key) }) : undefined;
  if (isTask(node) && state.view === "overview") return go({ open: toggled(state.open, node.id) });
  if (state.view === "tasks" && isTask(node)) return go({ open: toggled(state.open, node.id) });
  return openNode(node);
}

function hover(hit, x, y) {
  const hint = $("hint");
  hint.hidden = !hit;
  if (!hit) return;
  const edge = edges[hit.edge];
  const text = edge ? `${nameOf(nodes[edge.source])} ${propertyLabel(edge.property)} ${nameOf(nodes[edge.target])}` : hit.one.node ? nameOf(hit.one.node) : hit.one.touch ? `${hit.one.label} × ${typeLabel(hit.one.type)}` : hit.one.label;
  hint.textContent = printable(text.slice(0, 300));
  hint.style.left = `${Math.min(x + 14, renderer.size().width - 200)}px`;
  hint.style.top = `${y + 16}px`;
}

const chosenKeys = (now) => new Set([now.node, edges[now.edge] ? edges[now.edge].i : "", now.from, now.to].filter((key) => key !== ""));
const shape = (now) => JSON.stringify([now.view, now.around, now.hops, now.from && now.to ? [now.from, now.to] : 0, now.keyTask, now.stage, now.confidence, now.rows, now.cols, [...now.hide], [...now.without], [...now.open]]);

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
    if (moved) table = showMatrix(now);
    scene = new Scene();
    drawn();
  } else {
    if (comesBack || !before) renderer.resize();
    if (moved || comesBack) scene = sceneOf(now, renderer.size());
    renderer.show(scene, { picked: chosenKeys(now), fit: moved || comesBack });
  }
  if (moved && $("listing").open) showList();
  showPanel(panelFor(now));
  document.body.toggleAttribute("data-picked", Boolean(now.node || now.edge !== "" || (now.from && now.to)));
  showStatus(now, isMatrix);
  $("stage").setAttribute("aria-label", `${raw.views[now.view]}: ${$("status").textContent}`);
}

function showStatus(now, isMatrix) {
  const stand = scene.nodes.filter((one) => one.rolled && !one.touch).length;
  const single = scene.nodes.filter((one) => one.node).length;
  const rolled = stand ? `${single} of ${nodes.length} nodes and ${stand} classes that stand for the rest` : `${single} of ${nodes.length} nodes`;
  const count = isMatrix ? `${table.rows.length} × ${table.cols.length} of the matrix` : `${rolled}, ${scene.edges.length} lines`;
  const around = nodeById.get(now.around);
  const focus = around ? ` · around ${drawable(nameOf(around), 40)}` : "";
  const waiting = now.from && !now.to ? ` · chain from ${drawable(nameOf(nodeById.get(now.from)), 40)}: pick the other end` : "";
  const folded = !isMatrix && scene.nodes.some((one) => one.badge || one.rolled || one.type === "More") ? ` · double ${matchMedia("(pointer: coarse)").matches ? "tap" : "click"} opens` : "";
  $("status").textContent = `${count}${focus}${waiting}${folded}`;
}

// All that is drawn, as a list for keyboards and screen readers.
function showList() {
  const list = el("ul", { class: "plain columns" });
  const shown = [...scene.nodes].filter((one) => one.label && !one.faded).sort((a, b) => b.priority - a.priority);
  const box = el("div", {}, list);
  showMore(box, list, shown, 120, (one) => el("li", {}, one.node ? nodeButton(one.node) : el("button", { type: "button", class: "node", on: { click: () => pick({ key: one.key, one }) } },
    TYPES.includes(one.type) ? swatch(one.type) : "", bdi(one.touch ? `${drawable(nameOf(one.task), 60)}: ${one.label} × ${typeLabel(one.type)}` : one.label))));
  $("list").replaceChildren(box);
}

// The node that lies nearest in the direction of an arrow key.
function step(key) {
  const from = scene.nodes[scene.at.get(state.node)];
  const usable = scene.nodes.filter((one) => one !== from && !one.faded && (one.node || one.rolled));
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
  const one = scene.nodes[scene.at.get(state.node)];
  const acts = {
    "+": () => renderer.zoom(1.3), "=": () => renderer.zoom(1.3), "-": () => renderer.zoom(1 / 1.3), 0: () => renderer.fit(),
    Enter: () => one && open({ key: one.key, one }), Escape: () => go({ node: "", edge: "", from: "", to: "", around: state.view === "neighbourhood" ? state.around : "" }),
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
  // The reader sees the network first; what takes time to be ready takes over when that is on the screen.
  if (!raw.pyvis) settled();
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => requestAnimationFrame(() => setTimeout(handOver)));
  else requestAnimationFrame(() => setTimeout(handOver));
}

const settled = () => { document.documentElement.dataset.settled = "true"; };

// From our own drawing to that of vis-network, which shows the same at the same place before the other goes.
function handOver() {
  document.head.append(el("script", {}, $("library").textContent));
  const [first, at] = [renderer, renderer.camera()];
  first.still();
  renderer = makeVis($("stage"), { ...on, drawn: () => {
    first.destroy();
    settled();
  } });
  renderer.show(scene, { picked: chosenKeys(state), fit: false, at });
  if ($("stage").hidden) settled();
}

// Paper is white: while the page is printed, the light palette holds, and a drawing made of lines stands for the canvas.
function onPaper() {
  const theme = document.documentElement.dataset.theme;
  document.documentElement.dataset.theme = "light";
  readTheme();
  const drawing = state.view === "matrix" && !(state.from && state.to) ? [] : [shownSvg()];
  for (const svg of drawing) for (const name of ["width", "height"]) svg.removeAttribute(name);
  $("print").replaceChildren(...drawing);
  addEventListener("afterprint", () => {
    if (theme) document.documentElement.dataset.theme = theme;
    else delete document.documentElement.dataset.theme;
    readTheme();
    $("print").replaceChildren();
  }, { once: true });
}

function setTheme(next) {
  document.documentElement.dataset.theme = next;
  readTheme();
  render(state);
}

const on = { pick, open, hover, drawn };

function start() {
  readTheme();
  if (innerWidth < 900) $("filter-box").open = false;
  $("stage").hidden = false;
  renderer = makeCanvas($("stage"), on);
  onChange(render);
  render(state);
  listenToSearch();
  addEventListener("popstate", restore);
  addEventListener("beforeprint", onPaper);
  let known = JSON.stringify(renderer.size());
  new ResizeObserver(() => {
    const box = { width: Math.max($("stage").clientWidth, 1), height: Math.max($("stage").clientHeight, 1) };
    if (JSON.stringify(box) === known) return;
    known = JSON.stringify(box);
    renderer.resize();
    if (state.view !== "matrix") scene = sceneOf(state, renderer.size());
    if (state.view !== "matrix") renderer.show(scene, { picked: chosenKeys(state) });
  }).observe($("stage"));
  $("stage").addEventListener("keydown", onKey);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
    event.preventDefault();
    $("search").focus();
  });
  $("back").addEventListener("click", () => history.back());
  $("forward").addEventListener("click", () => history.forward());
  $("zoom-in").addEventListener("click", () => renderer.zoom(1.4));
  $("zoom-out").addEventListener("click", () => renderer.zoom(1 / 1.4));
  $("zoom-fit").addEventListener("click", () => renderer.fit());
  $("listing").addEventListener("toggle", () => $("listing").open && showList());
  for (const button of document.querySelectorAll("[data-export]")) button.addEventListener("click", () => exportAs(button.dataset.export));
  const dark = matchMedia("(prefers-color-scheme: dark)");
  $("theme").addEventListener("click", () => setTheme((document.documentElement.dataset.theme || (dark.matches ? "dark" : "light")) === "dark" ? "light" : "dark"));
  dark.addEventListener("change", () => setTheme(document.documentElement.dataset.theme || ""));
}

start();
window.policygraph = { get state() { return state; }, get scene() { return scene; }, get renderer() { return renderer; }, nodes, edges, sentences, go };
