// Finding names and sentences by words: case and accents folded, typing errors forgiven, Chinese without spaces.
import { folded, isEntity, nameOf, nodes, otherNames, raw, sentences } from "./data.js";

const letter = /[\p{L}\p{N}]/u;
const han = /\p{Script=Han}/u;

export function namesOf(node) {
  node.names ??= [nameOf(node), ...otherNames(node)].map(folded);
  return node.names;
}

// The words of a folded text; Chinese characters stand in pairs, since no space tells its words apart.
export function wordsOf(text) {
  const found = [];
  for (const [run] of text.matchAll(/\p{Script=Han}+|[^\P{L}\p{Script=Han}]+|\p{N}+/gu)) {
    const letters = Array.from(run);
    if (!han.test(run) || letters.length < 2) found.push(run);
    else for (let k = 1; k < letters.length; k += 1) found.push(letters[k - 1] + letters[k]);
  }
  return found;
}

const slips = (word) => (word.length < 4 || han.test(word) ? 0 : word.length < 8 ? 1 : 2);

// How many typing errors (a letter wrong, missing, too many, two swapped) lie between a word and the beginning of
// another, as long as they are at most so many; else Infinity.
export function errors(word, other, most) {
  if (other.length < word.length - most) return Infinity;
  const wide = Math.min(other.length, word.length + most);
  let [older, old] = [[], Array.from({ length: wide + 1 }, (_, k) => k)];
  for (let i = 1; i <= word.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= wide; j += 1) {
      const same = word[i - 1] === other[j - 1];
      let cost = Math.min(old[j - 1] + (same ? 0 : 1), old[j] + 1, row[j - 1] + 1);
      const swapped = i > 1 && j > 1 && word[i - 1] === other[j - 2] && word[i - 2] === other[j - 1];
      if (swapped) cost = Math.min(cost, older[j - 2] + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return Infinity;
    [older, old] = [old, row];
  }
  // A word that is being typed is the beginning of the other.
  const least = Math.min(...old);
  return least <= most ? least : Infinity;
}

let vocabulary = null;

// Each word of a name with the nodes that bear it.
function vocabularyOf() {
  if (vocabulary) return vocabulary;
  vocabulary = new Map();
  for (const node of nodes) {
    for (const word of new Set(namesOf(node).flatMap(wordsOf))) {
      if (!vocabulary.has(word)) vocabulary.set(word, []);
      vocabulary.get(word).push(node.i);
    }
  }
  return vocabulary;
}

// The words of the page's names that are like one, by how many errors lie between.
function wordsLike(word) {
  const most = slips(word);
  const found = [];
  for (const other of vocabularyOf().keys()) {
    if (other.startsWith(word)) found.push([other, 0]);
    else if (most && other.length >= 4) {
      const wrong = errors(word, other, most);
      if (wrong < Infinity) found.push([other, wrong]);
    }
  }
  return found;
}

// The nodes of which names have a word like each of these, with the errors added up. Of pairs of Chinese characters
// half suffice, for one wrong character spoils two of them.
function nodesLike(words) {
  const needed = words.length - Math.floor(words.filter((word) => han.test(word)).length / 2);
  const found = new Map();
  for (const word of words) {
    const here = new Map();
    for (const [other, wrong] of wordsLike(word)) {
      for (const i of vocabularyOf().get(other)) here.set(i, Math.min(here.get(i) ?? Infinity, wrong));
    }
    for (const [i, wrong] of here) {
      const before = found.get(i) || { hits: 0, wrong: 0 };
      found.set(i, { hits: before.hits + 1, wrong: before.wrong + wrong });
    }
  }
  return [...found]
    .filter(([, { hits }]) => hits >= needed)
    .map(([i, one]) => [i, one.wrong + words.length - one.hits]);
}

function rankOf(node, whole) {
  const names = namesOf(node);
  if (names.some((name) => name === whole)) return 0;
  if (names[0].startsWith(whole)) return 1;
  return names.some((name) => name.startsWith(whole)) ? 2 : 3;
}

// Nodes whose name, alias or kind holds every word of the query, then those that do but for typing errors; names that
// begin with it come first.
export function search(query) {
  const whole = folded(query.trim()).split(/\s+/).filter(Boolean);
  if (!whole.length) return [];
  const found = new Map();
  for (const node of nodes) {
    node.words ??= `${namesOf(node).join(" \u0000 ")} \u0000 ${folded(node.kind || "")}`;
    if (whole.every((word) => node.words.includes(word))) found.set(node.i, rankOf(node, whole.join(" ")));
  }
  const words = wordsOf(whole.join(" "));
  if (words.length) for (const [i, wrong] of nodesLike(words)) if (!found.has(i)) found.set(i, 4 + wrong);
  return [...found.entries()]
    .sort(([i, a], [j, b]) => a - b || weight(nodes[j]) - weight(nodes[i]) || i - j)
    .map(([i]) => nodes[i]);
}

const weight = (node) => node.degree + (isEntity(node) ? 0.5 : 0);

// The sentences that hold every word of the query, by number.
export function searchSentences(query) {
  const words = folded(query.trim()).split(/\s+/).filter(Boolean);
  if (!words.length || (words.join("").length < 3 && !han.test(query))) return [];
  const found = [];
  sentences.forEach((sentence, number) => {
    sentence.folded ??= folded(sentence.text);
    if (words.every((word) => sentence.folded.includes(word))) found.push(number);
  });
  return found;
}

// Where a name stands in a text as a word of its own; Chinese is written without spaces between words.
function standsIn(text, name) {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const joined = (beside) => letter.test(beside || " ") && !han.test(beside);
    if (han.test(name) || !(joined(text[at - 1]) || joined(text[at + name.length]))) return at;
  }
  return -1;
}

// The entities that a question names, in its order; a name within a longer one that was found does not count.
export function namedIn(question) {
  const text = folded(question);
  const found = [];
  for (const node of nodes) {
    if (raw.entities && !isEntity(node)) continue;
    for (const name of namesOf(node)) {
      const at = name.length > 1 ? standsIn(text, name) : -1;
      if (at >= 0) found.push({ node, at, end: at + name.length });
    }
  }
  found.sort((a, b) => b.end - b.at - (a.end - a.at) || b.node.degree - a.node.degree || a.node.i - b.node.i);
  const kept = [];
  for (const one of found) if (kept.every((other) => one.end <= other.at || one.at >= other.end)) kept.push(one);
  return kept.sort((a, b) => a.at - b.at).map((one) => one.node);
}
