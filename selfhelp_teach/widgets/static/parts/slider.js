import { asPart } from "../control.js";
import { slider } from "../controls/slider.js";

export default asPart(slider);
