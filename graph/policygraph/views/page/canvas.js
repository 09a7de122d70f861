// The renderer for networks of any size: our own drawing on a canvas. While the reader pans, the last drawing is moved
// as one picture; it is drawn anew when the hand rests.
import { keepLabels, LINE, linesOf, shownRadius, textWidth, wordsAt } from "./labels.js";
import { paintBehind, paintChosen, paintEdges, paintLabels, paintNodes, pointsAlong, route } from "./paint.js";
import { Scene } from "./scene.js";

export function fitCamera(scene, size) {
  if (!scene.nodes.length) return { x: 0, y: 0, k: 1 };
  if (scene.frame) return framed(scene, size);
  if (scene.centred) return aroundCentre(scene, size);
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const one of scene.nodes) {
    left = Math.min(left, one.x - one.r);
    right = Math.max(right, one.x + one.r);
    top = Math.min(top, one.y - one.r);
    bottom = Math.max(bottom, one.y + one.r);
  }
  for (const word of scene.words) {
    top = Math.min(top, word.y - 14);
    bottom = Math.max(bottom, word.y + 14);
  }
  const pad = Math.min(scene.pad, size.width * 0.36);
  const after = scene.after || 0;
  const room = {
    width: Math.max(60, size.width - 2 * pad - after),
    height: Math.max(60, size.height - 2 * Math.min(scene.pad, 44)),
  };
  const k = Math.min(room.width / Math.max(right - left, 1), room.height / Math.max(bottom - top, 1), 1.35);
  return { x: (left + right + after / k) / 2, y: (top + bottom) / 2, k };
}

// A scene laid out for the stage's own width is shown as it is, from its top where it is higher than the stage.
function framed({ frame }, size) {
  const high = frame.bottom - frame.top > size.height;
  return {
    x: (frame.left + frame.right) / 2,
    y: high ? frame.top + size.height / 2 : (frame.top + frame.bottom) / 2,
    k: 1,
  };
}

// The wheel scrolls a scene that is a list higher than the stage, as it scrolls any list; with Ctrl it zooms.
export function scrollFrame(event, renderer, { frame }) {
  const [at, size] = [renderer.camera(), renderer.size()];
  if (!frame || event.ctrlKey || (frame.bottom - frame.top) * at.k <= size.height + 1) return false;
  const half = size.height / 2 / at.k;
  const wanted = at.y + (event.deltaMode ? event.deltaY * LINE : event.deltaY) / at.k;
  renderer.centre(at.x, Math.max(frame.top + half, Math.min(frame.bottom - half, wanted)));
  return true;
}

// Around a centre: as large as the labels on both sides leave room for.
function aroundCentre(scene, size) {
  let k = 1.3;
  for (const one of scene.nodes) {
    const lines = linesOf(one, scene.cut, 1);
    const beside =
      one.side === "left" || one.side === "right" ? Math.max(0, ...lines.map((line) => textWidth(line))) : 0;
    if (one.x) k = Math.min(k, Math.max(0.25, (size.width / 2 - one.r - beside - 14) / Math.abs(one.x)));
    if (one.y) k = Math.min(k, Math.max(0.25, (size.height / 2 - one.r - 2 * LINE - 10) / Math.abs(one.y)));
  }
  return { x: 0, y: 0, k };
}

export function makeCanvas(host, on) {
  const canvas = document.createElement("canvas");
  canvas.setAttribute("aria-hidden", "true");
  host.append(canvas);
  const ctx = canvas.getContext("2d");
  const kept = document.createElement("canvas");
  let [scene, camera, size, chosen] = [new Scene(), { x: 0, y: 0, k: 1 }, { width: 1, height: 1 }, new Set()];
  let [labels, waiting, moving, keptAt, quiet] = [[], false, 0, null, false];
  const labelsFor = keepLabels();

  const request = () => {
    if (!waiting) requestAnimationFrame(draw);
    waiting = true;
  };

  function project() {
    const [xs, ys] = [new Float64Array(scene.nodes.length), new Float64Array(scene.nodes.length)];
    scene.nodes.forEach((one, i) => {
      xs[i] = (one.x - camera.x) * camera.k + size.width / 2;
      ys[i] = (one.y - camera.y) * camera.k + size.height / 2;
    });
    return [xs, ys];
  }

  function paint(target, scale) {
    target.setTransform(scale, 0, 0, scale, 0, 0);
    target.clearRect(0, 0, size.width, size.height);
    const [xs, ys] = project();
    paintBehind(
      target,
      scene,
      (x) => (x - camera.x) * camera.k + size.width / 2,
      (y) => (y - camera.y) * camera.k + size.height / 2,
    );
    paintEdges(target, scene, xs, ys, camera.k, size);
    paintChosen(target, scene, xs, ys, camera.k, chosen);
    paintNodes(target, scene, xs, ys, camera.k, size);
    labels = labelsFor(scene, camera, size, chosen, moving);
    paintLabels(target, labels, wordsAt(scene, camera, size));
  }

  function draw() {
    waiting = false;
    if (quiet) return;
    const scale = window.devicePixelRatio || 1;
    if (moving && keptAt && keptAt.k === camera.k) {
      ctx.setTransform(scale, 0, 0, scale, 0, 0);
      ctx.clearRect(0, 0, size.width, size.height);
      ctx.drawImage(kept, (keptAt.x - camera.x) * camera.k, (keptAt.y - camera.y) * camera.k, size.width, size.height);
      return;
    }
    paint(ctx, scale);
    on.drawn();
  }

  function keep() {
    kept.width = canvas.width;
    kept.height = canvas.height;
    kept.getContext("2d").drawImage(canvas, 0, 0);
    keptAt = { ...camera };
  }

  function rest() {
    clearTimeout(moving);
    moving = 0;
    keptAt = null;
    request();
  }

  // Few nodes are drawn anew in every frame; for many that would take too long.
  function panBy(dx, dy) {
    if (scene.nodes.length + scene.edges.length > 1500 && !keptAt) keep();
    clearTimeout(moving);
    moving = setTimeout(rest, 140);
    camera = { ...camera, x: camera.x - dx / camera.k, y: camera.y - dy / camera.k };
    request();
  }

  function zoom(factor, px = size.width / 2, py = size.height / 2) {
    const k = Math.min(12, Math.max(0.005, camera.k * factor));
    const [wx, wy] = [(px - size.width / 2) / camera.k, (py - size.height / 2) / camera.k];
    camera = { k, x: camera.x + wx - (px - size.width / 2) / k, y: camera.y + wy - (py - size.height / 2) / k };
    keptAt = null;
    request();
  }

  function resize() {
    size = { width: Math.max(host.clientWidth, 1), height: Math.max(host.clientHeight, 1) };
    const scale = window.devicePixelRatio || 1;
    canvas.width = Math.round(size.width * scale);
    canvas.height = Math.round(size.height * scale);
    keptAt = null;
    request();
  }

  resize();
  const renderer = {
    name: "canvas",
    show(next, { picked = new Set(), fit = true } = {}) {
      [scene, chosen, keptAt] = [next, picked, null];
      if (fit) camera = fitCamera(scene, size);
      request();
    },
    size: () => size,
    camera: () => camera,
    labels: () => labels,
    fit() {
      camera = fitCamera(scene, size);
      keptAt = null;
      request();
    },
    centre(x, y) {
      camera = { ...camera, x, y };
      keptAt = null;
      request();
    },
    panBy,
    zoom,
    resize,
    request,
    // What is drawn stays on the screen, and nothing more is drawn.
    still: () => {
      quiet = true;
    },
    destroy: () => canvas.remove(),
  };
  listenToHand(canvas, renderer, () => scene, on);
  return renderer;
}

function distanceToSegment(px, py, [x1, y1], [x2, y2]) {
  const along = Math.max(
    0,
    Math.min(1, ((px - x1) * (x2 - x1) + (py - y1) * (y2 - y1)) / ((x2 - x1) ** 2 + (y2 - y1) ** 2 || 1)),
  );
  return Math.hypot(x1 + along * (x2 - x1) - px, y1 + along * (y2 - y1) - py);
}

// What lies under a point of the screen: the nearest node within reach, else a label, else the nearest edge.
export function under(scene, renderer, px, py) {
  const [camera, size] = [renderer.camera(), renderer.size()];
  let [best, nearest] = [null, Infinity];
  scene.nodes.forEach((one) => {
    const d =
      Math.hypot(
        (one.x - camera.x) * camera.k + size.width / 2 - px,
        (one.y - camera.y) * camera.k + size.height / 2 - py,
      ) - shownRadius(one.r, camera.k);
    if (d < nearest && d < 5) [best, nearest] = [{ key: one.key, one }, d];
  });
  if (best) return best;
  const label = renderer
    .labels()
    .find((box) => box.node && px >= box.x && px <= box.x + box.w && py >= box.y && py <= box.y + box.h);
  if (label) return { key: label.node.key, one: label.node };
  const at = (one) => [(one.x - camera.x) * camera.k + size.width / 2, (one.y - camera.y) * camera.k + size.height / 2];
  for (const edge of scene.edges) {
    if (!edge.edge && !edge.count) continue;
    const points = pointsAlong(route(edge, ...at(scene.nodes[edge.a]), ...at(scene.nodes[edge.b]), camera.k));
    for (let k = 1; k < points.length; k += 1) {
      const d = distanceToSegment(px, py, points[k - 1], points[k]);
      if (d >= nearest || d >= Math.max(6, edge.width / 2 + 1)) continue;
      const ends = [scene.nodes[edge.a].key, scene.nodes[edge.b].key];
      [best, nearest] = [edge.edge ? { edge: edge.edge.i } : { ribbon: ends, count: edge.count }, d];
    }
  }
  return best;
}

// Mouse, pen and fingers: drag to pan, wheel or pinch to zoom, click to pick, double click to open.
function listenToHand(canvas, renderer, scene, on) {
  const hands = new Map();
  let moved = 0;
  const found = (event) => under(scene(), renderer, event.offsetX, event.offsetY);
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    hands.set(event.pointerId, event);
    moved = 0;
  });
  canvas.addEventListener("pointermove", (event) => {
    const before = hands.get(event.pointerId);
    if (!before) {
      const hit = found(event);
      canvas.style.cursor = hit ? "pointer" : "grab";
      on.hover(hit, event.offsetX, event.offsetY);
      return;
    }
    const others = [...hands.values()].filter((one) => one.pointerId !== event.pointerId);
    if (others.length) {
      const span = (one) => Math.hypot(one.offsetX - others[0].offsetX, one.offsetY - others[0].offsetY);
      renderer.zoom(
        span(event) / (span(before) || 1),
        (event.offsetX + others[0].offsetX) / 2,
        (event.offsetY + others[0].offsetY) / 2,
      );
    } else renderer.panBy(event.offsetX - before.offsetX, event.offsetY - before.offsetY);
    moved += Math.abs(event.offsetX - before.offsetX) + Math.abs(event.offsetY - before.offsetY);
    hands.set(event.pointerId, event);
  });
  const lift = (event) => {
    if (!hands.delete(event.pointerId) || event.type === "pointercancel" || moved > 5) return;
    on.pick(found(event));
  };
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("dblclick", (event) => on.open(found(event)));
  canvas.addEventListener("pointercancel", lift);
  canvas.addEventListener("pointerleave", () => on.hover(null));
  canvas.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      if (!scrollFrame(event, renderer, scene()))
        renderer.zoom(Math.exp(-event.deltaY * 0.0016), event.offsetX, event.offsetY);
    },
    { passive: false },
  );
}
