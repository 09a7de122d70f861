// Figures as people write them.
/** @type {[number, string][]} */
const SCALES = [
  [1e12, "trillion"],
  [1e9, "billion"],
  [1e6, "million"],
  [1, ""],
];
const COMPARED = {
  MoreThan: "more than ",
  AtLeast: "at least ",
  LessThan: "less than ",
  AtMost: "at most ",
  About: "about ",
};

// Units that the graph writes in the singular.
const SINGULAR = new RegExp(
  "(metre|mile|tonne|hectare|acre|litre|barrel|watt|hour|day|month|year|dollar|euro|rupee|dirham|pound|peso|point|" +
    "household|enterprise|unit|vehicle|passenger|job|visit|visitor|student|bed)$",
);

// A unit as it stands behind a number; what is counted without one has the unit "1".
function unitOf(unit, value) {
  if (unit === "1") return "";
  if (value === 1) return unit;
  return unit === "person" ? "people" : unit.replace(SINGULAR, "$1s");
}

const plain = (value) => value.toLocaleString("en", { maximumFractionDigits: 3 });

// A number with its unit: 42100000000 and "yuan" are "42.1 billion yuan".
export function amount(value, unit = "") {
  const [size, word] = SCALES.find(([least]) => Math.abs(value) >= least) || SCALES[3];
  const number = plain(value / size);
  if (unit === "%") return `${number}%`;
  return [number, word, unitOf(unit, value)].filter(Boolean).join(" ");
}

// What the graph says of a figure by name.
export const said = (node) => Object.fromEntries(node.facts || []);

// The number that a figure is sorted by: its value or the middle of its range; nothing where it has neither.
export function valueIn(node) {
  const { value, least, most } = said(node);
  const found = value === undefined ? (Number(least) + Number(most)) / 2 : Number(value);
  return Number.isFinite(found) ? found : null;
}

// A figure in words, with what it is compared by: "more than 30%".
export function figure(node) {
  const { value, least, most, unit, currency, comparison } = said(node);
  const of = unit || currency || "";
  if (value !== undefined && Number.isFinite(Number(value))) {
    return (COMPARED[comparison] || "") + amount(Number(value), of);
  }
  if (least === undefined || most === undefined || valueIn(node) === null) return node.label;
  return `${plain(Number(least))} to ${amount(Number(most), of)}`;
}

export const isFigure = ({ type }) => type === "Target" || type === "Result";
export const isMoney = (node) => node.type === "Target" && Boolean(said(node).currency);
