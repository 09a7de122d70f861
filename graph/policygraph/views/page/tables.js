// Every class and every answer as a table: what its rows are and what its columns say. A column is {key, head, of},
// where `of` gives text, a number, a figure {value, text} or things {nodes} for a row {node, edge, sentences}.
import {
  concerned,
  edges,
  isEntity,
  nameOf,
  nodeById,
  nodes,
  otherEnd,
  propertyLabel,
  STRUCTURE,
  TYPES,
  typeLabel,
  wayUp,
} from "./data.js";
import { figure, isMoney, said, valueIn } from "./figures.js";

const things = (found) => ({ nodes: [...new Set(found)] });
const out = (node, property) => linked(node, property, (edge) => edge.source === node.i);
const into = (node, property) => linked(node, property, (edge) => edge.target === node.i);
const linked = (node, property, way) =>
  node.edges.filter((edge) => edge.property === property && way(edge)).map((edge) => otherEnd(edge, node));
const ofType = (found, type) => found.filter((node) => node.type === type);

// The tasks of one level that concern a thing.
const tasksOf = (node, type) => ofType(into(node, "concerns"), type);
const keyTaskOf = (task) => wayUp(task.i).filter((one) => one.type === "KeyTask");

const column = (key, head, of) => ({ key, head, of });
const self = (head) => column("name", head, ({ node }) => things([node]));
const named = (key, head, find) => column(key, head, ({ node }) => things(find(node)));
const number = (key, head, find) => column(key, head, ({ node }) => find(node).length);
const words = (key, head, find) => column(key, head, ({ node }) => find(node) || "");

const MEASURES = number("measures", "Measures", (node) => tasksOf(node, "Measure"));
const KEY_TASKS = named("keyTasks", "Key task", (node) => tasksOf(node, "KeyTask"));
const KIND = words("kind", "Kind", (node) => node.kind);
const STAGE = words("stage", "Stage", (node) => node.stage);
const tally = (type, head) =>
  column(`${type.toLowerCase()}s`, head, ({ node }) => ofType(out(node, "concerns"), type).length);
const TALLIES = [
  ["Project", "Projects"],
  ["Industry", "Industries"],
  ["Place", "Places"],
  ["Institution", "Institutions"],
  ["Target", "Targets"],
  ["Result", "Results"],
].map(([type, head]) => tally(type, head));
const MEASURES_BELOW = column("measures", "Measures", ({ node }) => measuresBelow(node));

// How many measures lie under a task.
function measuresBelow(task) {
  const below = into(task, "isPartOf");
  return below.reduce((sum, one) => sum + (one.type === "Measure" ? 1 : measuresBelow(one)), 0);
}

const FIGURE = column("figure", "Figure", ({ node }) => ({ value: valueIn(node), text: figure(node), node }));
const FOR = named("for", "What it is for", (node) => into(node, "hasTarget"));
const OF = named("of", "What it is of", (node) => into(node, "hasResult"));
const COUNTED = words("indicator", "What is counted", (node) => said(node).indicator);
const YEAR = words("year", "By", (node) => said(node).year || said(node).deadline);
const IN = words("year", "Year", (node) => said(node).year);
const WHERE = words("place", "Where", (node) => said(node).place);

const CLASSES = {
  Place: [
    self("Place"),
    KIND,
    named("within", "Within", (node) => [...out(node, "partOf"), ...out(node, "locatedIn")]),
    named("projects", "Projects there", (node) =>
      ofType([...into(node, "locatedIn"), ...into(node, "connects")], "Project"),
    ),
    MEASURES,
    KEY_TASKS,
  ],
  Institution: [
    self("Institution"),
    KIND,
    named("undertakes", "Undertakes", (node) => into(node, "undertakenBy")),
    MEASURES,
    KEY_TASKS,
  ],
  Project: [
    self("Project"),
    STAGE,
    named("by", "Carried out by", (node) => out(node, "undertakenBy")),
    named("industry", "Industry", (node) => out(node, "inIndustry")),
    named("where", "Where", (node) => [...out(node, "locatedIn"), ...out(node, "connects")]),
    KEY_TASKS,
  ],
  Industry: [
    self("Industry"),
    KIND,
    named("projects", "Projects", (node) => ofType(into(node, "inIndustry"), "Project")),
    named("makers", "Who", makersOf),
    MEASURES,
    KEY_TASKS,
  ],
  Target: [FIGURE, COUNTED, FOR, WHERE, YEAR, KEY_TASKS],
  Result: [FIGURE, COUNTED, OF, WHERE, IN, KEY_TASKS],
  KeyTask: [self("Key task"), ...TALLIES, MEASURES_BELOW],
  SubTask: [self("Task"), named("above", "Key task", keyTaskOf), ...TALLIES.slice(0, 3), MEASURES_BELOW],
  Measure: [
    self("Measure"),
    STAGE,
    named("above", "Key task", keyTaskOf),
    named("concerns", "Concerns", (node) => concerned(node).map((edge) => nodes[edge.target])),
  ],
  Report: [
    self("Report"),
    words("date", "Date", (node) => said(node).date),
    WHERE,
    column("tasks", "Key tasks", ({ node }) => ofType(into(node, "isPartOf"), "KeyTask").length),
  ],
  Resource: [self("Thing"), KIND, column("degree", "Linkages", ({ node }) => node.degree)],
};
const HEADS = { KeyTask: "Key tasks", SubTask: "Tasks", Industry: "Industries", Resource: "Things" };
const headOf = (type) => HEADS[type] || `${typeLabel(type)}s`;
const SORTS = {
  Target: "-figure",
  Result: "-year",
  KeyTask: "",
  Measure: "",
  SubTask: "",
  Project: "name",
  Report: "date",
};

// Who carries out an industry's projects, or works in it.
function makersOf(node) {
  const projects = node.type === "Project" ? [node] : ofType(into(node, "inIndustry"), "Project");
  const through = projects.flatMap((project) => out(project, "undertakenBy"));
  return [...new Set([...through, ...ofType(into(node, "inIndustry"), "Institution")])];
}

const rowOf = (node, more = {}) => ({ node, sentences: node.sentences || [], ...more });

// What is said for a thing: the measures, figures of a class and projects that have to do with it.
function saidFor(node, figures, fits) {
  const rows = [];
  const seen = new Set();
  for (const edge of node.edges) {
    const other = otherEnd(edge, node);
    const says = edge.property === "concerns" ? other.type === "Measure" : ["Project", figures].includes(other.type);
    if (!says || (other.type === figures && edge.source !== node.i) || !fits(other)) continue;
    if (!seen.has(other)) rows.push(rowOf(other, { sentences: evidence(edge, other), about: node }));
    seen.add(other);
  }
  const order = ["Measure", figures, "Project"];
  return rows.sort((a, b) => order.indexOf(a.node.type) - order.indexOf(b.node.type) || a.node.i - b.node.i);
}
const isReached = ({ type, stage }) => type === "Result" || stage === "Achieved";

const evidence = (edge, node) => (edge.sentences.length ? edge.sentences : node.sentences || []);

// The projects that lie in a place or in one within it, or that lead there.
function projectsIn(place) {
  const rows = [];
  const seen = new Set();
  const within = (at, depth) => {
    if (seen.has(at.i) || depth > 4) return;
    seen.add(at.i);
    for (const edge of at.edges) {
      const other = otherEnd(edge, at);
      if (edge.target !== at.i) continue;
      if (other.type === "Project" && (edge.property === "locatedIn" || edge.property === "connects")) {
        if (!seen.has(other.i)) rows.push(rowOf(other, { edge, sentences: evidence(edge, other), at }));
        seen.add(other.i);
      } else if (other.type === "Place" && (edge.property === "partOf" || edge.property === "locatedIn")) {
        within(other, depth + 1);
      }
    }
  };
  within(place, 0);
  return rows;
}

function makerRows(node) {
  const rows = [];
  const add = (maker, edge, project) => rows.push({ node: maker, edge, project, sentences: evidence(edge, maker) });
  const projects = node.type === "Project" ? [node] : ofType(into(node, "inIndustry"), "Project");
  for (const project of projects) {
    for (const edge of project.edges) {
      if (edge.property === "undertakenBy" && edge.source === project.i) add(otherEnd(edge, project), edge, project);
    }
  }
  for (const edge of node.edges) {
    const other = otherEnd(edge, node);
    if (edge.property === "inIndustry" && other.type === "Institution") add(other, edge, null);
  }
  return rows;
}

const HOW = column(
  "how",
  "How",
  ({ edge, node, at }) => `${propertyLabel(edge.property)} ${nameOf(at || otherEnd(edge, node))}`,
);

const ABOUT = ["Industry", "Place", "Project", "Institution"];
const WHAT_IS_SAID = [
  self("What"),
  column("kind", "Kind", ({ node }) => typeLabel(node.type)),
  STAGE,
  named("above", "Key task", (node) => (isEntity(node) ? tasksOf(node, "KeyTask") : keyTaskOf(node))),
];

export const ANSWERS = {
  sums: {
    title: "The biggest sums, and what they are for",
    rows: () => nodes.filter(isMoney).map((node) => rowOf(node)),
    columns: [FIGURE, FOR, COUNTED, WHERE, YEAR, KEY_TASKS],
    sort: "-figure",
  },
  promises: {
    title: "What is promised for",
    blank: ABOUT,
    rows: (node) => saidFor(node, "Target", () => true),
    columns: WHAT_IS_SAID,
    sort: "",
  },
  reached: {
    title: "What was reached for",
    blank: ABOUT,
    rows: (node) => saidFor(node, "Result", isReached),
    columns: WHAT_IS_SAID,
    sort: "",
  },
  projectsIn: {
    title: "Projects in or to",
    blank: ["Place"],
    rows: projectsIn,
    columns: [CLASSES.Project[0], HOW, ...CLASSES.Project.slice(1, 4), KEY_TASKS],
    sort: "name",
  },
  makers: {
    title: "Who makes",
    blank: ["Industry", "Project"],
    rows: makerRows,
    columns: [
      self("Who"),
      column("project", "Through", ({ project }) => things(project ? [project] : [])),
      column("stage", "Stage", ({ project }) => project?.stage || ""),
    ],
    sort: "name",
  },
  linkages: {
    title: "All linkages",
    rows: () =>
      edges
        .filter((edge) => !STRUCTURE.has(edge.property))
        .map((edge) => ({ node: nodes[edge.source], edge, sentences: edge.sentences })),
    columns: [
      self("From"),
      column("says", "Linkage", ({ edge }) => propertyLabel(edge.property)),
      column("to", "To", ({ edge }) => things([nodes[edge.target]])),
      column("confidence", "Confidence", ({ edge }) => edge.confidence ?? ""),
    ],
    sort: "name",
  },
};

// The table of a name: of an answer or a class; the first class that has members where there is none of that name.
export function tableOf(name) {
  const present = TYPES.filter((type) => nodes.some((node) => node.type === type));
  if (ANSWERS[name] && (!ANSWERS[name].blank || fillers(name).length)) return { name, ...ANSWERS[name] };
  const type = present.includes(name) ? name : present.includes("Project") ? "Project" : present[0] || "Resource";
  return {
    name: type,
    title: headOf(type),
    rows: () => nodes.filter((node) => node.type === type).map((node) => rowOf(node)),
    columns: CLASSES[type],
    sort: SORTS[type] ?? "-measures",
  };
}

const filling = {};

// What fills the blank of an answer so that there is something to say, what has most of it first.
export function fillers(name) {
  const { blank, rows } = ANSWERS[name];
  filling[name] ??= nodes
    .filter((node) => blank.includes(node.type))
    .map((node) => ({ node, most: rows(node).length }))
    .filter(({ most }) => most)
    .sort((a, b) => b.most - a.most || a.node.i - b.node.i)
    .map(({ node }) => node);
  return filling[name];
}

// All tables that a page offers, as [name, title] in two groups.
export function offered() {
  const classes = TYPES.filter((type) => nodes.some((node) => node.type === type)).map((type) => [type, headOf(type)]);
  const answers = Object.entries(ANSWERS)
    .filter(([name, { blank }]) => (blank ? fillers(name).length : ANSWERS[name].rows().length))
    .map(([name, { title, blank }]) => [name, blank ? `${title} …` : title]);
  return { classes, answers };
}

// The rows that the filters let through.
export function rowsOf(table, of, pass) {
  const about = nodeById.get(of);
  const rows = table.blank ? (about ? table.rows(about) : []) : table.rows();
  return rows.filter((row) => pass.nodes[row.node.i] && (!row.edge || pass.edges[row.edge.i]));
}

// What a cell says as text, for filters and exports.
export function textOf(value) {
  if (value?.nodes) return value.nodes.map(nameOf).join("; ");
  return String(value?.text ?? value);
}

// What a cell is sorted by.
export const sortValue = (value) => (value?.text === undefined ? (value?.nodes ? textOf(value) : value) : value.value);
