import { asPart } from "../control.js";
import { number } from "../controls/number.js";

/** @type {import("../types/parts").PartModule<import("../types/parts").NumberTraits>} */
export default asPart(number);
