// Going to the answer of a question.
import { go } from "./state.js";

export function answer({ question, nodes }) {
  const to = question.to(...nodes);
  go({ node: "", edge: "", from: "", to: "", around: "", hide: new Set(), ...to });
}
