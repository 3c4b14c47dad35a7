import { asPart } from "../control.js";
import { number } from "../controls/number.js";

export default asPart(number);
