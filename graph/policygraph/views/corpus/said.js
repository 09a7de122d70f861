// The sentences of this page that have some words.
import { raw, sentences } from "./data.js";
import { el } from "./dom.js";
import { chosen, isChosen, reports } from "./reports.js";
import { searchSentences } from "./search.js";

// Tells an act what is found for the words that are searched, at once: sentences, how many, and what stands below.
export function whatIsSaid(act) {
  const found = searchSentences(chosen.q)
    .map((number) => sentences[number])
    .map(({ report, text, number, page }) => ({ report: reports[report], text, place: number, page }))
    .filter(({ report }) => isChosen(report));
  act({ found, total: found.length, more: leftOut() });
}

// What is in the reports and not on this page.
function leftOut() {
  const [entities, said] = raw.left;
  if (!entities && !said) return [];
  const told = `${said} sentences and ${entities} names stand in the pages of the reports alone.`;
  return [el("p", { class: "quiet" }, told)];
}
