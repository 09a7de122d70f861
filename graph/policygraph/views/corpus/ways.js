// The ways from this page into those of the reports, which lie beside it.
const file = (report) => encodeURIComponent(report.page);
const fragment = (values) => `#${new URLSearchParams(values)}`;

export const toReport = (report) => file(report);
export const toSentence = (report, number) => file(report) + fragment({ view: "text", at: number });
export const toEntity = (report, node) =>
  file(report) + fragment({ view: "neighbourhood", around: node.id, node: node.id });
