// What stands on the stage now: its scene, what draws it, and the matrix that takes its place.
import { Scene } from "./scene.js";

export const onStage = { scene: new Scene(), table: null, renderer: null };
