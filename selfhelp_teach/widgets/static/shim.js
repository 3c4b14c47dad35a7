// Mounts one of our static modules in a stock front end (JupyterLab, Voilà's own, JupyterLite).
// Where the server does not serve our files, their text is asked of the kernel.
function baseUrl() {
  const config = document.getElementById("jupyter-config-data");
  const fromConfig = config ? JSON.parse(config.textContent || "{}").baseUrl : null;
  return fromConfig || document.body.dataset.baseUrl || "/";
}

const SHEETS = ["tokens", "controls", "figure", "exercise", "panel", "map", "inputs"];
const loads = (globalThis.__selfhelpLoads ??= new Map());

function fromKernel(model, name) {
  return new Promise((resolve, reject) => {
    const listen = (content) => {
      if (content.kind !== "file" || content.name !== name) return;
      model.off("msg:custom", listen);
      content.text === null ? reject(new Error(`no file ${name}`)) : resolve(content.text);
    };
    model.on("msg:custom", listen);
    model.send({ kind: "file?", name });
  });
}

// Modules import one another by relative path; a blob has no folder, so each import is rewritten
// to the blob of the file it names. What is imported when it is wanted is also asked for only then.
async function blobModule(model, name) {
  let text = await fromKernel(model, name);
  const file = (relative) => new URL(relative, `http://files/${name}`).pathname.slice(1);
  for (const [, relative] of text.matchAll(/from\s+"(\.{1,2}\/[^"]+)"/g)) {
    text = text.replaceAll(`from "${relative}"`, `from "${await blobUrl(model, file(relative))}"`);
  }
  globalThis.__selfhelpImport ??= async (wanted) => import(await blobUrl(model, wanted));
  text = text.replaceAll(/import\(\s*"(\.{1,2}\/[^"]+)"\s*\)/g, (_, relative) => `globalThis.__selfhelpImport("${file(relative)}")`);
  return URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
}

function blobUrl(model, name) {
  if (!loads.has(`blob:${name}`)) loads.set(`blob:${name}`, blobModule(model, name));
  return loads.get(`blob:${name}`);
}

// Found out once, with a module: a style sheet that is not there would leave an error in the console each time.
const served = (globalThis.__selfhelpServed ??= import(`${baseUrl()}selfhelp/static/links.js`).then(() => true, () => false));

async function loadModule(model) {
  const name = `parts/${model.get("module")}.js`;
  if (await served) {
    for (const sheet of SHEETS) addStyle(`${baseUrl()}selfhelp/static/css/${sheet}.css`);
    return (await import(`${baseUrl()}selfhelp/static/${name}`)).default;
  }
  if (!document.getElementById("selfhelp-style-text")) {
    const style = document.createElement("style");
    style.id = "selfhelp-style-text";
    document.head.append(style);
    const texts = SHEETS.map((sheet) => fromKernel(model, `css/${sheet}.css`));
    style.textContent = (await Promise.all(texts)).join("\n");
  }
  return (await import(await blobUrl(model, name))).default;
}

function addStyle(href) {
  if (document.querySelector(`link[href^="${href}"]`)) return;
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
  document.head.append(link);
}

export default {
  async render(context) {
    const part = await loadModule(context.model);
    return part.render(context);
  },
};
