import { asPart } from "../control.js";
import { switchControl } from "../controls/switch.js";

export default asPart(switchControl);
