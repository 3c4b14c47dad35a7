import { asPart } from "../control.js";
import { switchControl } from "../controls/switch.js";

/** @type {import("../types/parts").PartModule<import("../types/parts").SwitchTraits>} */
export default asPart(switchControl);
