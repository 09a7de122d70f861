// The page of several reports: the first module, which fills the page and listens.
import { showCommon } from "./common.js";
import { $, el } from "./dom.js";
import { showFacets } from "./facets.js";
import { showFound } from "./found.js";
import { choose, chooseAnew, chosen, reports, whenChosen } from "./reports.js";
import { showMultiples, showTimeline } from "./timeline.js";

const WAIT = 120;
const PARTS = {
  reports: "Reports",
  common: "In common",
  linked: "Most linked",
  timeline: "By year",
  multiples: "Report by report",
};

function showParts() {
  const way = (id) => el("button", { type: "button", on: { click: () => $(`h-${id}`).scrollIntoView() } }, PARTS[id]);
  $("parts").replaceChildren(...Object.keys(PARTS).map(way));
  $("parts").hidden = reports.length < 2;
}

function showAll() {
  showFacets();
  showFound();
  showCommon();
  showTimeline();
  if (reports.length > 1) showMultiples();
}

let waiting = 0;
$("search").value = chosen.q;
$("search").addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => choose({ q: $("search").value }), WAIT);
});
$("find").addEventListener("submit", (event) => {
  event.preventDefault();
  choose({ q: $("search").value });
});
window.addEventListener("hashchange", () => {
  chooseAnew();
  $("search").value = chosen.q;
});
whenChosen((before) => {
  const told = (state) =>
    JSON.stringify({ ...state, q: "" }, (_, value) => (value instanceof Set ? [...value] : value));
  const same = told(chosen) === told(before);
  if (same) showFound();
  else showAll();
});
showParts();
showAll();
document.documentElement.dataset.settled = "";
