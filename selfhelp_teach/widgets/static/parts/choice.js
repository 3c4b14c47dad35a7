import { asPart } from "../control.js";
import { choice } from "../controls/choice.js";

export default asPart(choice);
