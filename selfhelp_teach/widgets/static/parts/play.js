import { asPart } from "../control.js";
import { play } from "../controls/play.js";

export default asPart(play);
