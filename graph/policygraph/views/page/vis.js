// The renderer for small networks: vis-network as pyvis ships it, physics off. It draws nodes and their edges and
// listens to the hand; labels, counts and what stands behind are painted as on our own canvas.
import { fitCamera, scrollFrame, under } from "./canvas.js";
import { raw } from "./data.js";
import { keepLabels, scaleNodes, shownRadius, wordsAt } from "./labels.js";
import { edgeAlpha, edgeColour, isPlain, paintBehind, paintChosen, paintEdges, paintLabels } from "./paint.js";
import { Scene } from "./scene.js";
import { SHAPES, theme } from "./theme.js";

const VIS_SHAPES = { circle: "dot", down: "triangleDown" };

export function makeVis(host, on) {
  let [scene, chosen, labels, fresh, loading, moving] = [new Scene(), new Set(), [], false, false, 0];
  let factor = 0;
  const labelsFor = keepLabels();
  const frame = document.createElement("div");
  frame.className = "fill";
  host.append(frame);
  const { vis } = /** @type {any} */ (window);
  const network = new vis.Network(frame, { nodes: [], edges: [] }, { ...raw.pyvis, autoResize: false });
  frame.querySelector("canvas")?.setAttribute("aria-hidden", "true");

  const size = () => ({ width: Math.max(1, host.clientWidth), height: Math.max(1, host.clientHeight) });
  const camera = () => ({ ...network.getViewPosition(), k: network.getScale() });
  const looks = (one) => ({ background: theme.colour[one.type], border: theme.edge[one.type] });

  function visNode(one, i) {
    const shape = SHAPES[one.type];
    return {
      id: i,
      x: one.x,
      y: one.y,
      shape: VIS_SHAPES[shape] || shape,
      size: one.r * factor,
      color: looks(one),
      opacity: one.faded ? 0.16 : 1,
      borderWidth: 1,
    };
  }

  const own = (edge) => !isPlain(edge) || !edge.edge;

  // vis-network draws at each of these steps; only what comes of the last one is worth a drawing of ours.
  function load(at) {
    loading = true;
    // Node sizes are set so that at rest they look as on the canvas, whatever the scale.
    scaleNodes(0);
    factor = shownRadius(10, at.k) / (10 * at.k);
    scaleNodes(factor);
    network.setData({
      nodes: scene.nodes.map(visNode),
      edges: scene.edges.flatMap((edge, i) =>
        own(edge)
          ? []
          : [
              {
                id: i,
                from: edge.a,
                to: edge.b,
                width: (edge.width * Math.min(1.3, Math.max(0.45, at.k))) / at.k,
                color: { color: edgeColour(edge), opacity: edgeAlpha(edge) * 0.75 },
              },
            ],
      ),
    });
    network.moveTo({ position: { x: at.x, y: at.y }, scale: at.k, animation: false });
    loading = false;
    request();
  }

  function onScreen(ctx, paint) {
    if (loading) return;
    const scale = network.canvas?.pixelRatio || window.devicePixelRatio || 1;
    const at = camera();
    const screen = size();
    const xs = scene.nodes.map((one) => (one.x - at.x) * at.k + screen.width / 2);
    const ys = scene.nodes.map((one) => (one.y - at.y) * at.k + screen.height / 2);
    ctx.save();
    ctx.setTransform(scale, 0, 0, scale, 0, 0);
    paint(at, screen, xs, ys);
    ctx.restore();
  }

  network.on("beforeDrawing", (ctx) =>
    onScreen(ctx, (at, screen, xs, ys) => {
      paintBehind(
        ctx,
        scene,
        (x) => (x - at.x) * at.k + screen.width / 2,
        (y) => (y - at.y) * at.k + screen.height / 2,
      );
      paintEdges(ctx, { ...scene, edges: scene.edges.filter(own) }, xs, ys, at.k, screen);
    }),
  );
  network.on("afterDrawing", (ctx) =>
    onScreen(ctx, (at, screen, xs, ys) => {
      paintChosen(ctx, scene, xs, ys, at.k, chosen);
      labels = labelsFor(scene, at, screen, chosen, moving);
      paintLabels(ctx, labels, wordsAt(scene, at, screen));
      if (fresh) on.drawn();
      fresh = false;
    }),
  );
  const rest = () => {
    moving = 0;
    request();
  };
  network.on("dragging", () => {
    clearTimeout(moving);
    moving = setTimeout(rest, 140);
  });
  const found = (pointer) => under(scene, { camera, size, labels: () => labels }, pointer.x, pointer.y);
  network.on("click", ({ pointer }) => on.pick(found(pointer.DOM)));
  // Not vis-network's own double click: it takes two clicks for one where a busy machine is slow to report them.
  frame.addEventListener("dblclick", (event) => on.open(found({ x: event.offsetX, y: event.offsetY })));
  host.addEventListener(
    "wheel",
    (event) => {
      if (!scrollFrame(event, { camera, size, centre: (x, y) => move({ ...camera(), x, y }) }, scene)) return;
      event.preventDefault();
      event.stopPropagation();
    },
    { passive: false, capture: true },
  );
  frame.addEventListener("pointermove", (event) => {
    if (event.buttons) return;
    const hit = found({ x: event.offsetX, y: event.offsetY });
    frame.style.cursor = hit ? "pointer" : "grab";
    on.hover(hit, event.offsetX, event.offsetY);
  });
  frame.addEventListener("pointerleave", () => on.hover(null));

  // Many changes in one frame are drawn once.
  let waiting = false;
  const request = () => {
    if (!waiting)
      requestAnimationFrame(() => {
        waiting = false;
        network.redraw();
      });
    waiting = true;
  };

  const move = (at) => network.moveTo({ position: { x: at.x, y: at.y }, scale: at.k, animation: false });
  return {
    name: "pyvis",
    show(next, { picked = new Set(), fit = true, at = fit ? fitCamera(next, size()) : camera() } = {}) {
      const same = next === scene;
      [scene, chosen, fresh] = [next, picked, true];
      if (same && !fit) request();
      else load(at);
    },
    size,
    camera,
    labels: () => labels,
    fit: () => move(fitCamera(scene, size())),
    centre: (x, y) => move({ ...camera(), x, y }),
    panBy(dx, dy) {
      const at = camera();
      move({ k: at.k, x: at.x - dx / at.k, y: at.y - dy / at.k });
    },
    zoom: (factor) => move({ ...camera(), k: Math.min(12, Math.max(0.005, camera().k * factor)) }),
    resize() {
      network.setSize("100%", "100%");
      network.redraw();
    },
    request,
    destroy() {
      network.destroy();
      frame.remove();
      scaleNodes(0);
    },
  };
}
