// A neighbourhood, opened step by step, as a tree with a row for each leaf.
import { isTask, PROPERTIES, STRUCTURE, TYPES } from "./data.js";
import { neighbours } from "./filter.js";
import { MANY, radius } from "./scene.js";

const FEW = 12;

// The neighbourhood that the reader has opened so far, as a tree with the room that each branch needs.
export function openedTree(centre, now, pass) {
  const seen = new Set([centre.i]);
  const grow = (node, level) => {
    const branch = { node, branches: [], weight: 1 };
    const groups = [...now.open]
      .filter((key) => key.startsWith(`${node.id}>`))
      .map((key) => key.slice(node.id.length + 1));
    if (level && !groups.length && !now.open.has(node.id) && level >= now.hops) return branch;
    const found = neighbours(node, pass).filter(
      (one) => !seen.has(one.node.i) && (!groups.length || groups.includes(one.edge.property)),
    );
    // Where there are many, a measure is reached through its task and a key task through the task below it, unless the
    // reader asks for all.
    const tasks = new Set(found.filter((one) => one.node.type === "SubTask").map((one) => one.node.parent));
    const few = found.length <= FEW;
    const plain = found.filter(
      ({ node: other }) => few || isTask(node) || !(other.type === "Measure" || tasks.has(other.i)),
    );
    const all = now.open.has(`more:${node.id}`) || groups.length;
    // A second step that was not asked for at this node goes along linkages alone.
    const asked = !level || now.open.has(node.id);
    const near = asked ? plain : plain.filter((one) => !STRUCTURE.has(one.edge.property));
    const shown = all ? found : (near.length || !asked ? near : found).slice(0, level ? 10 : MANY);
    shown.forEach((one) => seen.add(one.node.i));
    const rank = (one) => [
      PROPERTIES.findIndex(({ name }) => name === one.edge.property),
      TYPES.indexOf(one.node.type),
      one.node.i,
    ];
    const sooner = (a, b) => a.map((value, k) => value - b[k]).find((difference) => difference) || 0;
    branch.pending = [...shown].sort((a, b) => sooner(rank(a), rank(b)));
    branch.rest = (all || asked ? found.length : near.length) - shown.length;
    return branch;
  };
  const root = grow(centre, 0);
  let ring = [root];
  for (let level = 1; ring.length && level < 7; level += 1) {
    const next = [];
    for (const branch of ring) {
      for (const { node } of branch.pending || []) branch.branches.push(grow(node, level));
      if (branch.rest)
        branch.branches.push({ key: `more:${branch.node.id}`, label: `${branch.rest} more`, branches: [], weight: 1 });
      next.push(...branch.branches);
    }
    ring = next;
  }
  const weigh = (branch) => {
    branch.weight = Math.max(
      1,
      branch.branches.reduce((sum, one) => sum + weigh(one), 0),
    );
    return branch.weight;
  };
  weigh(root);
  return root;
}

const ROW = 34;
const ROOM = 168;

// One side of a neighbourhood: a row for each leaf, so that no label meets another, the first ring bent like a bow.
export function placeSide(scene, branches, way, size) {
  const rows = branches.reduce((sum, one) => sum + one.weight, 0);
  const step = Math.max(ROW, Math.min(62, (size.height - 60) / Math.max(rows, 1)));
  const reach = (rows * step) / 2 + step;
  const bow = Math.max(96, Math.min(240, size.width / 2 - ROOM - 36));
  const place = (branch, first, level, above) => {
    const y = (first + (branch.weight - 1) / 2 - (rows - 1) / 2) * step;
    const x = way * (bow * (0.62 + 0.38 * Math.sqrt(Math.max(0, 1 - (y / reach) ** 2))) + (level - 1) * 215);
    const values = { x, y, side: way > 0 ? "right" : "left", lines: 2, room: ROOM, priority: 9e5 - level * 1e5 };
    const at = branch.node
      ? scene.addNode(branch.node, values)
      : scene.add(branch.key, { ...values, type: "More", r: 9, label: branch.label });
    if (!branch.node && above !== undefined) scene.link(above, at, { tone: "light" });
    let row = first;
    for (const below of branch.branches) {
      place(below, row, level + 1, at);
      row += below.weight;
    }
  };
  let row = 0;
  for (const branch of branches) {
    place(branch, row, 1, 0);
    row += branch.weight;
  }
}

// A neighbourhood on a narrow screen: the centre above, its neighbours one below the other.
export function neighbourList(scene, tree, size) {
  let row = 0;
  const list = (branch, level, above) => {
    const values = {
      x: 24 + level * 26,
      y: 40 + row * 27,
      side: "right",
      max: size.width - 60 - level * 26,
      priority: 1e6 - level,
    };
    const at = branch.node
      ? scene.addNode(branch.node, { ...values, r: level ? Math.min(8, radius(branch.node)) : 12 })
      : scene.add(branch.key, { ...values, type: "More", r: 8, label: branch.label });
    if (above !== undefined) scene.link(above, at, { tone: "light", elbow: true });
    row += 1;
    branch.branches.forEach((below) => list(below, level + 1, at));
  };
  list(tree, 0);
  scene.frame = { left: 0, right: size.width, top: 0, bottom: Math.max(size.height, 40 + row * 27 + 50) };
  return scene;
}
