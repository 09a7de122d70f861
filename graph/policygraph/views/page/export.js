// What is shown, taken away as SVG, PNG or CSV.
import { iriOf, nameOf, nodes, raw, sentences, typeLabel } from "./data.js";
import { $, el, percent } from "./dom.js";
import { drawable, FONT, INVISIBLE, LINE, placeLabels, shownRadius, textWidth, wordsAt } from "./labels.js";
import { closest } from "./matrix.js";
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

function sceneSvg(scene, camera, size) {
  const svg = svgFrame(size.width, size.height + 34, printable(raw.title));
  const X = (x) => (x - camera.x) * camera.k + size.width / 2;
  const Y = (y) => (y - camera.y) * camera.k + size.height / 2;
  for (const line of scene.lines)
    svg.append(
      svgEl("line", {
        x1: X(line.x1),
        y1: Y(line.y1),
        x2: X(line.x2),
        y2: Y(line.y2),
        stroke: theme.line,
        "stroke-opacity": 0.22,
      }),
    );
  for (const edge of scene.edges) {
    const [a, b] = [scene.nodes[edge.a], scene.nodes[edge.b]];
    const path = route(edge, X(a.x), Y(a.y), X(b.x), Y(b.y), camera.k)
      .map((part) => (typeof part === "number" ? part.toFixed(2) : part))
      .join(" ");
    svg.append(
      svgEl("path", {
        d: path,
        fill: "none",
        stroke: edgeColour(edge),
        "stroke-opacity": edgeAlpha(edge) * (edge.edge ? 0.75 : 0.55),
        "stroke-width": edge.width * Math.min(1.3, Math.max(0.45, camera.k)),
      }),
    );
  }
  for (const one of scene.nodes) {
    const shape = svgShape(one.type, X(one.x), Y(one.y), shownRadius(one.r, camera.k), {
      fill: theme.colour[one.type],
      stroke: theme.edge[one.type],
      opacity: one.faded ? 0.16 : 1,
    });
    shape.append(svgEl("title", {}, printable(one.node ? nameOf(one.node) : one.label)));
    svg.append(shape);
  }
  const write = (text, x, y, anchor, attributes = {}) =>
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
  for (const label of placeLabels(scene, camera, size, new Set())) {
    const anchor = label.side === "left" ? "end" : label.side === "right" ? "start" : "middle";
    const x = anchor === "start" ? label.x : anchor === "end" ? label.x + label.w : label.x + label.w / 2;
    label.lines.forEach((line, k) =>
      write(line, x, label.y + LINE * (k + 0.5), anchor, label.bold ? { "font-weight": 600 } : {}),
    );
  }
  for (const word of wordsAt(scene, camera, size))
    write(
      word.text,
      word.px,
      word.py,
      word.side === "left" ? "end" : word.side === "right" ? "start" : "middle",
      word.strong ? { "font-weight": 600 } : { fill: theme.quiet },
    );
  let x = 14;
  for (const type of new Set(scene.nodes.map((one) => one.type))) {
    if (type === "More") continue;
    svg.append(svgShape(type, x, size.height + 17, 6, { fill: theme.colour[type], stroke: theme.edge[type] }));
    write(typeLabel(type), x + 12, size.height + 17, "start");
    x += 34 + textWidth(typeLabel(type));
  }
  return svg;
}

function matrixSvg({ rows, cols, cells }) {
  const [left, top, cell] = [240, 190, 30];
  const svg = svgFrame(left + cols.length * cell + 20, top + rows.length * cell + 20, printable(raw.title));
  rows.forEach((node, k) =>
    svg.append(
      svgEl(
        "text",
        {
          x: left - 8,
          y: top + cell * (k + 0.5),
          "text-anchor": "end",
          "dominant-baseline": "central",
          fill: theme.ink,
        },
        drawable(nameOf(node), 34),
      ),
    ),
  );
  cols.forEach((node, k) =>
    svg.append(
      svgEl(
        "text",
        {
          transform: `translate(${left + cell * (k + 0.5)} ${top - 8}) rotate(-90)`,
          "dominant-baseline": "central",
          fill: theme.ink,
        },
        drawable(nameOf(node), 26),
      ),
    ),
  );
  rows.forEach((a, row) =>
    cols.forEach((b, column) => {
      const found = cells.get(`${a.i} ${b.i}`);
      const [x, y] = [left + column * cell, top + row * cell];
      svg.append(
        svgEl("rect", {
          x: x + 1,
          y: y + 1,
          width: cell - 2,
          height: cell - 2,
          rx: 4,
          fill: found?.via.size ? theme.colour.Place : "none",
          "fill-opacity": found ? Math.min(1, 0.35 + 0.15 * found.via.size) : 1,
          stroke: theme.line,
        }),
      );
      if (found)
        svg.append(
          svgEl(
            "text",
            {
              x: x + cell / 2,
              y: y + cell / 2,
              "text-anchor": "middle",
              "dominant-baseline": "central",
              fill: found.via.size ? theme.paper : theme.ink,
            },
            String(closest(found).count),
          ),
        );
    }),
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

function sceneCsv(scene) {
  const rows = [
    [
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
    ],
  ];
  const used = new Set();
  for (const link of scene.edges) {
    const [a, b] = [scene.nodes[link.a], scene.nodes[link.b]];
    if (a.touch || b.touch) continue;
    const [from, to] = link.edge ? [nodes[link.edge.source], nodes[link.edge.target]] : [a.node, b.node];
    used.add(from?.i).add(to?.i);
    rows.push([
      from ? nameOf(from) : a.label,
      from ? from.type : a.type,
      link.edge ? link.edge.property : link.elbow ? "hasPart" : "",
      to ? nameOf(to) : b.label,
      to ? to.type : b.type,
      link.edge ? percent(link.edge.confidence) : "",
      link.count || "",
      from ? iriOf(from) : "",
      to ? iriOf(to) : "",
      link.edge ? link.edge.sentences.map((one) => sentences[one].text).join(" | ") : "",
    ]);
  }
  for (const one of scene.nodes) {
    if (one.touch)
      rows.push([nameOf(one.task), one.task.type, "concerns", one.type, "", "", one.label, iriOf(one.task), "", ""]);
    else if (one.node && !used.has(one.node.i))
      rows.push([nameOf(one.node), one.node.type, "", "", "", "", "", iriOf(one.node), "", ""]);
  }
  return csvOf(rows);
}

function matrixCsv({ rows, cols, cells }) {
  const out = [[`${state.rows} × ${state.cols}`, ...cols.map(nameOf)]];
  for (const a of rows)
    out.push([
      nameOf(a),
      ...cols.map((b) => {
        const found = cells.get(`${a.i} ${b.i}`);
        return found ? closest(found).count : 0;
      }),
    ]);
  return csvOf(out);
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
    const text =
      state.view === "matrix" && !(state.from && state.to) ? matrixCsv(onStage.table) : sceneCsv(onStage.scene);
    return save(new Blob([text], { type: "text/csv" }), "csv");
  }
  const svg = shownSvg();
  const text = new XMLSerializer().serializeToString(svg);
  const blob = new Blob([text], { type: "image/svg+xml" });
  if (format === "svg") return save(blob, "svg");
  const image = new Image();
  const [width, height] = [Number(svg.getAttribute("width")), Number(svg.getAttribute("height"))];
  image.src = URL.createObjectURL(blob);
  await image.decode();
  const canvas = el("canvas", { width: Math.round(width * 2), height: Math.round(height * 2) });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(image.src);
  return canvas.toBlob((made) => save(made, "png"), "image/png");
}
