// Mouse, pen and fingers: drag to pan or to move a node, wheel or pinch to zoom, click to pick, double click to open,
// Shift and drag to throw a lasso.
import { scrollFrame } from "./camera.js";
import { shownRadius } from "./labels.js";
import { isPlain, pointsAlong, route } from "./paint.js";

const STILL = 5;

function distanceToSegment(px, py, x1, y1, x2, y2) {
  const long = (x2 - x1) ** 2 + (y2 - y1) ** 2 || 1;
  const along = Math.max(0, Math.min(1, ((px - x1) * (x2 - x1) + (py - y1) * (y2 - y1)) / long));
  return Math.hypot(x1 + along * (x2 - x1) - px, y1 + along * (y2 - y1) - py);
}

// What lies under a point of the screen: the nearest node within reach, else a label, else the nearest line.
export function under(scene, renderer, px, py) {
  const [camera, size] = [renderer.camera(), renderer.size()];
  const X = (one) => (one.x - camera.x) * camera.k + size.width / 2;
  const Y = (one) => (one.y - camera.y) * camera.k + size.height / 2;
  let [best, nearest] = [null, Infinity];
  for (const one of scene.nodes) {
    const d = Math.hypot(X(one) - px, Y(one) - py) - shownRadius(one.r, camera.k);
    if (d < nearest && d < STILL) [best, nearest] = [{ key: one.key, one }, d];
  }
  if (best) return best;
  const label = renderer
    .labels()
    .find((box) => box.node && px >= box.x && px <= box.x + box.w && py >= box.y && py <= box.y + box.h);
  if (label) return { key: label.node.key, one: label.node };
  for (const link of scene.edges) {
    if (!link.edge && !link.count) continue;
    const [a, b] = [scene.nodes[link.a], scene.nodes[link.b]];
    const d = distanceTo(link, px, py, X(a), Y(a), X(b), Y(b), camera.k) - link.width / 2;
    if (d < nearest && d < STILL)
      [best, nearest] = [link.edge ? { edge: link.edge.i } : { ribbon: [a.key, b.key], count: link.count }, d];
  }
  return best;
}

function distanceTo(link, px, py, x1, y1, x2, y2, k) {
  if (isPlain(link)) return distanceToSegment(px, py, x1, y1, x2, y2);
  const points = pointsAlong(route(link, x1, y1, x2, y2, k));
  let least = Infinity;
  for (let n = 1; n < points.length; n += 1)
    least = Math.min(least, distanceToSegment(px, py, ...points[n - 1], ...points[n]));
  return least;
}

// Whether a point lies in a closed line.
export function encloses(line, x, y) {
  let inside = false;
  for (let k = 0, before = line.length - 1; k < line.length; before = k, k += 1) {
    const [[ax, ay], [bx, by]] = [line[k], line[before]];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

export function listenToHand(canvas, renderer, scene, on) {
  const hands = new Map();
  let [moved, act] = [0, "pan"];
  const found = (event) => under(scene(), renderer, event.offsetX, event.offsetY);

  function begin(event) {
    if (event.shiftKey || renderer.lassoing()) return "lasso";
    const hit = scene().loose && event.button !== 1 ? found(event) : null;
    return hit?.one?.node && renderer.hold(hit.key) ? "move" : "pan";
  }

  function drag(event, before) {
    const [dx, dy] = [event.offsetX - before.offsetX, event.offsetY - before.offsetY];
    moved += Math.abs(dx) + Math.abs(dy);
    const others = [...hands.values()].filter((one) => one.pointerId !== event.pointerId);
    if (others.length) pinch(event, before, others[0]);
    else if (act === "lasso") renderer.lasso(event.offsetX, event.offsetY);
    else if (act === "move") renderer.moveHeld(dx, dy);
    else renderer.panBy(dx, dy);
  }

  function pinch(event, before, other) {
    const span = (one) => Math.hypot(one.offsetX - other.offsetX, one.offsetY - other.offsetY);
    const [x, y] = [(event.offsetX + other.offsetX) / 2, (event.offsetY + other.offsetY) / 2];
    renderer.zoom(span(event) / (span(before) || 1), x, y);
    renderer.panBy((event.offsetX - before.offsetX) / 2, (event.offsetY - before.offsetY) / 2);
  }

  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    renderer.light(null);
    if (hands.size) renderer.letGo(false);
    else [moved, act] = [0, begin(event)];
    if (hands.size) act = "pan";
    hands.set(event.pointerId, event);
  });
  canvas.addEventListener("pointermove", (event) => {
    const before = hands.get(event.pointerId);
    if (before) {
      drag(event, before);
      hands.set(event.pointerId, event);
      return;
    }
    const hit = found(event);
    canvas.style.cursor = hit ? "pointer" : "grab";
    renderer.light(hit);
    on.hover(hit, event.offsetX, event.offsetY);
  });
  const lift = (event) => {
    if (!hands.delete(event.pointerId) || hands.size) return;
    const clicked = moved <= STILL && event.type !== "pointercancel";
    renderer.letGo(!clicked);
    if (clicked) on.pick(found(event));
  };
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("dblclick", (event) => on.open(found(event)));
  canvas.addEventListener("pointercancel", lift);
  canvas.addEventListener("pointerleave", () => {
    renderer.light(null);
    on.hover(null);
  });
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
