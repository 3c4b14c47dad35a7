import { asPart } from "../control.js";
import { slider } from "../controls/slider.js";

/** @type {import("../types/parts").PartModule<import("../types/parts").SliderTraits>} */
export default asPart(slider);
