// Searching all reports: names with the reports that have them, and sentences with the report and page they are from.
import { folded, nodes, otherNames, typeLabel } from "./data.js";
import { $, bdi, el, showMore, swatch } from "./dom.js";
import { chosen, isChosen, reports } from "./reports.js";
import { whatIsSaid } from "./said.js";
import { search } from "./search.js";
import { toEntity, toReport, toSentence } from "./ways.js";

const AT_ONCE = 20;

// The stretches of a text that hold one of some words; where folding moves letters nothing is marked.
function marked(text, words) {
  const plain = folded(text);
  const box = el("bdi", { dir: "auto" });
  let at = 0;
  while (plain.length === text.length && at < text.length) {
    const next = words.map((word) => [plain.indexOf(word, at), word.length]).filter(([begin]) => begin >= 0);
    if (!next.length) break;
    const [begin, length] = next.sort((a, b) => a[0] - b[0] || b[1] - a[1])[0];
    box.append(text.slice(at, begin), el("mark", {}, text.slice(begin, begin + length)));
    at = begin + length;
  }
  box.append(text.slice(at));
  return box;
}

function sentenceOf({ report, text, place, page }, words) {
  const where = el("a", { href: toSentence(report, place) }, bdi(report.name), page ? `, page ${page}` : "");
  return el("li", { class: "sentence" }, el("blockquote", {}, marked(text, words)), where);
}

// An entity, to be opened for the reports that have it.
export function thing(node) {
  const held = node.held.filter((one) => isChosen(one.report));
  const linkages = held.reduce((sum, one) => sum + one.linkages, 0);
  const count = `${held.length} report${held.length === 1 ? "" : "s"} · ${linkages} linkage${linkages === 1 ? "" : "s"}`;
  const title = el("summary", {}, swatch(node.type), bdi(node.label), " ", el("span", { class: "count" }, count));
  const box = el("details", { class: "thing" }, title);
  box.addEventListener("toggle", () => box.children.length < 2 && box.append(reportsOf(node, held)));
  return box;
}

function reportsOf(node, held) {
  const list = el("ul", { class: "plain" });
  const names = otherNames(node);
  const also = names.length ? el("p", { class: "quiet" }, "Also: ", bdi(names.slice(0, 6).join(" · "))) : null;
  const box = el("div", {}, also, list);
  const sorted = [...held].sort((a, b) => b.linkages - a.linkages || a.report.i - b.report.i);
  showMore(box, list, sorted, AT_ONCE, ({ report, sentence }) =>
    el(
      "li",
      {},
      el("a", { href: toEntity(report, node) }, bdi(report.name)),
      sentence < 0 ? null : " · ",
      sentence < 0 ? null : el("a", { href: toSentence(report, sentence) }, "first sentence"),
    ),
  );
  return box;
}

function group(title, found, item, total = found.length) {
  if (!found.length) return null;
  const list = el("ul", { class: "plain" });
  const box = el("div", {}, el("h3", {}, `${title} (${total})`), list);
  showMore(box, list, found, AT_ONCE, item);
  return box;
}

function named(node) {
  if (node.type !== "Report") return el("li", {}, el("div", { class: "things-one" }, thing(node)));
  return el("li", {}, swatch("Report"), el("a", { href: toReport(reports[node.i]) }, bdi(node.label)), " · report");
}

const isHere = (node) =>
  node.type === "Report" ? isChosen(reports[node.i]) : node.held.some((one) => isChosen(one.report));

function tell(box, said) {
  const names = search(chosen.q).filter(isHere);
  const words = folded(chosen.q.trim()).split(/\s+/).filter(Boolean);
  const kinds = [...new Set(names.map((node) => typeLabel(node.type)))].slice(0, 3).join(", ").toLowerCase();
  const parts = [
    group(kinds ? `Names: ${kinds}` : "Names", names, named),
    group("Sentences", said.found, (one) => sentenceOf(one, words), said.total),
  ].filter(Boolean);
  const none = el("p", { class: "quiet" }, "No name and no sentence has these words.");
  const title = el("h2", {}, "Found for ", el("q", {}, bdi(chosen.q.slice(0, 120))));
  box.replaceChildren(title, ...(parts.length ? parts : [none]), ...said.more);
}

export function showFound() {
  const box = $("results");
  const asked = chosen.q;
  box.hidden = !asked.trim();
  if (!box.hidden) whatIsSaid((said) => chosen.q === asked && tell(box, said));
}

export const entities = () =>
  nodes.filter((node) => node.type !== "Report" && node.held.some((one) => isChosen(one.report)));
