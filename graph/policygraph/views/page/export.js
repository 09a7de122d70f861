// What is shown, taken away as SVG, PNG or CSV.
import { edges, iriOf, nameOf, nodes, raw, sentences, TYPES, typeLabel } from "./data.js";
import { $, el, percent } from "./dom.js";
import { drawable, FONT, fitted, INVISIBLE, LINE, placeLabels, shownRadius, textWidth, wordsAt } from "./labels.js";
import { cellSentences, lookOf, statedIn, wholeMatrix } from "./matrix.js";
import { mapShapes } from "./outlines.js";
import { edgeAlpha, edgeColour, route } from "./paint.js";
import { onStage } from "./stage.js";
import { state } from "./state.js";
import { CORNERS, SHAPES, theme } from "./theme.js";

const SVG_NS = "http://www.w3.org/2000/svg";

function svgEl(tag, attributes, text) {
  const made = document.createElementNS(SVG_NS, tag);
  for (const [name, value] of Object.entries(attributes))
    made.setAttribute(name, typeof value === "number" ? Number(value.toFixed(2)) : value);
  if (text !== undefined) made.textContent = text;
  return made;
}

function svgShape(type, x, y, r, attributes) {
  const corners = CORNERS[SHAPES[type]];
  if (!corners) return svgEl("circle", { cx: x, cy: y, r, ...attributes });
  return svgEl("polygon", {
    points: corners.map(([dx, dy]) => `${(x + dx * r).toFixed(2)},${(y + dy * r).toFixed(2)}`).join(" "),
    ...attributes,
  });
}

function svgFrame(width, height, title) {
  const svg = svgEl("svg", {
    xmlns: SVG_NS,
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    "font-family": theme.font,
    "font-size": FONT,
  });
  svg.append(svgEl("title", {}, title), svgEl("rect", { width, height, fill: theme.paper }));
  return svg;
}

export const printable = (text) => text.replace(INVISIBLE, "");

const HEAD = 46;
const FOOT = 34;

// A report as a source is named: what it is called, its date, its file.
export function reportLine(report) {
  const facts = new Map(report.facts || []);
  const about = (report.kind || "").replace(/^Report(, )?/, "");
  return [nameOf(report), about, facts.get("source")].filter(Boolean).join(", ");
}

function creditOf() {
  const reports = nodes.filter((node) => node.type === "Report");
  const many = reports.length > 3 ? [`${reports.length} reports`] : reports.map(reportLine);
  return drawable(many.join("; "), 160);
}

const path = (d, attributes) => svgEl("path", { d, ...attributes });
const box = (x, y, w, h) => `M${x.toFixed(1)} ${y.toFixed(1)}h${w.toFixed(1)}v${h.toFixed(1)}h${(-w).toFixed(1)}Z`;

function writerOf(svg) {
  return (text, x, y, anchor, attributes = {}) =>
    svg.append(
      svgEl(
        "text",
        {
          x,
          y,
          "text-anchor": anchor,
          "dominant-baseline": "central",
          fill: theme.ink,
          stroke: theme.paper,
          "stroke-width": 3,
          "paint-order": "stroke",
          ...attributes,
        },
        text,
      ),
    );
}

// What a picture says of itself: its title above; the classes that it tells apart and where it is from below.
function framing(svg, width, height, types) {
  const write = writerOf(svg);
  const view = state.from && state.to ? "Chain" : raw.views[state.view];
  svg.append(path(box(0, 0, width, HEAD - 2), { fill: theme.paper }));
  svg.append(path(box(0, HEAD + height, width, FOOT + 20), { fill: theme.paper }));
  write(fitted(drawable(raw.title, 160), width - 28), 14, 15, "start", { "font-weight": 600, "font-size": 15 });
  write(fitted(`${view} · ${creditOf()}`, width - 28), 14, 34, "start", { fill: theme.quiet });
  let [x, y] = [14, HEAD + height + 15];
  for (const type of types) {
    const wide = 34 + textWidth(typeLabel(type));
    if (x + wide > width) [x, y] = [14, y + 20];
    svg.append(svgShape(type, x, y, 6, { fill: theme.colour[type], stroke: theme.edge[type] }));
    write(typeLabel(type), x + 12, y, "start");
    x += wide;
  }
}

function sceneSvg(scene, camera, size) {
  const svg = svgFrame(size.width, size.height + HEAD + FOOT + 20, printable(raw.title));
  const X = (x) => (x - camera.x) * camera.k + size.width / 2;
  const Y = (y) => (y - camera.y) * camera.k + size.height / 2 + HEAD;
  for (const { d, rect, ...look } of mapShapes(scene.layers, X, Y, { ...size, top: HEAD }))
    svg.append(path(d ?? box(...rect), look));
  for (const edge of scene.edges) svg.append(svgEdge(scene, edge, X, Y, camera.k));
  for (const one of scene.nodes) {
    const shape = svgShape(one.type, X(one.x), Y(one.y), shownRadius(one.r, camera.k), {
      fill: theme.colour[one.type],
      stroke: theme.edge[one.type],
      opacity: one.faded ? 0.16 : 1,
    });
    shape.append(svgEl("title", {}, printable(one.node ? nameOf(one.node) : one.label)));
    svg.append(shape);
  }
  svgLabels(svg, scene, camera, size);
  const types = new Set(scene.nodes.map((one) => one.type));
  types.delete("More");
  framing(
    svg,
    size.width,
    size.height,
    [...types].sort((a, b) => TYPES.indexOf(a) - TYPES.indexOf(b)),
  );
  return svg;
}

function svgEdge(scene, edge, X, Y, k) {
  const [a, b] = [scene.nodes[edge.a], scene.nodes[edge.b]];
  const steps = route(edge, X(a.x), Y(a.y), X(b.x), Y(b.y), k);
  return path(steps.map((part) => (typeof part === "number" ? part.toFixed(2) : part)).join(" "), {
    fill: "none",
    stroke: edgeColour(edge),
    "stroke-opacity": edgeAlpha(edge) * (edge.edge ? 0.75 : 0.55),
    "stroke-width": edge.width * Math.min(1.3, Math.max(0.45, k)),
  });
}

function svgLabels(svg, scene, camera, size) {
  const write = writerOf(svg);
  for (const label of placeLabels(scene, camera, size, new Set())) {
    if (label.leader) {
      const [x1, y1, x2, y2] = label.leader;
      svg.append(path(`M${x1} ${y1 + HEAD}L${x2} ${y2 + HEAD}`, { stroke: theme.quiet }));
    }
    const anchor = label.side === "left" ? "end" : label.side === "right" ? "start" : "middle";
    const x = anchor === "start" ? label.x : anchor === "end" ? label.x + label.w : label.x + label.w / 2;
    label.lines.forEach((line, k) =>
      write(line, x, HEAD + label.y + LINE * (k + 0.5), anchor, label.bold ? { "font-weight": 600 } : {}),
    );
  }
  for (const word of wordsAt(scene, camera, size))
    write(
      word.text,
      word.px,
      word.py + HEAD,
      word.side === "left" ? "end" : word.side === "right" ? "start" : "middle",
      word.strong ? { "font-weight": 600 } : { fill: theme.quiet },
    );
}

function matrixSvg({ rows, cols, cells }) {
  const [left, top, cell] = [240, 190 + HEAD, 30];
  const [width, height] = [left + Math.max(cols.length * cell, 260) + 20, 190 + rows.length * cell + 20];
  const svg = svgFrame(width, height + HEAD + FOOT + 20, printable(raw.title));
  const plain = { "dominant-baseline": "central", fill: theme.ink };
  rows.forEach((node, k) =>
    svg.append(
      svgEl(
        "text",
        { x: left - 8, y: top + cell * (k + 0.5), "text-anchor": "end", ...plain },
        drawable(nameOf(node), 34),
      ),
    ),
  );
  cols.forEach((node, k) => {
    const transform = `translate(${left + cell * (k + 0.5)} ${top - 8}) rotate(-90)`;
    svg.append(svgEl("text", { transform, ...plain }, drawable(nameOf(node), 26)));
  });
  rows.forEach((a, row) =>
    cols.forEach((b, column) => {
      const found = cells.get(`${a.i} ${b.i}`);
      const [x, y, count] = [left + column * cell, top + row * cell, found ? statedIn(found) : 0];
      svg.append(
        path(box(x + 1, y + 1, cell - 2, cell - 2), {
          fill: count ? theme.colour.Place : "none",
          "fill-opacity": Math.min(1, 0.35 + 0.15 * count),
          stroke: theme.line,
        }),
      );
      const middle = { x: x + cell / 2, y: y + cell / 2, "text-anchor": "middle" };
      if (found)
        svg.append(svgEl("text", { ...middle, ...plain, fill: count ? theme.paper : theme.ink }, lookOf(found).text));
    }),
  );
  framing(svg, width, height, []);
  writerOf(svg)(
    "numbers: linkages stated, and things linked to both; dots: only named together",
    14,
    HEAD + height + 15,
    "start",
  );
  return svg;
}

// A cell that a spreadsheet would take for a formula is marked as text.
function csvCell(value) {
  const text = String(value ?? "");
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export const csvOf = (rows) => `\ufeff${rows.map((row) => row.map(csvCell).join(",")).join("\r\n")}\r\n`;

const HEADINGS = [
  "source",
  "source class",
  "linkage",
  "target",
  "target class",
  "confidence",
  "count",
  "source IRI",
  "target IRI",
  "sentences",
  "reports",
];

const textsOf = (numbers) => numbers.map((one) => sentences[one].text).join(" | ");

// The reports that sentences stand in, each as a source is named.
function reportsOf(numbers) {
  const found = new Set(numbers.map((one) => sentences[one].report).filter((i) => nodes[i]));
  return [...found].map((i) => reportLine(nodes[i])).join(" | ");
}

const endOf = (one) => (one.node ? [nameOf(one.node), one.node.type, iriOf(one.node)] : [one.label, one.type, ""]);

function linkRow(scene, link) {
  const { edge, behind } = link;
  const [from, to] = edge
    ? [{ node: nodes[edge.source] }, { node: nodes[edge.target] }]
    : [scene.nodes[link.a], scene.nodes[link.b]];
  const [name, type, iri] = endOf(from);
  const [other, otherType, otherIri] = endOf(to);
  const numbers = edge ? edge.sentences : [...new Set((behind || []).flatMap((i) => edges[i].sentences))];
  const linkage = edge ? edge.property : link.elbow ? "hasPart" : "";
  const sure = edge ? percent(edge.confidence) : "";
  const count = link.count || "";
  return [name, type, linkage, other, otherType, sure, count, iri, otherIri, textsOf(numbers), reportsOf(numbers)];
}

function nodeRow(node) {
  const numbers = node.sentences || [];
  return [nameOf(node), node.type, "", "", "", "", "", iriOf(node), "", textsOf(numbers), reportsOf(numbers)];
}

// All that a drawing shows as a table, and what it has no room for.
function sceneCsv(scene) {
  const rows = [HEADINGS];
  const used = new Set();
  for (const link of scene.edges) {
    const [a, b] = [scene.nodes[link.a], scene.nodes[link.b]];
    if (a.touch || b.touch) continue;
    used.add(a.node?.i).add(b.node?.i);
    rows.push(linkRow(scene, link));
  }
  for (const one of scene.nodes)
    if (one.touch)
      rows.push([
        nameOf(one.task),
        one.task.type,
        "concerns",
        one.type,
        "",
        "",
        one.label,
        iriOf(one.task),
        "",
        "",
        "",
      ]);
    else if (one.node && !used.has(one.node.i)) rows.push(nodeRow(one.node));
  for (const i of scene.undrawn) rows.push(nodeRow(nodes[i]));
  return csvOf(rows);
}

// Every cell of the matrix in which something is stated, also those beyond what is shown.
function matrixCsv() {
  const rows = [["row", "column", "stated", "row IRI", "column IRI", "sentences", "reports"]];
  for (const cell of wholeMatrix(state)) {
    const numbers = cellSentences(cell);
    const [a, b] = [cell.a, cell.b];
    rows.push([nameOf(a), nameOf(b), statedIn(cell), iriOf(a), iriOf(b), textsOf(numbers), reportsOf(numbers)]);
  }
  return csvOf(rows);
}

export function save(blob, extension) {
  const link = el("a", { href: URL.createObjectURL(blob), download: `policygraph-${state.view}.${extension}` });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

export function shownSvg() {
  return state.view === "matrix" && !(state.from && state.to)
    ? matrixSvg(onStage.table)
    : sceneSvg(onStage.scene, onStage.renderer.camera(), onStage.renderer.size());
}

export async function exportAs(format) {
  $("export").open = false;
  if (format === "print") return window.print();
  if (format === "csv") {
    const text = state.view === "matrix" && !(state.from && state.to) ? matrixCsv() : sceneCsv(onStage.scene);
    return save(new Blob([text], { type: "text/csv" }), "csv");
  }
  const svg = shownSvg();
  const text = new XMLSerializer().serializeToString(svg);
  const blob = new Blob([text], { type: "image/svg+xml" });
  if (format === "svg") return save(blob, "svg");
  return save(await pictureOf(svg, blob), "png");
}

async function pictureOf(svg, blob) {
  const image = new Image();
  const [width, height] = [Number(svg.getAttribute("width")), Number(svg.getAttribute("height"))];
  image.src = URL.createObjectURL(blob);
  await image.decode();
  const canvas = el("canvas", { width: Math.round(width * 2), height: Math.round(height * 2) });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(image.src);
  return new Promise((done) => {
    canvas.toBlob(done, "image/png");
  });
}

// Puts what is shown into the clipboard as a picture; where the browser forbids it, the picture is saved instead.
export async function copyPicture() {
  const svg = shownSvg();
  const text = new XMLSerializer().serializeToString(svg);
  const made = await pictureOf(svg, new Blob([text], { type: "image/svg+xml" }));
  try {
    await navigator.clipboard.write([new ClipboardItem({ "image/png": made })]);
    return true;
  } catch {
    save(made, "png");
    return false;
  }
}
