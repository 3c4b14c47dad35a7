// Downloads, made in the page from the running view.

function offer(href, name) {
  const link = Object.assign(document.createElement("a"), { href, download: name });
  document.body.append(link);
  link.click();
  link.remove();
}

/** @param {string | Blob} content @param {string} type @param {string} name */
export function saveText(content, type, name) {
  const url = URL.createObjectURL(new Blob([content], { type }));
  offer(url, name);
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

export async function savePng(view, name) {
  offer(await view.toImageURL("png", 2), name);
}

export async function saveSvg(view, name) {
  saveText(await view.toSVG(), "image/svg+xml", name);
}
