// Drawing a scene on a 2D context.
import { font, LINE, ringRadius, shownRadius } from "./labels.js";
import { CORNERS, SHAPES, theme } from "./theme.js";

function trace(ctx, shape, x, y, r) {
  const corners = CORNERS[shape];
  if (!corners) {
    ctx.moveTo(x + r, y);
    ctx.arc(x, y, r, 0, 2 * Math.PI);
    return;
  }
  corners.forEach(([dx, dy], k) => (k ? ctx.lineTo(x + dx * r, y + dy * r) : ctx.moveTo(x + dx * r, y + dy * r)));
  ctx.closePath();
}

// The path of an edge between two points of the screen, as the commands of an SVG path: M x y then L, Q or C.
export function route(edge, x1, y1, x2, y2, k) {
  if (edge.lane) {
    const [from, to] = [x1 + edge.lane[0] * k, x1 + edge.lane[1] * k];
    return ["M", from, y1, "L", to, y1, "C", (to + x2) / 2, y1, (to + x2) / 2, y2, x2, y2];
  }
  if (edge.elbow) return ["M", x1, y1, "L", x1, y2, "L", x2, y2];
  if (edge.flow) return ["M", x1, y1, "C", (x1 + x2) / 2, y1, (x1 + x2) / 2, y2, x2, y2];
  if (edge.bend) {
    const reach = edge.bend * k + Math.abs(y2 - y1) * 0.22;
    const way = x1 < 0 ? -1 : 1;
    return ["M", x1, y1, "Q", (x1 + x2) / 2 - reach * way * (edge.inward ? -1 : 1), (y1 + y2) / 2, x2, y2];
  }
  return ["M", x1, y1, "L", x2, y2];
}

function follow(ctx, path) {
  for (let k = 0; k < path.length; ) {
    const command = path[k];
    if (command === "M") ctx.moveTo(path[k + 1], path[k + 2]);
    else if (command === "L") ctx.lineTo(path[k + 1], path[k + 2]);
    else if (command === "Q") ctx.quadraticCurveTo(...path.slice(k + 1, k + 5));
    else ctx.bezierCurveTo(...path.slice(k + 1, k + 7));
    k += { M: 3, L: 3, Q: 5, C: 7 }[command];
  }
}

// A path as a few points, near enough to tell whether the hand is on it.
export function pointsAlong(path) {
  const points = [];
  for (let k = 0; k < path.length; ) {
    const last = points.at(-1);
    const [command, a, b, c, d, e, f] = path.slice(k, k + 7);
    if (command === "M" || command === "L") points.push([a, b]);
    for (let t = 1; t <= 10 && (command === "Q" || command === "C"); t += 1) {
      const [near, far] = [1 - t / 10, t / 10];
      const along = (p, q, r, s) =>
        command === "Q"
          ? near * near * p + 2 * near * far * q + far * far * r
          : near ** 3 * p + 3 * near * near * far * q + 3 * near * far * far * r + far ** 3 * s;
      points.push([along(last[0], a, c, e), along(last[1], b, d, f)]);
    }
    k += { M: 3, L: 3, Q: 5, C: 7 }[command];
  }
  return points;
}

export const isPlain = (edge) => !(edge.elbow || edge.flow || edge.bend || edge.lane);
export const edgeColour = (edge) => (edge.tone === "strong" ? theme.strong : theme.line);
export const edgeAlpha = (edge) => (edge.faded ? 0.1 : edge.tone === "light" ? 0.5 : 0.85);

// Edges of one look share a path: thousands of strokes cost a hundred times as much as one.
export function paintEdges(ctx, scene, xs, ys, k, size) {
  const looks = new Map();
  const most = scene.edges.length > 3000 ? 0.55 : 1;
  for (const edge of scene.edges) {
    if (scene.nodes[edge.a].held || scene.nodes[edge.b].held) continue;
    const [x1, y1, x2, y2] = [xs[edge.a], ys[edge.a], xs[edge.b], ys[edge.b]];
    if (
      (x1 < 0 && x2 < 0) ||
      (y1 < 0 && y2 < 0) ||
      (x1 > size.width && x2 > size.width) ||
      (y1 > size.height && y2 > size.height)
    )
      continue;
    const look = `${edgeColour(edge)} ${edgeAlpha(edge)} ${edge.width}`;
    if (!looks.has(look)) looks.set(look, { edge, paths: [] });
    looks.get(look).paths.push(isPlain(edge) ? [x1, y1, x2, y2] : route(edge, x1, y1, x2, y2, k));
  }
  for (const { edge, paths } of looks.values()) {
    ctx.strokeStyle = edgeColour(edge);
    ctx.globalAlpha = edgeAlpha(edge) * (edge.edge ? 0.75 * most : 0.55);
    ctx.lineWidth = edge.width * Math.min(1.3, Math.max(0.45, k));
    ctx.beginPath();
    for (const path of paths) {
      if (path.length > 4) follow(ctx, path);
      else {
        ctx.moveTo(path[0], path[1]);
        ctx.lineTo(path[2], path[3]);
      }
    }
    ctx.stroke();
  }
  ctx.globalAlpha = 1;
}

export function paintNodes(ctx, scene, xs, ys, k, size) {
  const looks = new Map();
  scene.nodes.forEach((one, i) => {
    const r = shownRadius(one.r, k);
    if (one.held) return;
    if (xs[i] < -r || ys[i] < -r || xs[i] > size.width + r || ys[i] > size.height + r) return;
    const look = one.faded ? `faded ${one.type}` : one.type;
    if (!looks.has(look)) looks.set(look, []);
    looks.get(look).push(i);
  });
  const crowded = scene.nodes.length > 5000;
  for (const members of looks.values()) {
    const { type, faded } = scene.nodes[members[0]];
    ctx.globalAlpha = faded ? 0.16 : 1;
    ctx.fillStyle = theme.colour[type];
    ctx.strokeStyle = theme.edge[type];
    ctx.lineWidth = 1;
    ctx.beginPath();
    for (const i of members) {
      const r = shownRadius(scene.nodes[i].r, k);
      if (crowded && r < 2.6) ctx.rect(xs[i] - r, ys[i] - r, 2 * r, 2 * r);
      else trace(ctx, SHAPES[type], xs[i], ys[i], r);
    }
    ctx.fill();
    if (!crowded) ctx.stroke();
  }
  ctx.globalAlpha = 1;
  paintPins(ctx, scene, xs, ys, k);
}

// What the reader put in its place by hand bears a pin's head.
function paintPins(ctx, scene, xs, ys, k) {
  ctx.fillStyle = theme.paper;
  ctx.beginPath();
  scene.nodes.forEach((one, i) => {
    if (one.arranged && !one.held) trace(ctx, "circle", xs[i], ys[i], Math.max(1.5, shownRadius(one.r, k) * 0.3));
  });
  ctx.fill();
}

// A straight edge from the rim of one node to that of the other, since it is drawn over them.
function betweenRims(scene, edge, xs, ys, k) {
  const [dx, dy] = [xs[edge.b] - xs[edge.a], ys[edge.b] - ys[edge.a]];
  const long = Math.hypot(dx, dy) || 1;
  const [from, to] = [edge.a, edge.b].map((i) => Math.min(0.5, (shownRadius(scene.nodes[i].r, k) * 1.1 + 1) / long));
  return ["M", xs[edge.a] + dx * from, ys[edge.a] + dy * from, "L", xs[edge.b] - dx * to, ys[edge.b] - dy * to];
}

export function paintChosen(ctx, scene, xs, ys, k, chosen) {
  ctx.lineWidth = 3;
  ctx.strokeStyle = theme.strong;
  for (const edge of scene.edges) {
    if (!(edge.edge && chosen.has(edge.edge.i)) && !(edge.count && chosen.has(edge.key))) continue;
    ctx.beginPath();
    follow(
      ctx,
      isPlain(edge)
        ? betweenRims(scene, edge, xs, ys, k)
        : route(edge, xs[edge.a], ys[edge.a], xs[edge.b], ys[edge.b], k),
    );
    ctx.stroke();
  }
  ctx.strokeStyle = theme.pick;
  for (const key of chosen) {
    const i = scene.at.get(key);
    if (i === undefined) continue;
    ctx.beginPath();
    ctx.arc(xs[i], ys[i], ringRadius(scene.nodes[i].r, k) - 1, 0, 2 * Math.PI);
    ctx.stroke();
  }
}

export function paintLabels(ctx, labels, words) {
  ctx.lineWidth = 1;
  ctx.strokeStyle = theme.quiet;
  for (const { leader } of labels) {
    if (!leader) continue;
    ctx.beginPath();
    ctx.moveTo(leader[0], leader[1]);
    ctx.lineTo(leader[2], leader[3]);
    ctx.stroke();
  }
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  ctx.direction = "ltr";
  const write = (text, x, y, { bold, quiet, align }) => {
    ctx.font = font(bold);
    ctx.textAlign = align;
    ctx.lineWidth = quiet ? 7 : 3.5;
    ctx.strokeStyle = theme.paper;
    ctx.strokeText(text, x, y);
    ctx.fillStyle = quiet ? theme.quiet : theme.ink;
    ctx.fillText(text, x, y);
  };
  for (const label of labels) {
    const align = label.side === "left" ? "right" : label.side === "right" ? "left" : "center";
    const x = align === "left" ? label.x : align === "right" ? label.x + label.w : label.x + label.w / 2;
    label.lines.forEach((line, k) => write(line, x, label.y + LINE * (k + 0.5), { ...label, align }));
  }
  for (const word of words)
    write(word.text, word.px, word.py, {
      bold: word.strong,
      quiet: !word.strong,
      align: word.side === "left" ? "right" : word.side === "right" ? "left" : "center",
    });
}
