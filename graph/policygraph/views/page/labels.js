// Labels at rest never overlap: each takes the first free place beside its node, the most important ones first, and
// one that finds none waits until the reader zooms in.
import { theme } from "./theme.js";

export const FONT = 12.5;
export const LINE = 15;
export const INVISIBLE = /[\p{Cc}\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu;
const widths = new Map();
let [ruler, ruledFor] = [null, null];

export const font = (bold) => `${bold ? "600 " : ""}${FONT}px ${theme.font}`;

// Text as it may be drawn: controls that turn or hide text are left out, and a long text is cut.
export function drawable(text, cut) {
  const clean = text
    .slice(0, 4 * cut + 80)
    .replace(INVISIBLE, "")
    .replace(/\s+/g, " ")
    .trim();
  const letters = [...clean];
  return letters.length > cut
    ? `${letters
        .slice(0, cut - 1)
        .join("")
        .trimEnd()}…`
    : clean;
}

function measured(text, bold) {
  if (ruledFor !== theme) {
    widths.clear();
    [ruler, ruledFor] = [null, theme];
  }
  const key = bold ? `b${text}` : text;
  if (!widths.has(key)) {
    ruler ??= document.createElement("canvas").getContext("2d");
    ruler.font = font(bold);
    widths.set(key, ruler.measureText(text).width);
  }
  return widths.get(key);
}

// Plain letters are as wide together as they are one by one, which spares thousands of measurements; others join.
export function textWidth(text, bold) {
  if (/[^ -~…·]/.test(text)) return measured(text, bold);
  let sum = 0;
  for (let k = 0; k < text.length; k += 1) sum += measured(text[k], bold);
  return sum;
}

// As many letters of a text as fit into a width: a guess from the widths of single letters, then measured.
export function fitted(text, room) {
  if (textWidth(text) <= room) return text;
  let [least, long] = [0, textWidth("…")];
  while (least < text.length && long < room + 4) {
    long += textWidth(text[least]);
    least += 1;
  }
  while (least > 2 && textWidth(`${text.slice(0, least)}…`) > room) least -= 1;
  return least > 2 ? `${text.slice(0, least).trimEnd()}…` : "";
}

// A text in at most so many lines that fit into a width, the last one cut so that `after` still fits behind it.
function wrapped(text, room, most, after = "") {
  const lines = [""];
  for (const word of text.split(" ")) {
    const last = lines.length - 1;
    const longer = lines[last] ? `${lines[last]} ${word}` : word;
    if (!lines[last] || textWidth(longer) <= room || last === most - 1) lines[last] = longer;
    else lines.push(word);
  }
  if (after && lines.length < most && textWidth(lines.at(-1) + after) > room) lines.push("");
  return lines
    .map((line, k) =>
      k < lines.length - 1 ? fitted(line, room) : (fitted(line, room - textWidth(after)) + after).trim(),
    )
    .filter(Boolean);
}

// The boxes that are taken, by the cells of a grid that they touch.
class Crowd {
  constructor(cell = 64) {
    this.cell = cell;
    this.cells = new Map();
  }

  take(box) {
    const [left, right, top, bottom] = this.reach(box);
    for (let x = left; x <= right; x += 1) {
      for (let y = top; y <= bottom; y += 1) {
        const key = x * 65536 + y;
        const held = this.cells.get(key);
        if (held) held.push(box);
        else this.cells.set(key, [box]);
      }
    }
  }

  reach({ x, y, w, h }) {
    return [
      Math.floor(x / this.cell),
      Math.floor((x + w) / this.cell),
      Math.floor(y / this.cell),
      Math.floor((y + h) / this.cell),
    ];
  }

  free(box, own) {
    const [left, right, top, bottom] = this.reach(box);
    for (let x = left; x <= right; x += 1) {
      for (let y = top; y <= bottom; y += 1) {
        const held = this.cells.get(x * 65536 + y);
        for (let k = 0; held && k < held.length; k += 1) {
          const other = held[k];
          if (
            other.own !== own &&
            box.x < other.x + other.w &&
            other.x < box.x + box.w &&
            box.y < other.y + other.h &&
            other.y < box.y + box.h
          )
            return false;
        }
      }
    }
    return true;
  }
}

const SIDES = {
  below: ["below", "right", "above", "left"],
  above: ["above", "right", "left", "below"],
  right: ["right"],
  left: ["left"],
  center: ["center"],
};
// Where a label may stand that is bound to no side, as directions from its node.
const AROUND = {
  right: [1, 0],
  below: [0, 1],
  above: [0, -1],
  left: [-1, 0],
  "right below": [0.7, 0.7],
  "right above": [0.7, -0.7],
  "left below": [-0.7, 0.7],
  "left above": [-0.7, -0.7],
};
const MANY_EDGES = 600;
const WAYS_OUT = Object.keys(AROUND);
const LEANING = { right: 0.3, below: 0.25, above: 0.2, left: 0.15 };

function boxAt(side, x, y, r, w, h) {
  if (side === "right") return { x: x + r + 5, y: y - h / 2, w, h };
  if (side === "left") return { x: x - r - 5 - w, y: y - h / 2, w, h };
  if (side === "above") return { x: x - w / 2, y: y - r - 3 - h, w, h };
  if (side === "below" || side === "center")
    return { x: x - w / 2, y: side === "center" ? y - h / 2 : y + r + 3, w, h };
  const [dx, dy] = AROUND[side];
  return { x: dx > 0 ? x + r * 0.7 + 3 : x - r * 0.7 - 3 - w, y: dy > 0 ? y + r * 0.5 + 1 : y - r * 0.5 - 1 - h, w, h };
}

// The sides of a free label, those that face away from its node's edges first.
function sidesOf(scene, i) {
  if (scene.nodes[i].side !== "free") return SIDES[scene.nodes[i].side];
  if (scene.edges.length > MANY_EDGES) return SIDES.below;
  if (!scene.pulls) {
    scene.pulls = scene.nodes.map(() => [0, 0, 0]);
    for (const { a, b } of scene.edges) {
      const [dx, dy] = [scene.nodes[b].x - scene.nodes[a].x, scene.nodes[b].y - scene.nodes[a].y];
      const long = Math.hypot(dx, dy) || 1;
      for (const [end, way] of [
        [a, 1],
        [b, -1],
      ]) {
        scene.pulls[end][0] += (way * dx) / long;
        scene.pulls[end][1] += (way * dy) / long;
        scene.pulls[end][2] += Math.abs(dx) / long < 0.02 ? 1 : Infinity;
      }
    }
  }
  const [px, py, upright] = scene.pulls[i];
  // In an upright chain labels stand to the right, as in a list; the left is for want of anything better.
  if (upright && upright < 3) return ["right", null, null, null, null, "left"];
  const long = Math.max(1, Math.hypot(px, py));
  const liking = (side) => (LEANING[side] || 0) - (AROUND[side][0] * px + AROUND[side][1] * py) / long;
  const ways = WAYS_OUT.map((side) => /** @type {[number, string]} */ ([liking(side), side]));
  return ways.sort((a, b) => b[0] - a[0]).map((one) => one[1]);
}

// Whether a straight line runs through a box.
function crosses(box, x1, y1, x2, y2) {
  const [right, bottom] = [box.x + box.w, box.y + box.h];
  if (
    (x1 < box.x && x2 < box.x) ||
    (x1 > right && x2 > right) ||
    (y1 < box.y && y2 < box.y) ||
    (y1 > bottom && y2 > bottom)
  )
    return false;
  const side = (x, y) => (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1);
  const [a, b, c, d] = [side(box.x, box.y), side(right, box.y), side(box.x, bottom), side(right, bottom)];
  return !((a > 0 && b > 0 && c > 0 && d > 0) || (a < 0 && b < 0 && c < 0 && d < 0));
}

// How many of the lines, four numbers each, run through a box.
function crossings(box, lines) {
  let count = 0;
  for (let k = 0; k < lines.length; k += 4)
    if (crosses(box, lines[k], lines[k + 1], lines[k + 2], lines[k + 3])) count += 1;
  return count;
}

// The edges that a free label should keep off; among very many nobody could look for a side that has none.
function linesBehind(scene, camera, size) {
  if (scene.edges.length > MANY_EDGES || !scene.free) return [];
  const X = (one) => (one.x - camera.x) * camera.k + size.width / 2;
  const Y = (one) => (one.y - camera.y) * camera.k + size.height / 2;
  const ends = ({ a, b }) => [X(scene.nodes[a]), Y(scene.nodes[a]), X(scene.nodes[b]), Y(scene.nodes[b])];
  return Float64Array.from(scene.edges.filter((edge) => !edge.faded).flatMap(ends));
}

// The radius of a node on the screen: it shrinks when the reader zooms out, less than the distances do.
export const shownRadius = (r, k) => Math.max(1.4, r * Math.min(1.6, k ** 0.6));

// The ring around a chosen node.
export const ringRadius = (r, k) => shownRadius(r, k) * 1.2 + 6;

export function linesOf(one, cut, k) {
  let text = drawable(one.label, one.lines ? 400 : one.max ? 160 : cut);
  if (one.max) text = fitted(text, one.max * k - shownRadius(one.r, k) - (one.badge ? 34 : 8));
  if (!text) return [];
  if (!one.lines) return [one.badge ? `${text}  ${one.badge}` : text];
  return wrapped(text, one.room, one.lines, one.badge ? `  ${one.badge}` : "");
}

const moved = ({ leader, ...label }, dx, dy) => ({
  ...label,
  x: label.x + dx,
  y: label.y + dy,
  leader: leader ? leader.map((value, k) => value + (k % 2 ? dy : dx)) : null,
});

// Labels are placed once for what is shown. While the hand moves it they go along, and find their places anew at rest.
export function keepLabels() {
  let kept = null;
  const labelsFor = (scene, camera, size, chosen, moving) => {
    const same =
      kept &&
      kept.scene === scene &&
      kept.chosen === chosen &&
      kept.camera.k === camera.k &&
      kept.size.width === size.width &&
      kept.size.height === size.height;
    const [dx, dy] = same ? [(kept.camera.x - camera.x) * camera.k, (kept.camera.y - camera.y) * camera.k] : [0, 0];
    if (same && !dx && !dy) return kept.labels;
    if (same && moving) return kept.labels.map((label) => moved(label, dx, dy));
    kept = { scene, camera: { ...camera }, size, chosen, labels: placeLabels(scene, camera, size, chosen) };
    return kept.labels;
  };
  // What the hand lifts takes its label along; the others stay where they are.
  labelsFor.lift = () => {
    if (kept) kept.labels = kept.labels.filter((label) => !label.node?.held);
  };
  labelsFor.forget = () => {
    kept = null;
  };
  return labelsFor;
}

// So many of the most linked nodes of a network or map are named whenever it is at rest.
export const NAMED = 30;

// The most linked nodes of a scene that stand out, and those that are picked.
export function mustBeNamed(scene, chosen) {
  if (!scene.free) return new Set();
  const named = scene.nodes.filter((one) => one.node && one.label && !one.faded && !one.far);
  named.sort((a, b) => b.node.degree - a.node.degree || a.node.i - b.node.i);
  const shown = named.slice(0, NAMED).filter((one) => one.node.degree);
  return new Set([...shown.map((one) => one.key), ...chosen]);
}

// The labels that find a place: {x, y, w, h, lines, side, node}, in pixels of the screen.
export function placeLabels(scene, camera, size, chosen) {
  const crowd = new Crowd();
  const written = new Crowd();
  for (const word of wordsAt(scene, camera, size)) for (const one of [crowd, written]) one.take(word.box);
  const tools = { x: 0, y: size.height - scene.foot, w: size.width, h: scene.foot, own: -5 };
  if (scene.foot) for (const one of [crowd, written]) one.take(tools);
  const must = mustBeNamed(scene, chosen);
  const seen = [];
  scene.nodes.forEach((one, i) => {
    const [x, y] = [(one.x - camera.x) * camera.k + size.width / 2, (one.y - camera.y) * camera.k + size.height / 2];
    if (x < -40 || y < -40 || x > size.width + 40 || y > size.height + 40) return;
    const picked = chosen.has(one.key);
    const r = picked ? ringRadius(one.r, camera.k) : shownRadius(one.r, camera.k);
    if (scene.nodes.length < 4000 && !one.faded) crowd.take({ x: x - r, y: y - r, w: 2 * r, h: 2 * r, own: i });
    if (one.label && !one.faded && !one.held)
      seen.push({ one, i, x, y, r, picked, rank: one.priority + (picked ? 1e9 : 0) + (must.has(one.key) ? 1e8 : 0) });
  });
  seen.sort((a, b) => b.rank - a.rank || a.i - b.i);
  const behind = linesBehind(scene, camera, size);
  const placed = [];
  // More names than this on one screen of a network tell nobody anything; a list shows all.
  const most = scene.free ? Math.max(60, (size.width * size.height) / 4500) : 400;
  for (const some of seen.slice(0, scene.free ? 3 * most : 900)) {
    const found = placeLabel(scene, camera, size, crowd, behind, some);
    const label =
      found ||
      (must.has(some.one.key)
        ? placeFarther(size, crowd, some, NEARBY) || placeFarther(size, written, some, REACHES)
        : null);
    if (!label) continue;
    crowd.take(label);
    written.take(label);
    placed.push(label);
    if (placed.length >= most) break;
  }
  placeEdgeLabels(scene, camera, size, crowd, placed);
  return placed;
}

// One label at the free place that costs least: fewer letters, a less liked side and an edge behind the text all cost.
function placeLabel(scene, camera, size, crowd, behind, { one, i, x, y, r, picked }) {
  const bold = picked || (one.rolled === true && !one.touch);
  const lines = linesOf(one, scene.cut, camera.k);
  if (!lines.length) return null;
  const rooms = one.lines && (lines.length > 1 || scene.free) ? [0, one.room, one.room * 0.72] : [0];
  const sides = scene.centred ? [one.side, "below", "above"] : sidesOf(scene, i);
  let [best, least] = [null, Infinity];
  rooms.forEach((room, way) => {
    if (way * 1.4 >= least) return;
    const some = room ? [fitted(drawable(one.label, 80), room)].filter(Boolean) : lines;
    if (!some.length || (way && lines.length === 1 && some[0] === lines[0])) return;
    const w = Math.max(...some.map((line) => textWidth(line, bold)));
    sides.forEach((side, liking) => {
      const cost = way * 1.4 + liking * 0.3;
      if (!side || cost >= least) return;
      const box = { ...boxAt(side, x, y, r, w, some.length * LINE), own: i };
      const inside = box.x >= 3 && box.y >= 3 && box.x + box.w <= size.width - 3 && box.y + box.h <= size.height - 3;
      if (!inside || !crowd.free({ x: box.x - 2, y: box.y, w: box.w + 4, h: box.h }, i)) return;
      const dear = cost + (behind.length ? crossings(box, behind) * 2.5 : 0);
      if (dear < least) [best, least] = [{ ...box, lines: some, side: side.split(" ")[0], bold, node: one }, dear];
    });
  });
  return best;
}

const NEARBY = [0, 12, 26, 42];
const REACHES = [0, 12, 26, 42, 60, 80, 104, 132, 164, 200];
const WAYS = 16;

// A label that must stand: over other nodes if need be, or some way off with a line to its node, but on no other label.
function placeFarther(size, taken, { one, i, x, y, r, picked }, reaches) {
  for (const room of [132, 90, 60]) {
    const text = fitted(drawable(one.label, 60), room);
    if (!text) continue;
    const [w, h] = [textWidth(text, picked), LINE];
    for (const reach of reaches) {
      for (let way = 0; way < WAYS; way += 1) {
        const [dx, dy] = [Math.cos((way * 2 * Math.PI) / WAYS), Math.sin((way * 2 * Math.PI) / WAYS)];
        const off = r + 4 + reach;
        const left = x + dx * off + ((dx - 1) * w) / 2;
        const top = y + dy * off + ((dy - 1) * h) / 2;
        const box = { x: left, y: top, w, h, own: i };
        const inside = left >= 3 && top >= 3 && left + w <= size.width - 3 && top + h <= size.height - 3;
        if (!inside || !taken.free({ x: left - 2, y: top, w: w + 4, h }, i)) continue;
        const leader = reach > 12 ? [x + dx * r, y + dy * r, x + dx * (off - 2), y + dy * (off - 2)] : null;
        return { ...box, lines: [text], side: "center", bold: picked, node: one, leader };
      }
    }
  }
  return null;
}

function placeEdgeLabels(scene, camera, size, crowd, placed) {
  for (const edge of scene.edges) {
    if (!edge.label || edge.faded) continue;
    const [a, b] = [scene.nodes[edge.a], scene.nodes[edge.b]];
    const [near, far] = edge.at === undefined ? [0.5, 0.5] : [1 - edge.at, edge.at];
    const x = (a.x * near + b.x * far - camera.x) * camera.k + size.width / 2;
    const y = (a.y * near + b.y * far - camera.y) * camera.k + size.height / 2;
    const w = textWidth(edge.label);
    const long = Math.hypot(a.x - b.x, a.y - b.y) * camera.k;
    const box = { x: x - w / 2, y: y - LINE / 2, w, h: LINE, own: -1 };
    if (long < w + 34 || box.x < 3 || box.x + w > size.width - 3 || !crowd.free(box, -2)) continue;
    crowd.take(box);
    placed.push({ ...box, lines: [edge.label], side: "center", quiet: true, node: null });
  }
}

// Where the words behind a scene stand on the screen; those outside it are left out.
export function wordsAt(scene, camera, size) {
  const shown = [];
  for (const word of scene.words) {
    const px =
      (word.x - camera.x) * camera.k +
      size.width / 2 -
      (word.side === "left" ? 6 + (word.inset || 0) : word.inset || 0);
    const py = (word.y - camera.y) * camera.k + size.height / 2 + (word.strong || word.side !== "center" ? 0 : 10);
    const w = textWidth(word.text, word.strong);
    const box = {
      x: word.side === "left" ? px - w : word.side === "right" ? px : px - w / 2,
      y: py - LINE / 2,
      w,
      h: LINE,
      own: -4,
    };
    if (box.x > 2 && box.x + w < size.width - 2 && py > 8 && py < size.height - 8) shown.push({ ...word, px, py, box });
  }
  return shown;
}
