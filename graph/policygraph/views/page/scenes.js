// From the state to a scene: one builder for each view.
import { ribbonKey } from "./acts.js";
import { isArranged, placeOf } from "./arranged.js";
import {
  childrenOf,
  concerned,
  edges,
  isTask,
  nameOf,
  nodeById,
  nodes,
  propertyLabel,
  raw,
  STRUCTURE,
  TYPES,
  typeLabel,
} from "./data.js";
import { chain, filtered } from "./filter.js";
import { drawable, LINE, linesOf, textWidth } from "./labels.js";
import { neighbourList, openedTree, placeSide } from "./neighbours.js";
import { layersOf } from "./outlines.js";
import { radius, Scene, SIZE_LIMIT } from "./scene.js";

const TOOLS = 40;

let mapLayers = null;

const builders = {
  network(now, pass, size) {
    const scene = new Scene();
    const drawn = nodes.filter(
      (node) => pass.nodes[node.i] && (raw.whole || !(isTask(node) || node.type === "Report")),
    );
    const linked = raw.whole ? drawn : drawn.filter((node) => node.degree);
    const rest = linked.length ? drawn.length - linked.length : 0;
    const all = !rest || now.open.has("more:alone");
    for (const node of all ? drawn : linked)
      scene.addNode(node, {
        ...placeOf(node.id, node.x, node.y),
        arranged: isArranged(node.id),
        side: "free",
        lines: 2,
        room: 132,
      });
    scene.linkAll(pass, raw.whole ? () => true : undefined);
    Object.assign(scene, {
      free: true,
      loose: true,
      foot: TOOLS,
      undrawn: all ? [] : drawn.filter((node) => !node.degree).map((node) => node.i),
      lights: true,
      pad: size.width < 600 ? 18 : 40,
      after: drawn.length < 200 ? Math.min(100, size.width * 0.17) : 0,
    });
    // What links to nothing would only crowd out what does: it is counted, and drawn when asked for.
    if (rest) {
      const [low, left] = linked.reduce(
        ([y, x], node) => [Math.max(y, node.y), Math.min(x, node.x)],
        [-Infinity, Infinity],
      );
      const label = all ? `hide ${rest} without a linkage` : `${rest} without a linkage`;
      scene.add("more:alone", { x: left, y: low + 56, r: 8, type: "More", side: "right", label, priority: 1e5 });
    }
    return scene.fadeAround(now, pass);
  },

  neighbourhood(now, pass, size) {
    const scene = new Scene();
    const centre = nodeById.get(now.around) || mostLinked(pass);
    if (!centre) return scene;
    const tree = openedTree(centre, now, pass);
    if (size.width < 600) return neighbourList(scene, tree, size);
    scene.addNode(centre, { x: 0, y: 0, r: SIZE_LIMIT, side: "below", lines: 2, room: 168, priority: 1e6 });
    const half = tree.branches.reduce((sum, one) => sum + one.weight, 0) / 2;
    let sum = 0;
    const right = tree.branches.filter((one) => {
      sum += one.weight;
      return sum - one.weight / 2 <= half;
    });
    placeSide(scene, right, 1, size);
    placeSide(scene, tree.branches.slice(right.length).reverse(), -1, size);
    scene.linkAll(
      pass,
      (edge) =>
        [edge.source, edge.target].includes(centre.i) ||
        !STRUCTURE.has(edge.property) ||
        [...now.open].some((key) => [nodes[edge.source].id, nodes[edge.target].id].includes(key.split(">")[0])),
    );
    const few = scene.edges.length <= 30;
    for (const edge of scene.edges) if (few && edge.edge) labelAlong(scene, edge);
    scene.centred = scene.lights = true;
    return scene;
  },

  overview(now, pass, size) {
    const scene = new Scene();
    const narrow = size.width < 600;
    const tops = topTasks(pass);
    const weightiest = now.open.has("more:tasks") ? tops : mostConcerned(tops);
    const left = [];
    const shownTask = new Map();
    const listTask = (task, level) => {
      const children = (childrenOf.get(task.i) || []).filter(
        (child) => child.type === "SubTask" && pass.nodes[child.i],
      );
      const open = now.open.has(task.id);
      left.push({ task, level, children: children.length, open });
      claim(task, task, shownTask);
      if (!open || !children.length) return;
      shownTask.delete(task.i);
      children.forEach((child) => listTask(child, level + 1));
    };
    weightiest.forEach((task) => listTask(task, 0));
    if (weightiest.length < tops.length) left.push({ more: tops.length - weightiest.length });
    const right = [];
    const shownEntity = new Map();
    for (const type of TYPES.slice(0, raw.entities)) {
      const members = nodes.filter((node) => node.type === type && pass.nodes[node.i]);
      if (!members.length) continue;
      right.push({ key: `class:${type}`, type, count: members.length });
      members.forEach((node) => shownEntity.set(node.i, `class:${type}`));
      if (!now.open.has(`class:${type}`)) continue;
      const listed = [...members].sort((a, b) => b.degree - a.degree || a.i - b.i);
      const all = now.open.has(`more:${type}`);
      listed.slice(0, all ? listed.length : 10).forEach((node) => {
        right.push({ key: node.id, node });
        shownEntity.set(node.i, node.id);
      });
      if (!all && listed.length > 10) right.push({ key: `more:${type}`, type: "More", more: listed.length - 10 });
    }
    const [leftRoom, rightRoom] = narrow
      ? [144, 146]
      : [Math.min(300, size.width * 0.4), Math.min(230, size.width * 0.3)];
    const [leftX, rightX] = [leftRoom - size.width / 2, size.width / 2 - rightRoom];
    const rows = (count, least) => Math.max(least, Math.min(124, (size.height - 60) / Math.max(count, 1)));
    const [leftGap, rightGap] = [rows(left.length, 38), rows(right.length, 23)];
    // Where one list is higher than the stage, the other stands beside its first screen.
    const half = Math.max(size.height, left.length * leftGap + 50, right.length * rightGap + 50) / 2;
    const middle = (count, gap) => Math.max(size.height, count * gap + 50) / 2 - half;
    const y = (row, count, gap) => (row - (count - 1) / 2) * gap + middle(count, gap);
    left.forEach(({ task, level, children, open, more }, row) => {
      if (more) {
        const at = { x: leftX, y: y(row, left.length, leftGap), side: "left" };
        scene.add("more:tasks", { ...at, type: "More", r: 8, label: `${more} more`, priority: 9e5 });
      } else
        scene.addNode(task, {
          x: leftX + level * 16,
          y: y(row, left.length, leftGap),
          r: level ? 7 : narrow ? 11 : 13,
          side: "left",
          priority: 1e6 - level,
          lines: Math.max(2, Math.min(narrow ? 5 : 3, Math.floor((leftGap - 8) / LINE))),
          room: leftRoom + level * 16 - 24,
          badge: children && !open ? `+${children}` : "",
        });
    });
    const room = rightRoom - 40;
    right.forEach((one, row) => {
      const at = { x: rightX + (one.count ? 0 : 20), y: y(row, right.length, rightGap), side: "right" };
      if (one.count) {
        const label = `${typeLabel(one.type)} · ${one.count}`;
        scene.add(one.key, {
          ...at,
          type: one.type,
          r: Math.min(rightGap * 0.42, narrow ? 13 : 24, 10 + Math.sqrt(one.count)),
          label,
          priority: 2e6,
          rolled: true,
        });
      } else if (one.more) scene.add(one.key, { ...at, type: "More", r: 8, label: `${one.more} more`, priority: 9e5 });
      else scene.addNode(one.node, { ...at, max: room, priority: 8e5 + one.node.degree });
    });
    rollUp(scene, pass, shownTask, shownEntity);
    scene.cut = narrow ? 18 : 28;
    scene.frame = { left: -size.width / 2, right: size.width / 2, top: -half, bottom: half };
    return scene;
  },

  bipartite(now, pass, size) {
    const scene = new Scene();
    const narrow = size.width < 600;
    const { node: numbers, y: ys } = raw.layouts.bipartite;
    const shown = numbers.filter((number) => pass.nodes[number]);
    const longest = (type) =>
      Math.max(
        0,
        ...shown
          .filter((number) => nodes[number].type === type)
          .map((number) => textWidth(drawable(nameOf(nodes[number]), 80))),
      );
    // The names of the projects stand in a lane of their own, and their lines to places begin behind it.
    const left = Math.min(longest("Industry") + 24, size.width * (narrow ? 0.26 : 0.22));
    const right = size.width - Math.min(longest("Place") + 24, size.width * (narrow ? 0.24 : 0.2));
    const between = Math.max(narrow ? 16 : 60, Math.min(150, (right - left) * 0.18));
    const lane = Math.min(longest("Project") + 24, right - left - 2 * between);
    const middle = left + (right - left - lane) / 2;
    const across = { Industry: left, Project: middle, Place: right };
    const height = Math.max(
      size.height - 84,
      Math.max(
        ...["Industry", "Project", "Place"].map((type) => shown.filter((number) => nodes[number].type === type).length),
      ) * 19,
    );
    const down = (y) => 56 + (y / Math.max(...ys, 1)) * height;
    const rooms = { Industry: left - 4, Project: lane - 6, Place: size.width - right - 4 };
    numbers.forEach((number, k) => {
      const node = nodes[number];
      if (pass.nodes[number])
        scene.addNode(node, {
          x: across[node.type],
          y: down(ys[k]),
          side: node.type === "Industry" ? "left" : "right",
          r: Math.min(6.5, radius(node)),
          max: rooms[node.type],
        });
    });
    scene.linkAll(
      pass,
      (edge) => nodes[edge.source].type === "Project" && ["Industry", "Place"].includes(nodes[edge.target].type),
    );
    for (const edge of scene.edges) {
      const [project, other] = [scene.nodes[edge.a], scene.nodes[edge.b]];
      const name = textWidth(linesOf(project, scene.cut, 1)[0] || "");
      edge.lane = other.type === "Place" ? [project.r + name + 10, Math.max(project.r + name + 10, lane)] : [0, 0];
    }
    const heads = { Industry: "Industries", Project: "Projects", Place: "Places" };
    for (const [type, x] of Object.entries(across))
      if (longest(type))
        scene.words.push({
          x,
          y: 24,
          text: heads[type],
          side: type === "Industry" ? "left" : "right",
          strong: true,
          inset: -7,
        });
    scene.frame = { left: 0, right: size.width, top: 0, bottom: height + 84 };
    return scene.fadeAround(now, pass);
  },

  map(now, pass) {
    const scene = new Scene();
    const map = raw.layouts.map;
    const far = new Set(map.far);
    map.node.forEach((number, k) => {
      const node = nodes[number];
      if (pass.nodes[number])
        scene.addNode(node, {
          x: map.x[k],
          y: map.y[k],
          r: node.type === "Place" ? Math.min(13, radius(node)) : 6,
          far: far.has(number),
          side: "free",
          lines: 2,
          room: 150,
        });
    });
    scene.linkAll(pass);
    for (const edge of scene.edges)
      if (edge.edge.property === "connects") Object.assign(edge, { width: 4, tone: "strong" });
    mapLayers ??= map.near ? layersOf(map) : [];
    Object.assign(scene, {
      free: true,
      lights: true,
      foot: TOOLS,
      undrawn: map.missing.filter((number) => pass.nodes[number]),
      layers: mapLayers,
      notes: [
        { kind: "far", numbers: map.far.filter((number) => pass.nodes[number]) },
        { kind: "missing", numbers: map.missing.filter((number) => pass.nodes[number]) },
      ],
    });
    return scene.fadeAround(now, pass);
  },

  tasks(now, pass, size) {
    const scene = new Scene();
    const narrow = size.width < 700;
    const [indent, step, column] = narrow ? [11, 27, 33] : [20, 28, 70];
    const kinds = TYPES.slice(0, raw.entities).filter(
      (type) => !now.hide.has(type) && nodes.some((node) => node.type === type),
    );
    const words = size.width - kinds.length * column - (narrow ? 26 : 18);
    let row = 0;
    const list = (task, level, above) => {
      const below = (childrenOf.get(task.i) || []).filter((child) => pass.nodes[child.i]);
      const shown = now.open.has(task.id) ? below : below.filter((child) => child.type !== "Measure");
      const [x, y] = [16 + level * indent, 66 + row * step];
      const at = scene.addNode(task, {
        x,
        y,
        side: "right",
        r: [8, 8, 6, 4][Math.min(level, 3)],
        max: words - x,
        priority: 1e6 - level,
        badge: below.length > shown.length ? `+${below.length - shown.length}` : "",
      });
      if (above !== undefined) scene.link(above, at, { tone: "light", elbow: true });
      row += 1;
      if (task.type !== "Report")
        addTouches(scene, task, touches(task, pass, kinds), kinds, { x: words + (narrow ? 22 : 26), y, column });
      shown.forEach((child) => list(child, level + 1, at));
    };
    for (const node of nodes)
      if (node.parent === undefined && (isTask(node) || node.type === "Report") && pass.nodes[node.i]) list(node, 0);
    if (!narrow)
      kinds.forEach((type, k) =>
        scene.words.push({ x: words + 16 + k * column, y: 24, text: typeLabel(type), side: "right" }),
      );
    scene.frame = {
      left: 0,
      right: size.width,
      top: narrow ? 36 : 0,
      bottom: Math.max(size.height, 66 + row * step + 20),
    };
    return scene;
  },
};

// What an edge says, with an arrow towards that of which it says it.
function labelAlong(scene, edge) {
  const [a, b] = [scene.nodes[edge.a], scene.nodes[edge.b]];
  const words = propertyLabel(edge.edge.property);
  edge.label = a.x < b.x ? `${words} →` : `← ${words}`;
  edge.at = Math.abs(a.x) < Math.abs(b.x) ? 0.56 : 0.44;
}

function chainScene(now, pass, size) {
  const scene = new Scene();
  const [from, to] = [nodeById.get(now.from), nodeById.get(now.to)];
  const steps = chain(from, to, pass);
  const path = steps ? [from, ...steps.map((step) => step.node)] : [from, to];
  const narrow = size.width < 600;
  path.forEach((node, k) =>
    scene.addNode(
      node,
      narrow
        ? { x: 0, y: k * 110, side: "right", r: 13, priority: 1e6 }
        : {
            x: k * Math.max(130, Math.min(230, (size.width - 150) / (path.length - 1))),
            y: k % 2 ? 56 : 0,
            side: k % 2 ? "below" : "above",
            r: 15,
            priority: 1e6,
            room: 168,
            lines: 2,
          },
    ),
  );
  (steps || []).forEach(({ edge }) =>
    scene.link(scene.at.get(nodes[edge.source].id), scene.at.get(nodes[edge.target].id), {
      edge,
      width: 2.4,
      tone: "strong",
      label: propertyLabel(edge.property),
    }),
  );
  scene.pad = narrow ? 110 : 75;
  scene.steps = steps;
  return scene;
}

export function sceneOf(now, size) {
  const pass = filtered(now);
  if (now.from && now.to) return chainScene(now, pass, size);
  return builders[now.view](now, pass, size);
}

// The map of some nodes alone, by their numbers.
export function mapOf(now, pass, shown) {
  const own = { nodes: pass.nodes.map((passes, i) => passes && shown.has(i)), edges: pass.edges };
  const scene = builders.map({ ...now, around: "" }, own);
  scene.foot = 0;
  return scene;
}

function mostLinked(pass) {
  let best = null;
  for (const node of nodes) if (pass.nodes[node.i] && (!best || node.degree > best.degree)) best = node;
  return best;
}

const topTasks = (pass) => {
  const of = (type) => nodes.filter((node) => node.type === type && pass.nodes[node.i]);
  return (
    [
      of("KeyTask"),
      of("SubTask").filter((task) => task.parent === undefined || !isTask(nodes[task.parent])),
      of("Report"),
    ].find((found) => found.length) || []
  );
};

const MANY_TASKS = 18;
const WEIGHTY_TASKS = 12;

// Of very many tasks those that concern most, in the order of the text.
function mostConcerned(tasks) {
  if (tasks.length <= MANY_TASKS) return tasks;
  const ranked = [...tasks].sort((a, b) => concerned(b).length - concerned(a).length || a.i - b.i);
  const first = new Set(ranked.slice(0, WEIGHTY_TASKS));
  return tasks.filter((task) => first.has(task));
}

// What a task touches, as one shape for each class, the larger the more.
function addTouches(scene, task, counts, kinds, { x, y, column }) {
  counts.forEach((count, k) => {
    if (!count) return;
    scene.add(`touch:${task.id} ${kinds[k]}`, {
      x: x + k * column,
      y,
      type: kinds[k],
      r: Math.min(column * 0.16, 2.6 + 1.1 * Math.sqrt(count)),
      rolled: true,
      touch: true,
      label: String(count),
      side: "right",
      priority: 1e5 + count,
      task,
    });
  });
}

// How many entities of each class a task touches.
function touches(task, pass, kinds) {
  const counts = kinds.map(() => 0);
  for (const edge of concerned(task)) {
    const at = kinds.indexOf(nodes[edge.target].type);
    if (at >= 0 && pass.edges[edge.i]) counts[at] += 1;
  }
  return counts;
}

// Tells for a task and all below it which drawn task stands for it.
function claim(task, drawn, shown) {
  shown.set(task.i, drawn.id);
  for (const child of childrenOf.get(task.i) || []) claim(child, drawn, shown);
}

// The concerns between drawn tasks and drawn classes or entities, and the linkages between the latter, counted.
function rollUp(scene, pass, shownTask, shownEntity) {
  const ribbons = new Map();
  const count = (a, b, edge) => {
    if (a === undefined || b === undefined || a === b) return;
    const key = a < b ? `${a}\u0000${b}` : `${b}\u0000${a}`;
    if (ribbons.has(key)) ribbons.get(key).push(edge.i);
    else ribbons.set(key, [edge.i]);
  };
  const owned = new Set();
  for (const edge of edges) {
    if (!pass.edges[edge.i]) continue;
    if (edge.property === "concerns") {
      const own = shownTask.get(edge.source);
      const key = `${own} ${edge.target}`;
      if (own === undefined || owned.has(key)) continue;
      owned.add(key);
      count(own, shownEntity.get(edge.target), edge);
    } else if (edge.property !== "isPartOf") count(shownEntity.get(edge.source), shownEntity.get(edge.target), edge);
  }
  for (const [key, behind] of ribbons) {
    const [a, b] = key.split("\u0000").map((id) => scene.at.get(id));
    if (a === undefined || b === undefined) continue;
    const beside = Math.abs(scene.nodes[a].x - scene.nodes[b].x) < 60;
    scene.link(a, b, {
      key: ribbonKey(scene.nodes[a].key, scene.nodes[b].key),
      behind,
      width: Math.min(11, 0.8 + Math.sqrt(behind.length)),
      tone: "light",
      bend: beside ? 46 : 0,
      flow: !beside,
      count: behind.length,
    });
  }
}
