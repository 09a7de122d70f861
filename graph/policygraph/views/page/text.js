// The report itself: its sentences in their order, under their headings, by page, with what they name marked.

import { pick } from "./acts.js";
import { nameOf, nodes, raw, sentences } from "./data.js";
import { $, action, bdi, el } from "./dom.js";
import { drawable } from "./labels.js";
import { pieces } from "./sentence.js";
import { go } from "./state.js";

const reports = () => nodes.filter((node) => node.type === "Report");

// A text of more sentences than a reader can scroll through is shown in parts of so many.
const PART = 1500;

// A name in the text; no button, for a button does not break over two lines.
function mention(text, node, isPicked) {
  const act = () => pick({ node });
  const keydown = (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    act();
  };
  const look = `mention of-${node.type}${isPicked ? " picked" : ""}`;
  const title = drawable(nameOf(node), 200);
  return el("span", { role: "button", tabindex: 0, class: look, title, on: { click: act, keydown } }, text);
}

function sentenceSpan(number, picked) {
  const sentence = sentences[number];
  const here = el("span", { id: `s-${number}`, class: "sentence", tabindex: -1 });
  for (const { text, over } of pieces(sentence)) {
    const node = over.length ? nodes[over[0].node] : null;
    if (!node) here.append(text);
    else {
      here.append(mention(text, node, picked === node.id));
    }
  }
  return here;
}

const UNSAID = `To keep the page small, ${raw.unsaid} sentences that name nothing in the graph are left out.`;

function heading(section) {
  const level = Math.min(6, section.level + 2);
  const number = section.number && !section.title.includes(section.number) ? `(${section.number}) ` : "";
  return el(`h${level}`, { class: "of-text" }, number, bdi(section.title));
}

const sections = () =>
  raw.sections.map(([report, begin, title, number, level]) => ({ report, begin, title, number, level }));

// The sentences of a report as headings and paragraphs; a sentence that is a heading's own line is not told twice.
function paragraphs(report, numbers, picked) {
  const parts = [];
  const waiting = sections().filter(
    (one) => one.report === report.i && one.begin >= (sentences[numbers[0]]?.begin ?? 0),
  );
  let [paragraph, page] = [null, 0];
  for (const number of numbers) {
    const sentence = sentences[number];
    let title = false;
    while (waiting.length && waiting[0].begin <= sentence.begin) {
      const section = waiting.shift();
      title = section.begin === sentence.begin && sentence.text.includes(section.title);
      if (title)
        parts.push(el(`h${Math.min(6, section.level + 2)}`, { class: "of-text" }, sentenceSpan(number, picked)));
      else parts.push(heading(section));
      paragraph = null;
    }
    if (sentence.page && sentence.page !== page) {
      page = sentence.page;
      parts.push(el("p", { class: "page" }, `Page ${page}`));
      paragraph = null;
    }
    if (title) continue;
    if (!paragraph || sentence.opens) {
      paragraph = el("p", { dir: "auto" });
      parts.push(paragraph);
    }
    paragraph.append(sentenceSpan(number, picked), " ");
  }
  return parts;
}

function textTools(now, report, numbers, part) {
  const parts = [];
  const all = reports();
  if (all.length > 1) {
    const which = el(
      "select",
      { id: "which-report" },
      ...all.map((one) => el("option", { value: one.id }, drawable(nameOf(one), 70))),
    );
    which.value = report.id;
    which.addEventListener("change", () => go({ of: which.value, at: "" }));
    parts.push(el("label", { for: "which-report" }, el("span", { class: "hidden" }, "Report"), which));
  } else parts.push(el("strong", {}, bdi(drawable(nameOf(report), 90))));
  const count = Math.ceil(numbers.length / PART);
  for (let k = 0; k < count && count > 1; k += 1) {
    parts.push(action(`Part ${k + 1}`, () => go({ of: report.id, at: String(numbers[k * PART]) }), k === part));
  }
  if (now.at !== "") parts.push(action("← Back", () => history.back()));
  return el("div", { class: "axes" }, ...parts);
}

export function showText(now, before) {
  const at = sentences[now.at];
  const report = nodes[at?.report] || reports().find((one) => one.id === now.of) || reports()[0];
  if (!report) {
    $("sheet").replaceChildren(el("p", { class: "quiet" }, "No report is in this page."));
    return;
  }
  const numbers = sentences.flatMap((one, number) => (one.report === report.i ? [number] : []));
  const part = at ? Math.floor(Math.max(0, numbers.indexOf(Number(now.at))) / PART) : 0;
  const shown = numbers.slice(part * PART, (part + 1) * PART);
  const text = el("article", { class: "text scroll", tabindex: 0, "aria-label": nameOf(report).slice(0, 200) });
  text.append(
    ...(shown.length
      ? paragraphs(report, shown, now.node)
      : [el("p", { class: "quiet" }, "The text of this report is not in this page.")]),
  );
  if (raw.unsaid) text.prepend(el("p", { class: "quiet" }, UNSAID));
  const held = before?.view === "text" ? $("sheet").querySelector(".text")?.scrollTop : 0;
  $("sheet").replaceChildren(textTools(now, report, numbers, part), text);
  if (!at) {
    text.scrollTop = held || 0;
    return;
  }
  const here = $(`s-${now.at}`);
  here.classList.add("here");
  here.scrollIntoView({ block: "center" });
  if (before && before.at !== now.at) here.focus({ preventScroll: true });
}
