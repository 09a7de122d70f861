// Two classes against each other as a table: how many things join a row and a column, else how many sentences name both.
const AXIS = 22;

function matrixOf(now) {
  const pass = filtered(now);
  const near = now.around ? within(nodeById.get(now.around), now.hops, pass) : null;
  const ok = (node, type) => node.type === type && pass.nodes[node.i] && (!near || near.has(node.i));
  const cells = new Map();
  const cell = (a, b) => {
    const key = `${a.i} ${b.i}`;
    if (!cells.has(key)) cells.set(key, { a, b, via: new Set(), sentences: new Set() });
    return cells.get(key);
  };
  for (const node of nodes) {
    if (!pass.nodes[node.i]) continue;
    const beside = node.edges.filter((edge) => pass.edges[edge.i] && edge.property !== "isPartOf").map((edge) => [otherEnd(edge, node), edge]);
    if (ok(node, now.rows)) for (const [other, edge] of beside) if (ok(other, now.cols)) edge.sentences.forEach((one) => cell(node, other).sentences.add(one)) || cell(node, other).via.add(other.i);
    if (isTask(node) || node.type === now.rows || node.type === now.cols) continue;
    for (const [a] of beside) if (ok(a, now.rows)) for (const [b] of beside) if (ok(b, now.cols) && a !== b) cell(a, b).via.add(node.i);
  }
  sentences.forEach((sentence, number) => {
    const named = [...new Set(sentence.marks.map((mark) => mark.node))].map((i) => nodes[i]);
    for (const a of named) if (ok(a, now.rows)) for (const b of named) if (ok(b, now.cols) && a !== b) cell(a, b).sentences.add(number);
  });
  return orderedMatrix(cells);
}

function orderedMatrix(cells) {
  const [rows, cols] = [new Map(), new Map()];
  for (const { a, b, via, sentences: both } of cells.values()) {
    const weight = via.size * 100 + both.size;
    rows.set(a, (rows.get(a) || 0) + weight);
    cols.set(b, (cols.get(b) || 0) + weight);
  }
  const sorted = (weights) => [...weights.entries()].sort((x, y) => y[1] - x[1] || x[0].i - y[0].i).map(([node]) => node);
  return { rows: sorted(rows), cols: sorted(cols), cells };
}

function showMatrix(now) {
  const { rows, cols, cells } = matrixOf(now);
  const [all, wide] = [now.open.has("all:rows"), now.open.has("all:cols")];
  const [shownRows, shownCols] = [all ? rows : rows.slice(0, AXIS), wide ? cols : cols.slice(0, 16)];
  const kinds = TYPES.filter((type) => nodes.some((node) => node.type === type) && type !== "Report");
  const axis = (label, key) => {
    const made = el("select", { id: `axis-${key}`, on: { change: () => go({ [key]: made.value }) } }, ...kinds.map((type) => el("option", { value: type }, typeLabel(type))));
    made.value = now[key];
    return el("label", { for: `axis-${key}` }, `${label} `, made);
  };
  const head = el("tr", {}, el("td", {}), ...shownCols.map((node) => el("th", { scope: "col" }, el("button", { type: "button", class: "upright", on: { click: () => pick({ node }) } }, bdi(drawable(nameOf(node), 26))))));
  const body = shownRows.map((a) => el("tr", {}, el("th", { scope: "row" }, el("button", { type: "button", class: "step", on: { click: () => pick({ node: a }) } }, bdi(drawable(nameOf(a), 34)))), ...shownCols.map((b) => matrixCell(cells.get(`${a.i} ${b.i}`)))));
  const rest = el("p", { class: "acts" });
  if (rows.length > AXIS) rest.append(action(all ? "Fewer rows" : `All ${rows.length} rows`, () => go({ open: toggled(now.open, "all:rows") })));
  if (cols.length > 16) rest.append(action(wide ? "Fewer columns" : `All ${cols.length} columns`, () => go({ open: toggled(now.open, "all:cols") })));
  $("matrix").replaceChildren(
    el("div", { class: "axes" }, axis("Rows", "rows"), axis("Columns", "cols"), el("span", { class: "quiet" }, "Filled: things that join the two. Outlined: sentences that name both.")),
    rows.length ? el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Matrix" }, el("table", {}, el("caption", { class: "hidden" }, `${typeLabel(now.rows)} by ${typeLabel(now.cols)}`), el("thead", {}, head), el("tbody", {}, ...body)))
      : el("p", { class: "quiet" }, "Nothing joins these two classes with these filters."), rest);
  return { rows: shownRows, cols: shownCols, cells };
}

function matrixCell(found) {
  if (!found || !(found.via.size + found.sentences.size)) return el("td", {});
  const strong = found.via.size > 0;
  const count = strong ? found.via.size : found.sentences.size;
  const what = strong ? `${count} joining` : `${count} sentence${count > 1 ? "s" : ""} naming`;
  return el("td", {}, el("button", { type: "button", class: `cell ${strong ? `heat-${Math.min(4, Math.ceil(Math.sqrt(count)))}` : "thin"}`, "aria-label": `${what} ${drawable(nameOf(found.a), 60)} and ${drawable(nameOf(found.b), 60)}`,
    on: { click: () => showPanel(listPanel(`${typeLabel(found.a.type)} × ${typeLabel(found.b.type)}`, `${drawable(nameOf(found.a), 80)} × ${drawable(nameOf(found.b), 80)}`, [...found.via].filter((i) => i !== found.a.i).map((i) => nodes[i]), [...found.sentences].sort((x, y) => x - y), new Set([found.a.i, found.b.i]))) } }, String(count)));
}
