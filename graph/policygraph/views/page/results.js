// All that a search finds, on a sheet of its own: questions, names and sentences, each in pages.
import { answer } from "./asking.js";
import { nodes, otherNames, typeLabel } from "./data.js";
import { $, bdi, el, showMore } from "./dom.js";
import { nodeButton } from "./panel.js";
import { asked, inWords } from "./questions.js";
import { search, searchSentences } from "./search.js";
import { sentenceItem } from "./sentence.js";

const AT_ONCE = 25;

function group(title, found, item, tag = "ul") {
  if (!found.length) return null;
  const list = el(tag, { class: tag === "ol" ? "sentences" : "plain" });
  const box = el("section", {}, el("h3", {}, `${title} (${found.length})`), list);
  showMore(box, list, found, AT_ONCE, item);
  return box;
}

export function showResults(now) {
  const names = search(now.q);
  const close = new Set(names.slice(0, 3).map((node) => node.i));
  // A sentence belongs to what was asked for if it holds the words, or names what bears them.
  const numbers = new Set(searchSentences(now.q));
  for (const i of close) for (const number of nodes[i].sentences || []) numbers.add(number);
  const parts = [
    group("Questions", asked(now.q), (one) => {
      const press = { click: () => answer(one) };
      return el(
        "li",
        {},
        el("button", { type: "button", class: "step", on: press }, ...inWords(one).map((part) => bdi(part))),
      );
    }),
    group("Names", names, (node) =>
      el("li", {}, nodeButton(node, [typeLabel(node.type), ...otherNames(node).slice(0, 3)].join(" · "))),
    ),
    group(
      "Sentences",
      [...numbers].sort((a, b) => a - b),
      (number) => sentenceItem(number, close),
      "ol",
    ),
  ].filter(Boolean);
  const none = el("p", { class: "quiet" }, "Nothing is found: no name, no sentence and no question has these words.");
  const title = el("h2", {}, "Found for ", el("q", {}, bdi(now.q.slice(0, 120))));
  const box = el(
    "div",
    { class: "scroll results", tabindex: 0, role: "region", "aria-label": "Found" },
    title,
    ...(parts.length ? parts : [none]),
  );
  $("sheet").replaceChildren(box);
}
