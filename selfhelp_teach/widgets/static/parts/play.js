import { asPart } from "../control.js";
import { play } from "../controls/play.js";

/** @type {import("../types/parts").PartModule<import("../types/parts").PlayTraits>} */
export default asPart(play);
