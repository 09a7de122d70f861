// Coasts, borders and provinces behind a map, as the page carries them: see policygraph/views/outlines.py.
import { theme } from "./theme.js";

// The points of each line, x and y in turn, in the map's own pixels.
function decoded(text) {
  return text
    .split(" ")
    .filter(Boolean)
    .map((line) => {
      const points = [];
      let [at, value, shift] = [[0, 0], 0, 0];
      for (let k = 0; k < line.length; k += 1) {
        const letter = line.charCodeAt(k) - 63;
        value += (letter & 31) * 2 ** shift;
        shift += 5;
        if (letter & 32) continue;
        at = [at[1], at[0] + (value % 2 ? -(value + 1) / 2 : value / 2)];
        points.push(at[1] / 2);
        [value, shift] = [0, 0];
      }
      return points;
    });
}

const LOOKS = [
  { name: "provinces", tone: "line", alpha: 0.5, width: 0.7 },
  { name: "borders", tone: "quiet", alpha: 0.65, width: 1.1 },
  { name: "coasts", tone: "quiet", alpha: 0.6, width: 0.9 },
];
const SEA = { tone: "Place", alpha: 0.1 };

// The layers of a map: what lies around the report's things, and behind it the world.
export function layersOf({ near, world }) {
  return [world, near].filter(Boolean).map(({ box, ...texts }) => ({
    box,
    lines: Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, decoded(text)])),
    paths: null,
  }));
}

function pathOf(lines, closed) {
  const path = new Path2D();
  for (const points of lines) {
    path.moveTo(points[0], points[1]);
    for (let k = 2; k < points.length; k += 2) path.lineTo(points[k], points[k + 1]);
    if (closed) path.closePath();
  }
  return path;
}

// Paints a map's layers: each on its own sea, cut off at its own edge.
export function paintMap(ctx, layers, camera, size) {
  if (!layers.length) return;
  ctx.save();
  ctx.globalAlpha = 1;
  ctx.fillStyle = theme.paper;
  ctx.fillRect(0, 0, size.width, size.height);
  ctx.globalAlpha = SEA.alpha;
  ctx.fillStyle = theme.colour[SEA.tone];
  ctx.fillRect(0, 0, size.width, size.height);
  ctx.translate(size.width / 2, size.height / 2);
  ctx.scale(camera.k, camera.k);
  ctx.translate(-camera.x, -camera.y);
  ctx.lineJoin = "round";
  for (const layer of layers) {
    layer.paths ??= Object.fromEntries(
      Object.entries(layer.lines).map(([name, lines]) => [name, pathOf(lines, name === "coasts")]),
    );
    const [left, top, right, bottom] = layer.box;
    const inset = 1.5 / camera.k;
    ctx.save();
    ctx.beginPath();
    ctx.rect(left + inset, top + inset, right - left - 2 * inset, bottom - top - 2 * inset);
    ctx.clip();
    if (layer !== layers[0]) paintSea(ctx, layer.box);
    ctx.globalAlpha = 1;
    ctx.fillStyle = theme.paper;
    ctx.fill(layer.paths.coasts, "evenodd");
    for (const { name, tone, alpha, width } of LOOKS) {
      if (!layer.paths[name]) continue;
      ctx.globalAlpha = alpha;
      ctx.strokeStyle = theme[tone];
      ctx.lineWidth = width / camera.k;
      ctx.stroke(layer.paths[name]);
    }
    ctx.restore();
  }
  ctx.restore();
}

function paintSea(ctx, [left, top, right, bottom]) {
  for (const [fill, alpha] of [
    [theme.paper, 1],
    [theme.colour[SEA.tone], SEA.alpha],
  ]) {
    ctx.globalAlpha = alpha;
    ctx.fillStyle = fill;
    ctx.fillRect(left, top, right - left, bottom - top);
  }
}

// The same as shapes for a drawing made of lines: {path or rect, attributes}.
export function mapShapes(layers, X, Y, size) {
  const sea = { fill: theme.colour[SEA.tone], "fill-opacity": SEA.alpha };
  /** @type {any[]} */
  const shapes = layers.length ? [{ rect: [0, size.top, size.width, size.height], ...sea }] : [];
  layers.forEach((layer, number) => {
    const [left, top, right, bottom] = layer.box;
    const box = [X(left), Y(top), X(right) - X(left), Y(bottom) - Y(top)];
    if (number) shapes.push({ rect: box, fill: theme.paper }, { rect: box, ...sea });
    const text = (lines, end) =>
      lines
        .map((points) => {
          const steps = [];
          for (let k = 0; k < points.length; k += 2)
            steps.push(`${k ? "L" : "M"}${X(points[k]).toFixed(1)} ${Y(points[k + 1]).toFixed(1)}`);
          return steps.join("") + end;
        })
        .join("");
    shapes.push({ d: text(layer.lines.coasts, "Z"), fill: theme.paper, "fill-rule": "evenodd" });
    for (const { name, tone, alpha, width } of LOOKS) {
      if (!layer.lines[name]?.length) continue;
      const d = text(layer.lines[name], name === "coasts" ? "Z" : "");
      shapes.push({ d, fill: "none", stroke: theme[tone], "stroke-opacity": alpha, "stroke-width": width });
    }
  });
  return shapes;
}
