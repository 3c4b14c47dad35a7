import { asPart } from "../control.js";
import { sketch } from "../controls/sketch.js";

/** @type {import("../types/parts").PartModule<import("../types/parts").SketchTraits>} */
export default asPart(sketch);
