// The sentences that have some words, as the server knows them.
import { el } from "./dom.js";
import { chosen, chosenReports, reports } from "./reports.js";

const byIri = new Map(reports.map((report) => [report.page, report]));
const NONE = { hits: [], total: 0 };

async function asked(query) {
  try {
    const answer = await fetch(`/search?${query}`);
    return answer.ok ? await answer.json() : NONE;
  } catch {
    return NONE;
  }
}

const told = ({ report, text, begin, sourcePage }) => ({
  report: byIri.get(report),
  text,
  place: begin,
  page: sourcePage,
});

// Tells an act what is found for the words that are searched, once the server has said it.
export async function whatIsSaid(act) {
  const only = chosenReports().map((report) => ["report", report.page]);
  const words = [["q", chosen.q.trim()]];
  const query = new URLSearchParams(only.length < reports.length ? [...words, ...only] : words);
  const { hits, total } = only.length ? await asked(query) : NONE;
  const one = only.length === 1 ? [["report", only[0][1]]] : [];
  const all = el("a", { href: `/?${new URLSearchParams([...words, ...one])}` }, "All that is found");
  act({ found: hits.map(told).filter(({ report }) => report), total, more: [el("p", {}, all)] });
}
