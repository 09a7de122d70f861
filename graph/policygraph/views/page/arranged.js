// Where the reader put nodes by hand. What was moved stays there, whatever is filtered, and each step can be undone.
const places = new Map();
const steps = [];

export const placeOf = (key, x, y) => places.get(key) || { x, y };
export const isArranged = (key) => places.has(key);
export const arrangedCount = () => places.size;

// Keeps the new places of some nodes as one step.
export function arrange(moves) {
  steps.push(moves.map(({ key, from }) => ({ key, place: places.get(key) || null, from })));
  for (const { key, x, y } of moves) places.set(key, { x, y });
}

// Takes the last step back: the nodes that it had moved, and where they stand again.
export function undo() {
  const step = steps.pop() || [];
  for (const { key, place } of step) {
    if (place) places.set(key, place);
    else places.delete(key);
  }
  return step.map(({ key, from }) => ({ key, ...from }));
}

// Takes all steps back, the last one first.
export function putBack() {
  const back = new Map();
  while (steps.length) for (const { key, x, y } of undo()) back.set(key, { key, x, y });
  return [...back.values()];
}
