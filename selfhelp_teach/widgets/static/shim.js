// Mounts one of our static modules in a stock front end (JupyterLab, Voilà's own, JupyterLite).
// Where the server does not serve our files, their text is asked of the kernel.
function baseUrl() {
  const config = document.getElementById("jupyter-config-data");
  const fromConfig = config ? JSON.parse(config.textContent || "{}").baseUrl : null;
  return fromConfig || document.body.dataset.baseUrl || "/";
}

const SHEETS = ["tokens", "controls", "figure", "exercise", "panel", "map", "dashboard"];
/** @typedef {import("./types/parts").PartModel<{module: string}>} Model */
/** @typedef {import("./types/parts").PartModule<unknown>} Module */

/** @type {Map<string, Promise<string>>} */
const loads = (globalThis.__selfhelpLoads ??= new Map());

const PATIENCE = 30_000; // milliseconds for a kernel to send a file

/** Parts of this page that may be asked for files; one that was closed answers no more. @type {Set<Model>} */
const askable = (globalThis.__selfhelpAskable ??= new Set());

/** @param {string} name */
async function fromKernel(name) {
  for (const model of [...askable].reverse()) {
    const text = await askFor(model, name);
    if (text !== undefined) return text;
    askable.delete(model);
  }
  throw new Error(`No part of this page sends the file ${name}. Run its cells again.`);
}

/** The text of a file, or undefined where this part does not answer in time. @param {Model} model @param {string} name @returns {Promise<string | undefined>} */
function askFor(model, name) {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      model.off("msg:custom", listen);
    };
    /** @param {import("./types/shapes").Message} content */
    const listen = (content) => {
      if (content.kind !== "file" || content.name !== name) return;
      end();
      if (typeof content.text === "string") resolve(content.text);
      else reject(new Error(`no file ${name}`));
    };
    const timer = setTimeout(() => {
      end();
      resolve(undefined);
    }, PATIENCE);
    model.on("msg:custom", listen);
    model.send({ kind: "file?", name });
  });
}

/**
 * Modules import one another by relative path; a blob has no folder, so each import is rewritten to the blob of the
 * file it names. What is imported when it is wanted is also asked for only then.
 * @param {string} name
 */
async function blobModule(name) {
  // Types are named in comments, and are no modules.
  let text = (await fromKernel(name)).replaceAll(/\/\*\* @import [^]*?\*\//g, "");
  /** @param {string} relative */
  const file = (relative) => new URL(relative, `http://files/${name}`).pathname.slice(1);
  for (const [, relative] of text.matchAll(/from\s+"(\.{1,2}\/[^"]+)"/g)) {
    text = text.replaceAll(`from "${relative}"`, `from "${await blobUrl(file(relative))}"`);
  }
  globalThis.__selfhelpImport ??= async (wanted) => import(await blobUrl(wanted));
  text = text.replaceAll(/import\(\s*"(\.{1,2}\/[^"]+)"\s*\)/g, (_, relative) => `globalThis.__selfhelpImport("${file(relative)}")`);
  return URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
}

/** @param {string} name @returns {Promise<string>} */
function blobUrl(name) {
  const key = `blob:${name}`;
  // What failed once may be had later, from another part.
  const load = loads.get(key) ?? blobModule(name).catch((error) => { loads.delete(key); throw error; });
  loads.set(key, load);
  return load;
}

// Found out once, with a module: a style sheet that is not there would leave an error in the console each time.
const served = (globalThis.__selfhelpServed ??= import(`${baseUrl()}selfhelp/static/links.js`).then(() => true, () => false));

/** @param {Model} model @returns {Promise<Module>} */
async function loadModule(model) {
  askable.delete(model);
  askable.add(model);
  const name = `parts/${model.get("module")}.js`;
  if (await served) {
    for (const sheet of SHEETS) addStyle(`${baseUrl()}selfhelp/static/css/${sheet}.css`);
    return (await import(`${baseUrl()}selfhelp/static/${name}`)).default;
  }
  if (!document.getElementById("selfhelp-style-text")) {
    const style = document.createElement("style");
    style.id = "selfhelp-style-text";
    document.head.append(style);
    const texts = SHEETS.map((sheet) => fromKernel(`css/${sheet}.css`));
    style.textContent = (await Promise.all(texts)).join("\n");
  }
  return (await import(await blobUrl(name))).default;
}

/** @param {string} href */
function addStyle(href) {
  if (document.querySelector(`link[href^="${href}"]`)) return;
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
  document.head.append(link);
}

const VIEW = "application/vnd.jupyter.widget-view+json";

// A view cannot be shown again without the kernel that made it: JupyterLab would say "model not found" where it stood.
// What is saved of our parts is therefore the sentence that comes with each view; what is on the screen stays as it is.
/** @param {any} model of a front end that we do not know */
function saveSentences(model) {
  const notebook = model.widget_manager?.context?.model;
  if (typeof notebook?.toJSON !== "function" || notebook.savesSentences) return; // a front end that saves nothing, or is told
  const whole = notebook.toJSON.bind(notebook);
  notebook.savesSentences = true;
  notebook.toJSON = () => {
    const page = whole();
    return { ...page, cells: page.cells?.map((/** @type {any} */ cell) => (cell.outputs ? { ...cell, outputs: cell.outputs.map(withoutView) } : cell)) };
  };
}

/** @param {any} output of a notebook */
function withoutView(output) {
  if (!output.metadata?.selfhelp || !output.data?.[VIEW] || !output.data["text/plain"]) return output;
  const { [VIEW]: _view, ...data } = output.data;
  return { ...output, data };
}

export default {
  /** @param {{model: any}} context */
  initialize({ model }) {
    saveSentences(model);
  },
  /** @param {import("./types/parts").PartContext<{module: string}>} context */
  async render(context) {
    const part = await loadModule(context.model);
    return part.render(context);
  },
};
