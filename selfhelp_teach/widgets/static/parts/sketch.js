import { asPart } from "../control.js";
import { sketch } from "../controls/sketch.js";

export default asPart(sketch);
