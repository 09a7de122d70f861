// Search, legend and filters.
import {
  counted,
  edges,
  folded,
  namedIn,
  nameOf,
  nodeById,
  nodes,
  otherNames,
  PROPERTIES,
  raw,
  search,
  TYPES,
  typeLabel,
} from "./data.js";
import { $, all, bdi, el, swatch } from "./dom.js";
import { drawable } from "./labels.js";
import { go, initialState, state, toggled } from "./state.js";

let active = -1;
let hits = [];

// A name leads to nodes; a question that names two things leads to what links them.
function showHits(query) {
  const found = search(query, 12);
  const named = found.length ? [] : namedIn(query).slice(0, 6);
  const chains = named.length === 2 ? [{ from: named[0], to: named[1] }] : [];
  hits = [...chains, ...(found.length ? found : named)];
  active = hits.length ? 0 : -1;
  const list = $("hits");
  list.replaceChildren(
    ...hits.map((hit, k) =>
      el(
        "li",
        {
          role: "option",
          id: `hit-${k}`,
          "aria-selected": String(k === active),
          on: { mousedown: (event) => event.preventDefault(), click: () => choose(hit) },
        },
        ...(hit.from ? chainHit(hit) : nodeHit(hit, query)),
      ),
    ),
  );
  if (!hits.length && query.trim())
    list.append(
      el("li", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, "Nothing of that name"),
    );
  list.hidden = !query.trim();
  $("search").setAttribute("aria-expanded", String(!list.hidden));
  markActive();
}

const chainHit = ({ from, to }) => [
  swatch(from.type),
  el("span", { class: "name" }, bdi(drawable(nameOf(from), 50)), " → ", bdi(drawable(nameOf(to), 50))),
  el("span", { class: "quiet end" }, "what links them"),
];

function nodeHit(node, query) {
  const alias = otherNames(node).find((name) => folded(name).includes(folded(query.trim())));
  return [
    swatch(node.type),
    el("span", { class: "name" }, bdi(drawable(nameOf(node), 80))),
    alias ? el("span", { class: "quiet" }, bdi(drawable(alias, 40))) : null,
    el("span", { class: "quiet end" }, node.degree ? `${node.degree}` : ""),
  ];
}

function markActive() {
  [...$("hits").children].forEach((item, k) => item.setAttribute("aria-selected", String(k === active)));
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
  if (hit.from) return go({ from: hit.from.id, to: hit.to.id, node: "", edge: "" });
  const node = hit;
  const hide = state.hide.has(node.type) ? toggled(state.hide, node.type) : state.hide;
  return go({
    view: raw.whole ? state.view : "neighbourhood",
    around: node.id,
    node: node.id,
    edge: "",
    hops: 1,
    from: "",
    to: "",
    hide,
    open: new Set(),
  });
}

export function listenToSearch() {
  const box = $("search");
  box.addEventListener("input", () => showHits(box.value));
  box.addEventListener("focus", () => box.value.trim() && showHits(box.value));
  box.addEventListener("blur", closeHits);
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (hits.length) active = (active + (event.key === "ArrowDown" ? 1 : hits.length - 1)) % hits.length;
      markActive();
    } else if (event.key === "Enter" && active >= 0 && !$("hits").hidden) choose(hits[active]);
    else if (event.key === "Escape") {
      event.stopPropagation();
      box.value = "";
      closeHits();
    }
  });
}

function tick(label, count, checked, act, mark, attributes = {}) {
  const input = el("input", { type: "checkbox", on: { change: act } });
  input.checked = checked;
  return el(
    "li",
    {},
    el(
      "label",
      attributes,
      input,
      mark,
      el("span", { class: "name" }, label),
      el("span", { class: "count" }, String(count)),
    ),
  );
}

// The legend tells classes apart and filters by them; its counts are those of the whole graph.
export function showFilters() {
  const open = new Set(all("#filter-body details[open]").map((one) => one.dataset.name));
  const held = document.activeElement?.closest("[data-key]")?.getAttribute("data-key");
  const kinds = counted(nodes.map((node) => node.type));
  const says = counted(edges.map((edge) => edge.property));
  const legend = el(
    "ul",
    { id: "legend", class: "plain" },
    ...TYPES.filter((type) => kinds.has(type)).map((type) =>
      tick(
        typeLabel(type),
        kinds.get(type),
        !state.hide.has(type),
        () => go({ hide: toggled(state.hide, type) }),
        swatch(type),
        { "data-key": `type-${type}`, "data-type": type },
      ),
    ),
  );
  const linkages = el(
    "ul",
    { id: "linkages", class: "plain" },
    ...PROPERTIES.filter((one) => says.has(one.name)).map(({ name, label }) =>
      tick(label, says.get(name), !state.without.has(name), () => go({ without: toggled(state.without, name) }), null, {
        "data-key": `says-${name}`,
        "data-property": name,
      }),
    ),
  );
  const keyTasks = nodes.filter((node) => node.type === "KeyTask");
  const stages = [...counted(nodes.map((node) => node.stage).filter(Boolean)).keys()].sort();
  const confident = edges.some((edge) => edge.confidence !== null);
  $("filter-body").replaceChildren(
    el("section", {}, el("h3", {}, "Classes"), legend),
    el("section", {}, el("h3", {}, "Linkages"), linkages),
    keyTasks.length
      ? select("Key task", "keyTask", [
          ["", "All key tasks"],
          ...keyTasks.map((node) => [node.id, drawable(nameOf(node), 60)]),
        ])
      : "",
    stages.length ? select("Stage", "stage", [["", "All stages"], ...stages.map((one) => [one, one])]) : "",
    confident ? slider() : "",
    el(
      "button",
      {
        type: "button",
        id: "reset",
        on: { click: () => go({ ...initialState(), view: state.view, around: state.around, node: state.node }) },
      },
      "Show everything",
    ),
  );
  for (const one of all("#filter-body details")) one.open = open.has(one.dataset.name);
  const key = held && `[data-key="${CSS.escape(held)}"]`;
  if (key) all(`${key} input, select${key}, input${key}`)[0]?.focus();
}

function select(label, key, options) {
  const made = el(
    "select",
    { id: `by-${key}`, "data-key": `by-${key}`, on: { change: () => go({ [key]: made.value }) } },
    ...options.map(([value, text]) => el("option", { value }, text)),
  );
  made.value = state[key];
  return el("section", {}, el("label", { for: `by-${key}` }, el("h3", {}, label)), made);
}

function slider() {
  const shown = el("output", { class: "count" }, Number(state.confidence).toFixed(2));
  const made = el("input", {
    type: "range",
    id: "by-confidence",
    "data-key": "by-confidence",
    min: 0,
    max: 1,
    step: 0.05,
    on: {
      input: () => {
        shown.textContent = Number(made.value).toFixed(2);
      },
      change: () => go({ confidence: Number(made.value) }),
    },
  });
  made.value = state.confidence;
  return el(
    "section",
    {},
    el("label", { for: "by-confidence", class: "row" }, el("h3", {}, "Confidence from"), shown),
    made,
  );
}

export function showViews() {
  const usable = { map: raw.layouts.map.node.length, bipartite: raw.layouts.bipartite.node.length };
  $("views").replaceChildren(
    ...Object.entries(raw.views)
      .filter(([name]) => usable[name] !== 0 || state.view === name)
      .map(([name, label]) =>
        el(
          "button",
          {
            type: "button",
            "data-view": name,
            "aria-current": state.view === name && !(state.from && state.to) ? "page" : undefined,
            on: {
              click: () =>
                go({
                  view: name,
                  from: "",
                  to: "",
                  around:
                    name === "neighbourhood"
                      ? state.around || nodeById.get(state.node)?.id || ""
                      : state.view === "neighbourhood"
                        ? ""
                        : state.around,
                }),
            },
          },
          label,
        ),
      ),
  );
}
