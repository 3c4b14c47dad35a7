import { asPart } from "../control.js";
import { matching } from "../controls/matching.js";

export default asPart(matching);
