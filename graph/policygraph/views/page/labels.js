// Labels at rest never overlap: each takes the first free place beside its node, the most important ones first, and
// one that finds none waits until the reader zooms in.
const FONT = 12.5;
const LINE = 15;
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;
const widths = new Map();
let ruler = null;

const font = (bold) => `${bold ? "600 " : ""}${FONT}px ${theme.font}`;

// Text as it may be drawn: controls that turn or hide text are left out, and a long text is cut.
function drawable(text, cut) {
  const clean = text.slice(0, 4 * cut + 80).replace(INVISIBLE, "").replace(/\s+/g, " ").trim();
  const letters = [...clean];
  return letters.length > cut ? `${letters.slice(0, cut - 1).join("").trimEnd()}…` : clean;
}

function textWidth(text, bold) {
  const key = bold ? `b${text}` : text;
  if (!widths.has(key)) {
    ruler ??= document.createElement("canvas").getContext("2d");
    ruler.font = font(bold);
    widths.set(key, ruler.measureText(text).width);
  }
  return widths.get(key);
}

// As many letters of a text as fit into a width.
function fitted(text, room) {
  if (textWidth(text) <= room) return text;
  let [least, most] = [0, text.length];
  while (least < most) {
    const middle = (least + most + 1) >> 1;
    if (textWidth(`${text.slice(0, middle)}…`) <= room) least = middle;
    else most = middle - 1;
  }
  return least > 2 ? `${text.slice(0, least).trimEnd()}…` : "";
}

// A text in at most so many lines that fit into a width, the last one cut.
function wrapped(text, room, most) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const last = lines.length - 1;
    const longer = lines[last] ? `${lines[last]} ${word}` : word;
    if (!lines[last] || textWidth(longer) <= room || last === most - 1) lines[last] = longer;
    else lines.push(word);
  }
  return lines.map((line) => fitted(line, room)).filter(Boolean);
}

class Crowd {
  constructor(cell = 64) {
    this.cell = cell;
    this.cells = new Map();
  }

  *keys(box) {
    const at = (value) => Math.floor(value / this.cell);
    for (let x = at(box.x); x <= at(box.x + box.w); x += 1) for (let y = at(box.y); y <= at(box.y + box.h); y += 1) yield x * 65536 + y;
  }

  take(box) {
    for (const key of this.keys(box)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push(box);
    }
  }

  free(box, own) {
    for (const key of this.keys(box)) {
      for (const other of this.cells.get(key) || []) {
        if (other.own !== own && box.x < other.x + other.w && other.x < box.x + box.w && box.y < other.y + other.h && other.y < box.y + box.h) return false;
      }
    }
    return true;
  }
}

const SIDES = { below: ["below", "right", "above", "left"], above: ["above", "right", "left", "below"], right: ["right"], left: ["left"], center: ["center"] };

function boxAt(side, x, y, r, w, h) {
  if (side === "right") return { x: x + r + 5, y: y - h / 2, w, h };
  if (side === "left") return { x: x - r - 5 - w, y: y - h / 2, w, h };
  if (side === "above") return { x: x - w / 2, y: y - r - 3 - h, w, h };
  return { x: x - w / 2, y: side === "center" ? y - h / 2 : y + r + 3, w, h };
}

// The radius of a node on the screen: it shrinks when the reader zooms out, less than the distances do.
// `linear` is set by a renderer that scales nodes as it scales distances.
let linear = 0;
const shownRadius = (r, k) => (linear ? r * linear * k : Math.max(1.4, r * Math.min(1.6, k ** 0.6)));

function linesOf(one, cut, k) {
  let text = drawable(one.label, one.lines ? 400 : one.max ? 160 : cut);
  if (one.max) text = fitted(text, one.max * k - shownRadius(one.r, k) - (one.badge ? 34 : 8));
  if (!text) return [];
  if (!one.lines) return [one.badge ? `${text}  ${one.badge}` : text];
  const lines = wrapped(text, one.room, one.lines);
  if (one.badge) lines[lines.length - 1] += `  ${one.badge}`;
  return lines;
}

// The labels that find a place: {x, y, w, h, lines, side, node}, in pixels of the screen.
function placeLabels(scene, camera, size, chosen) {
  const crowd = new Crowd();
  crowd.take({ x: size.width - 124, y: size.height - 50, w: 124, h: 50, own: -3 });
  for (const word of wordsAt(scene, camera, size)) crowd.take(word.box);
  const seen = [];
  scene.nodes.forEach((one, i) => {
    const [x, y] = [(one.x - camera.x) * camera.k + size.width / 2, (one.y - camera.y) * camera.k + size.height / 2];
    if (x < -40 || y < -40 || x > size.width + 40 || y > size.height + 40) return;
    const r = shownRadius(one.r, camera.k);
    if (scene.nodes.length < 4000) crowd.take({ x: x - r, y: y - r, w: 2 * r, h: 2 * r, own: i });
    if (one.label && !one.faded) seen.push({ one, i, x, y, r, rank: one.priority + (chosen.has(one.key) ? 1e9 : 0) });
  });
  seen.sort((a, b) => b.rank - a.rank || a.i - b.i);
  const placed = [];
  for (const { one, i, x, y, r } of seen.slice(0, 900)) {
    const bold = chosen.has(one.key) || one.rolled === true && !one.touch;
    const lines = linesOf(one, scene.cut, camera.k);
    if (!lines.length) continue;
    const short = lines.length > 1 ? [fitted(drawable(one.label, 80), one.room)] : [];
    const sides = scene.centred ? [one.side, "below", "above"] : SIDES[one.side];
    const tries = [lines, short].filter((some) => some.length).flatMap((some) => sides.map((side) => [some, side]));
    for (const [some, side] of tries) {
      const w = Math.max(...some.map((line) => textWidth(line, bold)));
      const box = { ...boxAt(side, x, y, r, w, some.length * LINE), own: i };
      const inside = box.x >= 3 && box.y >= 3 && box.x + box.w <= size.width - 3 && box.y + box.h <= size.height - 3;
      const roomy = { x: box.x - 2, y: box.y, w: box.w + 4, h: box.h };
      if (!inside || !crowd.free(roomy, i)) continue;
      crowd.take(box);
      placed.push({ ...box, lines: some, side, bold, node: one });
      break;
    }
    if (placed.length >= 260) break;
  }
  placeEdgeLabels(scene, camera, size, crowd, placed);
  return placed;
}

function placeEdgeLabels(scene, camera, size, crowd, placed) {
  for (const edge of scene.edges) {
    if (!edge.label || edge.faded) continue;
    const [a, b] = [scene.nodes[edge.a], scene.nodes[edge.b]];
    const x = ((a.x + b.x) / 2 - camera.x) * camera.k + size.width / 2;
    const y = ((a.y + b.y) / 2 - camera.y) * camera.k + size.height / 2;
    const w = textWidth(edge.label);
    const long = Math.hypot(a.x - b.x, a.y - b.y) * camera.k;
    const box = { x: x - w / 2, y: y - LINE / 2, w, h: LINE, own: -1 };
    if (long < w + 34 || box.x < 3 || box.x + w > size.width - 3 || !crowd.free(box, -2)) continue;
    crowd.take(box);
    placed.push({ ...box, lines: [edge.label], side: "center", quiet: true, node: null });
  }
}
