// The renderer: our own drawing on a canvas, with a second one above it for what the hand holds or points at. While the
// reader pans or zooms a large network, the last drawing is moved as one picture; it is drawn anew when the hand rests.
import { arrange } from "./arranged.js";
import { fitCamera, inSight, kept, MOST_ZOOM } from "./camera.js";
import { encloses, listenToHand } from "./hand.js";
import { keepLabels, placeLabels, wordsAt } from "./labels.js";
import { paintMap } from "./outlines.js";
import { paintChosen, paintEdges, paintLabels, paintNodes } from "./paint.js";
import { Scene } from "./scene.js";
import { theme } from "./theme.js";

const MANY_DRAWN = 1500;
const AT_REST = 140;

function layer(host) {
  const canvas = document.createElement("canvas");
  canvas.setAttribute("aria-hidden", "true");
  host.append(canvas);
  return canvas;
}

// A part of a scene as one of its own: some nodes, the lines at them, and what stands at the lines' other ends.
export function partOf(scene, centres) {
  const part = new Scene();
  const take = (i) => part.add(scene.nodes[i].key, { ...scene.nodes[i], held: false });
  for (const i of centres) take(i);
  for (const number of new Set(centres.flatMap((i) => scene.linksAt(i)))) {
    const link = scene.edges[number];
    part.edges.push({ ...link, a: take(link.a), b: take(link.b) });
  }
  Object.assign(part, { cut: scene.cut, free: scene.free, centred: scene.centred });
  return part;
}

export function makeCanvas(host, on) {
  const canvas = layer(host);
  const above = layer(host);
  above.style.pointerEvents = "none";
  const [ctx, over] = [canvas.getContext("2d"), above.getContext("2d")];
  const picture = document.createElement("canvas");
  let [scene, camera, size, chosen] = [new Scene(), { x: 0, y: 0, k: 1 }, { width: 1, height: 1 }, new Set()];
  let [labels, waiting, moving, paintedAt, pictureAt] = [[], false, 0, null, null];
  let [held, lifted, lit, line, throwing, together] = [[], false, null, [], false, new Set()];
  const labelsFor = keepLabels();

  const request = () => {
    if (!waiting) requestAnimationFrame(draw);
    waiting = true;
  };

  const toX = (x) => (x - camera.x) * camera.k + size.width / 2;
  const toY = (y) => (y - camera.y) * camera.k + size.height / 2;

  function project(of) {
    const [xs, ys] = [new Float64Array(of.nodes.length), new Float64Array(of.nodes.length)];
    of.nodes.forEach((one, i) => {
      xs[i] = toX(one.x);
      ys[i] = toY(one.y);
    });
    return [xs, ys];
  }

  function clean(target) {
    const scale = window.devicePixelRatio || 1;
    target.setTransform(scale, 0, 0, scale, 0, 0);
    target.clearRect(0, 0, size.width, size.height);
  }

  function paint() {
    clean(ctx);
    paintedAt = { ...camera };
    const [xs, ys] = project(scene);
    paintMap(ctx, scene.layers, camera, size);
    paintEdges(ctx, scene, xs, ys, camera.k, size);
    paintChosen(ctx, scene, xs, ys, camera.k, chosen);
    paintChosen(ctx, scene, xs, ys, camera.k, together);
    paintNodes(ctx, scene, xs, ys, camera.k, size);
    labels = labelsFor(scene, camera, size, chosen, moving);
    paintLabels(ctx, labels, wordsAt(scene, camera, size));
  }

  // What the hand holds or points at, above the rest, which fades meanwhile.
  function paintAbove() {
    clean(over);
    const centres = held.length ? held : lit === null ? [] : [lit];
    canvas.style.opacity = lit !== null && !held.length ? "0.28" : "";
    if (centres.length) {
      const part = partOf(scene, centres);
      const own = new Set(centres.map((i) => scene.nodes[i].key));
      const [xs, ys] = project(part);
      paintEdges(over, part, xs, ys, camera.k, size);
      paintNodes(over, part, xs, ys, camera.k, size);
      paintLabels(over, placeLabels(part, camera, size, own), []);
    }
    if (line.length < 2) return;
    over.beginPath();
    line.forEach(([x, y], k) => (k ? over.lineTo(x, y) : over.moveTo(x, y)));
    over.closePath();
    over.globalAlpha = 0.12;
    over.fillStyle = theme.strong;
    over.fill();
    over.globalAlpha = 1;
    over.lineWidth = 1.5;
    over.strokeStyle = theme.strong;
    over.stroke();
  }

  function draw() {
    waiting = false;
    if (moving && pictureAt) {
      clean(ctx);
      const larger = camera.k / pictureAt.k;
      const [wide, high] = [size.width * larger, size.height * larger];
      const left = (pictureAt.x - camera.x) * camera.k + (size.width - wide) / 2;
      const top = (pictureAt.y - camera.y) * camera.k + (size.height - high) / 2;
      ctx.drawImage(picture, left, top, wide, high);
      paintAbove();
      return;
    }
    paint();
    paintAbove();
    on.drawn();
  }

  function keepPicture() {
    picture.width = canvas.width;
    picture.height = canvas.height;
    picture.getContext("2d").drawImage(canvas, 0, 0);
    pictureAt = paintedAt;
  }

  // From where the reader looks now: within what there is to see, and drawn anew.
  function look(next) {
    camera = kept(next, scene, size);
    pictureAt = null;
    request();
  }

  function rest() {
    clearTimeout(moving);
    moving = 0;
    look(inSight(camera, scene, size));
  }

  // On the way to where the hand leads. Few nodes are drawn anew in every frame; for many that would take too long.
  function glide(next) {
    if (scene.nodes.length + scene.edges.length > MANY_DRAWN && !pictureAt && paintedAt) keepPicture();
    clearTimeout(moving);
    moving = setTimeout(rest, AT_REST);
    camera = kept(next, scene, size);
    request();
  }

  const panBy = (dx, dy) => glide({ ...camera, x: camera.x - dx / camera.k, y: camera.y - dy / camera.k });

  function zoom(factor, px = size.width / 2, py = size.height / 2) {
    const least = Math.min(0.6, fitCamera(scene, size).k * 0.5);
    const k = Math.min(MOST_ZOOM, Math.max(least, camera.k * factor));
    const [wx, wy] = [(px - size.width / 2) / camera.k, (py - size.height / 2) / camera.k];
    glide({ k, x: camera.x + wx - (px - size.width / 2) / k, y: camera.y + wy - (py - size.height / 2) / k });
  }

  function resize() {
    size = { width: Math.max(host.clientWidth, 1), height: Math.max(host.clientHeight, 1) };
    const scale = window.devicePixelRatio || 1;
    for (const one of [canvas, above]) {
      one.width = Math.round(size.width * scale);
      one.height = Math.round(size.height * scale);
    }
    pictureAt = paintedAt = null;
    request();
  }

  const fresh = () => {
    scene.pulls = scene.extent = null;
    pictureAt = paintedAt = null;
    labelsFor.forget();
    request();
  };

  // Takes a node into the hand: all that was lassoed with it, else what hangs on it alone.
  function hold(key) {
    const keys = together.has(key) ? [...together] : [key];
    held = keys.map((one) => scene.at.get(one)).filter((i) => i !== undefined);
    if (held.length === 1) held.push(...leavesOf(scene, held[0]));
    for (const i of held) scene.nodes[i].from = { x: scene.nodes[i].x, y: scene.nodes[i].y };
    return held.length > 0;
  }

  // The rest is drawn once without what is held; after that only what is held is drawn anew.
  function moveHeld(dx, dy) {
    for (const i of held) {
      const one = scene.nodes[i];
      [one.x, one.y] = [one.x + dx / camera.k, one.y + dy / camera.k];
    }
    if (lifted) return paintAbove();
    lifted = true;
    for (const i of held) scene.nodes[i].held = true;
    labelsFor.lift();
    pictureAt = paintedAt = null;
    return request();
  }

  function letGo(done) {
    const moves = lifted ? held.map((i) => scene.nodes[i]) : [];
    for (const one of moves) [one.held, one.arranged] = [false, true];
    [held, lifted] = [[], false];
    if (moves.length) arrange(moves.map(({ key, x, y, from }) => ({ key, x, y, from })));
    if (done && line.length > 2) enclose();
    [line, throwing] = [[], false];
    if (moves.length) on.arranged?.();
    fresh();
  }

  function enclose() {
    together = new Set(
      scene.nodes.filter((one) => one.node && encloses(line, toX(one.x), toY(one.y))).map((one) => one.key),
    );
    on.select?.([...together].map((key) => scene.nodes[scene.at.get(key)].node));
  }

  resize();
  const renderer = {
    name: "canvas",
    show(next, { picked = new Set(), fit = true } = {}) {
      if (next !== scene) [together, lit, held] = [new Set(), null, []];
      [scene, chosen, paintedAt, pictureAt] = [next, picked, null, null];
      if (fit) camera = fitCamera(scene, size);
      request();
    },
    size: () => size,
    camera: () => camera,
    labels: () => labels,
    fit: () => look(fitCamera(scene, size)),
    centre: (x, y) => look({ ...camera, x, y }),
    // Lights what a node is linked to; null lets all of it shine again.
    light(hit) {
      const next = scene.lights && hit?.one?.node && !hit.one.faded ? scene.at.get(hit.key) : null;
      if (next === lit) return;
      lit = next;
      paintAbove();
    },
    // Moves the drawing up where a picked node would lie below something that covers the stage's foot.
    reveal(key, covered) {
      const one = scene.nodes[scene.at.get(key)];
      const low = size.height - covered - 30;
      if (one && covered > 0 && toY(one.y) > low) {
        camera = { ...camera, y: camera.y + (toY(one.y) - low + 30) / camera.k };
        pictureAt = null;
        request();
      }
    },
    lit: () => (lit === null ? "" : scene.nodes[lit].key),
    lassoing: () => throwing,
    throwLasso() {
      throwing = true;
    },
    lasso(x, y) {
      line.push([x, y]);
      paintAbove();
    },
    hold,
    moveHeld,
    letGo,
    // Puts nodes back to where they stood.
    place(moves) {
      for (const { key, x, y } of moves) {
        const one = scene.nodes[scene.at.get(key)];
        if (one) Object.assign(one, { x, y, arranged: false });
      }
      fresh();
    },
    panBy,
    zoom,
    resize,
    request,
  };
  listenToHand(canvas, renderer, () => scene, on);
  return renderer;
}

// The nodes that are linked to one node of the scene and to no other.
function leavesOf(scene, centre) {
  const ends = scene.linksAt(centre).map((number) => {
    const { a, b } = scene.edges[number];
    return a === centre ? b : a;
  });
  return ends.filter((i) => scene.linksAt(i).length === 1);
}
