import { asPart } from "../control.js";
import { ranking } from "../controls/ranking.js";

export default asPart(ranking);
