// A chart's picture, made in the page from the running view.

/** @import { View } from "../vendor/vega.js" */
/** @import { Made } from "../types/figure" */

/** @param {View} view @returns {Promise<Made>} */
export async function png(view) {
  const canvas = await view.toCanvas(2);
  /** @type {Blob | null} */
  const blob = await new Promise((resolve) => { canvas.toBlob(resolve, "image/png"); });
  if (!blob) throw new Error("this browser made no picture of the chart");
  return { parts: [blob], type: "image/png" };
}

/** @param {View} view @returns {Promise<Made>} */
export async function svg(view) {
  return { parts: [await view.toSVG()], type: "image/svg+xml" };
}

const SCALE = 2;

/** Draw an SVG that stands alone, for a Python that cannot: the bytes of its PNG, or none. @param {string} text */
export async function drawn(text) {
  const url = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: image.width * SCALE, height: image.height * SCALE });
    const context = canvas.getContext("2d");
    if (!context) return new ArrayBuffer(0);
    context.fillStyle = "#fff"; // a picture on paper, also of a page in dark colours
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((resolve) => { canvas.toBlob(resolve, "image/png"); });
    return await blob.arrayBuffer();
  } catch {
    return new ArrayBuffer(0); // the file is made without it; its words are in the file
  } finally {
    URL.revokeObjectURL(url);
  }
}
