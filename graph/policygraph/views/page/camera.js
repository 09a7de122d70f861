// Where the reader looks from: what fits a scene into the stage, and what keeps it from being lost.
import { LINE, linesOf, textWidth } from "./labels.js";

export const MOST_ZOOM = 12;

export function fitCamera(scene, size) {
  if (!scene.nodes.length) return { x: 0, y: 0, k: 1 };
  if (scene.frame) return framed(scene, size);
  if (scene.centred) return aroundCentre(scene, size);
  const { left, right, top, bottom } = extent(
    scene,
    scene.nodes.some((one) => !one.far) ? (one) => !one.far : () => true,
  );
  const pad = Math.min(scene.pad, size.width * 0.36);
  const after = scene.after || 0;
  const room = {
    width: Math.max(60, size.width - 2 * pad - after),
    height: Math.max(60, size.height - scene.foot - 2 * Math.min(scene.pad, 44)),
  };
  const k = Math.min(room.width / Math.max(right - left, 1), room.height / Math.max(bottom - top, 1), 1.35);
  return { x: (left + right + after / k) / 2, y: (top + bottom + scene.foot / k) / 2, k };
}

// The box around the nodes of a scene that count, with the headings above them.
function extent(scene, counts) {
  const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const one of scene.nodes) {
    if (!counts(one)) continue;
    box.left = Math.min(box.left, one.x - one.r);
    box.right = Math.max(box.right, one.x + one.r);
    box.top = Math.min(box.top, one.y - one.r);
    box.bottom = Math.max(box.bottom, one.y + one.r);
  }
  return box;
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

const between = (low, value, high) => (low > high ? (low + high) / 2 : Math.max(low, Math.min(high, value)));

// No way of moving empties the stage: a list stays within its frame, and the middle of a drawing within the window.
export function kept(camera, scene, size) {
  if (!scene.nodes.length) return camera;
  const [across, up] = [size.width / 2 / camera.k, size.height / 2 / camera.k];
  if (scene.frame) {
    const { left, right, top, bottom } = scene.frame;
    return {
      k: camera.k,
      x: between(left + across, camera.x, right - across),
      y: between(top + up, camera.y, bottom - up),
    };
  }
  scene.extent ??= extent(scene, () => true);
  const { left, right, top, bottom } = scene.extent;
  return { k: camera.k, x: between(left, camera.x, right), y: between(top, camera.y, bottom) };
}

// Where nothing at all is in sight, the nearest node comes into it.
export function inSight(camera, scene, size) {
  let [nearest, least] = [null, Infinity];
  for (const one of scene.nodes) {
    const [x, y] = [Math.abs(one.x - camera.x) * camera.k, Math.abs(one.y - camera.y) * camera.k];
    if (x < size.width / 2 && y < size.height / 2) return camera;
    if (x + y < least) [nearest, least] = [one, x + y];
  }
  return nearest ? { ...camera, x: nearest.x, y: nearest.y } : camera;
}

// The wheel scrolls a scene that is a list higher than the stage, as it scrolls any list; with Ctrl it zooms.
export function scrollFrame(event, renderer, { frame }) {
  const [at, size] = [renderer.camera(), renderer.size()];
  if (!frame || event.ctrlKey || (frame.bottom - frame.top) * at.k <= size.height + 1) return false;
  renderer.centre(at.x, at.y + (event.deltaMode ? event.deltaY * LINE : event.deltaY) / at.k);
  return true;
}
