import { asPart } from "../control.js";
import { matching } from "../controls/matching.js";

/** @type {import("../types/parts").PartModule<import("../types/parts").MatchingTraits>} */
export default asPart(matching);
