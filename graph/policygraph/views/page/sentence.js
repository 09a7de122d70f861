// A sentence wherever it stands: its words marked, the way up to its task, its place in the report, its citation.

import { pick } from "./acts.js";
import { nameOf, nodes, sentences, wayUp } from "./data.js";
import { $, action, bdi, el, showMore } from "./dom.js";
import { said } from "./figures.js";
import { drawable } from "./labels.js";
import { go } from "./state.js";

// The stretches of a sentence between the borders of its marks, each with the marks that lie over it.
export function pieces(sentence) {
  const letters = Array.from(sentence.text);
  const cuts = new Set([0, letters.length]);
  for (const mark of sentence.marks) {
    cuts.add(Math.min(mark.begin, letters.length)).add(Math.min(mark.end, letters.length));
  }
  const points = [...cuts].sort((a, b) => a - b);
  return points.slice(1).map((end, k) => ({
    text: letters.slice(points[k], end).join(""),
    over: sentence.marks.filter((mark) => mark.begin <= points[k] && mark.end >= end && nodes[mark.node]),
  }));
}

// A sentence in which what is asked for stands out from what is named besides.
export function sentenceText(sentence, asked) {
  const text = el("bdi", { dir: "auto" });
  for (const { text: piece, over } of pieces(sentence)) {
    const hit = over.find((mark) => asked.has(mark.node));
    if (hit) text.append(el("mark", { class: `of-${nodes[hit.node].type}` }, piece));
    else text.append(over.length ? el("span", { class: "named" }, piece) : piece);
  }
  return text;
}

// Where a sentence stands, for people: the report, its year, the page.
export function sourceOf(sentence) {
  const report = nodes[sentence.report];
  const year = report ? (said(report).date || "").slice(0, 4) : "";
  const title = report ? report.label : "";
  const named = year && !title.includes(year) ? `${title} (${year})` : title;
  return [named, sentence.page ? `p. ${sentence.page}` : ""].filter(Boolean).join(", ");
}

const fromMany = nodes.filter((node) => node.type === "Report").length > 1;

// Where a sentence is from, as far as it is not the same for all of the page.
export const whereFrom = (sentence) => (fromMany ? sourceOf(sentence) : sentence.page ? `p. ${sentence.page}` : "");

export function citation(sentence) {
  const source = sourceOf(sentence);
  return `“${sentence.text.trim()}”${source ? ` — ${source}.` : ""}`;
}

// Puts a text on the clipboard and says so; where the browser keeps that from a page, the text is shown to be copied.
export async function copy(text, button) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const box = el("textarea", { readonly: true, rows: 3, class: "copied", "aria-label": "To be copied" });
    box.value = text;
    button.after(box);
    box.select();
    return;
  }
  saidOn(button, "Copied");
}

// What a button has done stands on it for a moment, and is told to who listens.
export function saidOn(button, words) {
  button.dataset.words ??= button.textContent;
  button.textContent = words;
  $("said").textContent = words;
  setTimeout(() => {
    button.textContent = button.dataset.words;
  }, 1500);
}

function sentenceActs(number) {
  const sentence = sentences[number];
  const cite = action("Cite", () => copy(citation(sentence), cite));
  const place = action("In the text", () => go({ view: "text", at: String(number), from: "", to: "" }));
  return el("div", { class: "acts small" }, sentence.report === null ? null : place, cite);
}

export function sentenceItem(number, asked) {
  const sentence = sentences[number];
  const path = sentence.task === null ? [] : wayUp(sentence.task);
  if (!fromMany && path.length > 1 && path[0].type === "Report") path.shift();
  const shown = path.length || sentence.report === null ? path : [nodes[sentence.report]];
  const way = el("div", { class: "way", role: "group", "aria-label": "Way up to the task" });
  for (const node of shown) {
    const step = el("button", { type: "button", class: "step", on: { click: () => pick({ node }) } });
    step.append("› ", bdi(drawable(nameOf(node), 70)));
    way.append(step);
  }
  return el("li", {}, el("blockquote", {}, sentenceText(sentence, asked)), way, sentenceActs(number));
}

export function sentenceList(numbers, asked, title) {
  if (!numbers.length) return el("p", { class: "quiet" }, "No sentence is given for this.");
  const list = el("ol", { class: "sentences" });
  const box = el("section", {}, el("h3", {}, `${title} (${numbers.length})`), list);
  showMore(box, list, numbers, 8, (number) => sentenceItem(number, asked));
  return box;
}
