// The search box: questions, names and sentences while the reader types, and the way to all that is found.
import { answer } from "./asking.js";
import { folded, nameOf, otherNames, raw, sentences, typeLabel } from "./data.js";
import { $, bdi, el, swatch } from "./dom.js";
import { drawable } from "./labels.js";
import { asked, inWords, usableQuestions } from "./questions.js";
import { namedIn, search, searchSentences } from "./search.js";
import { sentenceText } from "./sentence.js";
import { go, state, toggled } from "./state.js";

let active = -1;
let hits = [];

// What is offered for a text: an exact name first, then questions, other names, sentences and the way to all of them.
function found(query) {
  const names = search(query);
  const lines = searchSentences(query);
  const questions = raw.whole ? [] : asked(query);
  const named = names.length || questions.length ? [] : namedIn(query).slice(0, 6);
  const nodes = [...names.slice(0, 8), ...named].map((node) => ({
    node,
    act: () => openName(node),
    parts: nameHit(node, query),
  }));
  const asking = questions.map((one) => ({
    act: () => (one.nodes ? answer(one) : begin(one.question)),
    parts: [
      el("span", { class: "ask", "aria-hidden": "true" }, "?"),
      el("span", { class: "name" }, ...inWords(one).map((part) => bdi(part))),
    ],
  }));
  const told = lines.slice(0, 3).map((number) => ({ act: () => openSentence(number), parts: sentenceHit(number) }));
  const total = names.length + lines.length;
  const counts = [howMany(names.length, "name"), howMany(lines.length, "sentence")].filter(Boolean);
  const more = el("span", { class: "name" }, `All: ${counts.join(" and ")}`);
  const all = total
    ? [{ act: () => go({ view: "search", q: query.trim(), node: "", edge: "", from: "", to: "" }), parts: [more] }]
    : [];
  // A question leads where the words are more than a name.
  const exact = names.length > 0 && folded(query.trim()).split(/\s+/).length < 3 && !/[?？]/.test(query);
  return [...(exact ? [...nodes.slice(0, 1), ...asking, ...nodes.slice(1)] : [...asking, ...nodes]), ...told, ...all];
}

const howMany = (count, word) => (count ? `${count} ${word}${count === 1 ? "" : "s"}` : "");

// A question with a blank is written into the box, for the reader to go on.
function begin(question) {
  const box = $("search");
  box.value = question.words[0];
  box.focus();
  showHits(box.value);
}

function openName(node) {
  const hide = state.hide.has(node.type) ? toggled(state.hide, node.type) : state.hide;
  const view = raw.whole ? state.view : "neighbourhood";
  go({ view, around: node.id, node: node.id, edge: "", hops: 1, from: "", to: "", hide, open: new Set() });
}

function openSentence(number) {
  go({ view: "text", at: String(number), node: "", edge: "", from: "", to: "" });
}

function nameHit(node, query) {
  const alias = otherNames(node).find((name) => folded(name).includes(folded(query.trim())));
  return [
    swatch(node.type),
    el("span", { class: "name" }, bdi(drawable(nameOf(node), 80))),
    alias ? el("span", { class: "quiet" }, bdi(drawable(alias, 40))) : null,
    el("span", { class: "quiet end" }, typeLabel(node.type)),
  ];
}

const sentenceHit = (number) => [
  el("span", { class: "ask", "aria-hidden": "true" }, "¶"),
  el("span", { class: "name clipped" }, sentenceText(sentences[number], new Set())),
];

function item(hit, k) {
  const hold = (event) => event.preventDefault();
  const on = { mousedown: hold, click: () => choose(hit) };
  return el("li", { role: "option", id: `hit-${k}`, "aria-selected": "false", on }, ...hit.parts);
}

function showHits(query) {
  hits = query.trim() ? found(query) : suggestions();
  active = hits.length && query.trim() ? 0 : -1;
  const list = $("hits");
  list.replaceChildren(...hits.map(item));
  if (!hits.length && query.trim()) {
    list.append(
      el("li", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, "Nothing has these words"),
    );
  }
  list.hidden = !list.children.length;
  $("search").setAttribute("aria-expanded", String(!list.hidden));
  markActive();
}

// The questions with their blanks, offered before anything is typed.
const suggestions = () =>
  (raw.whole ? [] : usableQuestions()).map((question) => ({
    act: () => (question.blanks.length ? begin(question) : answer({ question, nodes: [] })),
    parts: [
      el("span", { class: "ask", "aria-hidden": "true" }, "?"),
      el("span", { class: "name" }, ...inWords({ question, nodes: null })),
    ],
  }));

function markActive() {
  [...$("hits").children].forEach((one, k) => one.setAttribute("aria-selected", String(k === active)));
  if (active >= 0 && !$("hits").hidden) {
    $("search").setAttribute("aria-activedescendant", `hit-${active}`);
    $("hits").children[active].scrollIntoView({ block: "nearest" });
  } else $("search").removeAttribute("aria-activedescendant");
}

function closeHits() {
  $("hits").hidden = true;
  $("search").setAttribute("aria-expanded", "false");
  $("search").removeAttribute("aria-activedescendant");
}

function choose(hit) {
  closeHits();
  $("search").value = "";
  hit.act();
}

export function listenToSearch() {
  const box = $("search");
  box.addEventListener("input", () => showHits(box.value));
  box.addEventListener("focus", () => showHits(box.value));
  box.addEventListener("blur", closeHits);
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if ($("hits").hidden) showHits(box.value);
      if (hits.length)
        active =
          (active +
            (event.key === "ArrowDown" ? 1 : hits.length - 1) +
            (active < 0 && event.key === "ArrowUp" ? 1 : 0)) %
          hits.length;
      markActive();
    } else if (event.key === "Enter" && active >= 0 && !$("hits").hidden) choose(hits[active]);
    else if (event.key === "Escape") {
      event.stopPropagation();
      box.value = "";
      closeHits();
    }
  });
}
