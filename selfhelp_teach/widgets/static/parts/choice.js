import { asPart } from "../control.js";
import { choice } from "../controls/choice.js";

/** @import { ChoiceOptions, Chosen, Control } from "../types/controls" */

const build = /** @type {(el: HTMLElement, options: ChoiceOptions) => Control<Chosen>} one or several, as its options say */ (choice);

/** @type {import("../types/parts").PartModule<import("../types/parts").ChoiceTraits>} */
export default asPart(build);
