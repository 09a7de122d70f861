// The questions that people ask of reports, as sentences with blanks; typed words find the question and fill these.
import { folded, nameOf, nodes } from "./data.js";
import { isMoney } from "./figures.js";
import { drawable } from "./labels.js";
import { errors, namedIn, search, wordsOf } from "./search.js";
import { fillers } from "./tables.js";

// `cues` are words that tell the question, `blanks` the classes of what fills each blank, `to` the state that answers.
const table = (name, values = {}) => ({ view: "tables", table: name, of: "", sort: "", q: "", chart: "", ...values });
const ABOUT_ANY = ["Industry", "Place", "Project", "Institution"];
const ANY = [...ABOUT_ANY, "Target", "Result"];
/** @type {any[]} */
export const QUESTIONS = [
  {
    words: ["What is promised for ", "?"],
    cues: "what promised promise promises planned plans commitments 承诺 计划",
    blanks: [ABOUT_ANY],
    to: (node) => ({ ...table("promises"), of: node.id }),
  },
  {
    words: ["Which projects are in or lead to ", "?"],
    cues: "which projects project railways roads built in to 项目",
    blanks: [["Place"]],
    to: (node) => ({ ...table("projectsIn"), of: node.id }),
  },
  {
    words: ["Who makes ", "?"],
    cues: "who makes make builds produces undertakes carries company companies 谁",
    blanks: [["Industry", "Project"]],
    to: (node) => ({ ...table("makers"), of: node.id }),
  },
  {
    words: ["What are the biggest sums, and what are they for?"],
    cues: "what biggest largest sums sum money amount billion million invest investment cost costs spend 资金 投资",
    blanks: [],
    usable: () => nodes.some(isMoney),
    to: () => table("sums"),
  },
  {
    words: ["Which key task has the most projects?"],
    cues: "which key task tasks most projects 重点 任务",
    blanks: [],
    usable: () => nodes.some((node) => node.type === "KeyTask"),
    to: () => table("KeyTask", { sort: "-projects" }),
  },
  {
    words: ["How do ", " and ", " compare?"],
    cues: "how compare compared comparison versus vs difference between 比较",
    blanks: [
      ["KeyTask", "Industry", "Place", "Report"],
      ["KeyTask", "Industry", "Place", "Report"],
    ],
    to: (a, b) => ({ view: "compare", a: a.id, b: b.id }),
  },
  {
    words: ["What was reached for ", "?"],
    cues: "what was reached achieved delivered done completed results result 成果 完成",
    blanks: [ABOUT_ANY],
    to: (node) => ({ ...table("reached"), of: node.id }),
  },
  {
    words: ["What links ", " and ", "?"],
    cues: "what links link linked connects between 关系 联系 连接",
    blanks: [ANY, ANY],
    to: (a, b) => ({ from: a.id, to: b.id }),
  },
  {
    words: ["Everything about ", ""],
    cues: "everything all about anything 关于",
    blanks: [ANY],
    to: (node) => ({ view: "search", q: node.label }),
  },
];

const LITTLE = [
  "a an and are as at be by do does for from has have how in into is it its lead me of on or show tell",
  "than the to was were with 的 了 在 和 与",
];
const COMMON = new Set(LITTLE.join(" ").split(" "));

export const usableQuestions = () => QUESTIONS.filter((one) => !one.usable || one.usable());

// How well typed words fit a question's cues, and which of them are none, so that they may name something.
function fit(question, typed) {
  question.known ??= question.cues.split(" ");
  let score = 0;
  const rest = [];
  for (const word of typed) {
    const cue = question.known.find((one) => one.startsWith(word) && word.length > 1) || "";
    const near = cue || question.known.find((one) => word.length > 4 && errors(word, one, 1) <= 1);
    if (near) score += COMMON.has(word) ? 0.2 : word.length > 2 || word === near ? 1 : 0.5;
    else if (!COMMON.has(word)) rest.push(word);
  }
  return { score, rest };
}

// What fills the blanks of a question: what is named in full, else what the words that are no cues find.
function fillings(question, typed, rest) {
  const fits = (node, k) => question.blanks[k].includes(node.type);
  const named = namedIn(typed);
  if (question.blanks.length === 2) {
    const both = named.length === 2 ? named : [];
    return both.length && both.every(fits) ? [both] : [];
  }
  const found = [...named, ...(rest.length ? search(rest.join(" ")) : [])].filter((node) => fits(node, 0));
  return [...new Set(found)].slice(0, 3).map((node) => [node]);
}

// The questions that typed words may mean, best first, each with what fills its blanks or with the blanks left open.
export function asked(query) {
  const typed = wordsOf(folded(query)).slice(0, 30);
  if (!typed.length) return [];
  const found = [];
  for (const question of usableQuestions()) {
    const { score, rest } = fit(question, typed);
    if (score < 1) continue;
    const filled = question.blanks.length ? fillings(question, query, rest) : [[]];
    for (const nodesIn of filled) found.push({ question, nodes: nodesIn, score: score + 1 - rest.length / 20 });
    if (!filled.length && !rest.length) found.push({ question, nodes: null, score: score - 0.5 });
  }
  return found.sort((a, b) => b.score - a.score).slice(0, 4);
}

// The question in words, its blanks filled, or shown as blanks.
export function inWords({ question, nodes: filled }, cut = 50) {
  const parts = [];
  question.words.forEach((words, k) => {
    parts.push(words);
    if (k < question.blanks.length) parts.push(filled ? drawable(nameOf(filled[k]), cut) : "…");
  });
  return parts;
}

// Questions to begin with, filled with what has most to answer them.
export function firstQuestions() {
  const found = [];
  for (const question of usableQuestions().slice(0, 7)) {
    const { table: name } = question.blanks.length === 1 ? question.to(nodes[0]) : { table: "" };
    const filled = name ? fillers(name).slice(0, 1) : fullest(question.blanks.map(([type]) => type));
    if (filled.length === question.blanks.length) found.push({ question, nodes: filled });
  }
  return found;
}

// For each class in a list another node of it, the most linked first.
function fullest(types) {
  const used = [];
  for (const type of types) {
    const members = nodes.filter((node) => node.type === type && !used.includes(node));
    const [most] = members.sort((a, b) => b.edges.length - a.edges.length || a.i - b.i);
    if (most) used.push(most);
  }
  return used;
}
