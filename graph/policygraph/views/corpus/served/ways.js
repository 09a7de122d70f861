// The ways from this page to others of the server that gave it.
import { iriOf } from "./data.js";

const page = (name, iri) => `/${name}?${new URLSearchParams({ iri })}`;

export const toReport = (report) => page("report", report.page);
export const toSentence = (report, begin) => `${toReport(report)}#at-${begin}`;
export const toEntity = (_, node) => page("entity", iriOf(node));
