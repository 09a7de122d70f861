// Legend, filters and the names of the views.
import { counted, edges, nameOf, nodeById, nodes, PROPERTIES, raw, TYPES, typeLabel } from "./data.js";
import { $, all, el, swatch } from "./dom.js";
import { drawable } from "./labels.js";
import { go, initialState, state, toggled } from "./state.js";

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
