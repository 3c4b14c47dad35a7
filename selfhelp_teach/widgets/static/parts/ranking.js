import { asPart } from "../control.js";
import { ranking } from "../controls/ranking.js";

/** @type {import("../types/parts").PartModule<import("../types/parts").RankingTraits>} */
export default asPart(ranking);
