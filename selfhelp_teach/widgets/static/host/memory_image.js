// Python's memory, kept on the device after its first start: the next start takes it up where it stood, with NumPy and the
// course imported, in place of importing them anew. Pyodide makes and loads such an image, but knows nothing of libraries
// in WebAssembly (NumPy's) and of files; both are put back here as they were (docs/decisions/memory-image.md).

/** @import { Image, Library, Pyodide, PyodideModule, LoadPyodide } from "../types/worker" */

const CACHE = "selfhelp-image";
const BLOCK = 4096; // bytes; blocks of zeros are left out, a third of the memory
const TRIES = 3; // starts from an image that did not come to their end, one after the other
const FOLDERS = ["/course", "/lib"];

/** Whether this browser can keep an image. */
export const canKeep = () => "caches" in self && self.isSecureContext;

/** @param {Uint8Array} memory @returns {[from: number, to: number][]} where it is not zero, in whole blocks */
export function filled(memory) {
  const words = new Uint32Array(memory.buffer, memory.byteOffset, Math.floor(memory.length / 4));
  /** @type {[number, number][]} */
  const runs = [];
  for (let at = 0; at < memory.length; at += BLOCK) {
    const end = Math.min(at + BLOCK, memory.length);
    let word = at / 4;
    while (word < end / 4 && words[word] === 0) word += 1;
    if (word >= end / 4) continue;
    const last = runs.at(-1);
    if (last?.[1] === at) last[1] = end;
    else runs.push([at, end]);
  }
  return runs;
}

/** @param {Pyodide["FS"]} files @param {string} folder @returns {Generator<string>} */
function* filesIn(files, folder) {
  for (const name of files.readdir(folder)) {
    if (name === "." || name === "..") continue;
    const path = `${folder}/${name}`;
    const { mode } = files.stat(path);
    if (files.isDir(mode)) yield* filesIn(files, path);
    else if (files.isFile(mode) && !/\/python[^/]*\.zip$/.test(path)) yield path; // Pyodide brings its own
  }
}

/** @param {PyodideModule} module @returns {Library[]} what was loaded, in the order in which it was */
function librariesOf({ LDSO }) {
  const handles = new Map(Object.entries(LDSO.loadedLibsByHandle).map(([handle, library]) => [library, Number(handle)]));
  return Object.entries(LDSO.loadedLibsByName)
    .map(([name, library]) => ({ name, handle: handles.get(library) ?? 0 }))
    .filter(({ name, handle }) => handle && name !== "__main__");
}

/** @param {PyodideModule} module */
const linked = ({ GOT, wasmTable }) => ({ symbols: Object.fromEntries(Object.entries(GOT).map(([name, { value }]) => [name, value])), table: wasmTable.length });

/**
 * Take the image of a Python that has imported what every page needs, and has not spoken with a page yet. What takes long
 * is left for later: the memory is copied now, and packed when it is asked for.
 * @param {Pyodide} python @param {number} table how long its table of functions was when it had loaded no library
 * @returns {() => Blob}
 */
export function take(python, table) {
  python.runPython("import gc; gc.disable(); gc.freeze()"); // nothing may look at NumPy's objects before NumPy is back
  const memory = python.makeMemorySnapshot();
  python.runPython("gc.unfreeze(); gc.enable()");
  const libraries = librariesOf(python._module);
  const links = linked(python._module);
  return () => packed(memory, FOLDERS.flatMap((folder) => [...filesIn(python.FS, folder)]).map((path) => [path, python.FS.readFile(path)]), { libraries, before: table, ...links });
}

/**
 * @param {Uint8Array<ArrayBuffer>} memory @param {[path: string, content: Uint8Array<ArrayBuffer>][]} files
 * @param {Pick<Image, "libraries" | "before" | "table" | "symbols">} links
 */
function packed(memory, files, links) {
  const runs = filled(memory);
  /** @type {Image} */
  const image = { size: memory.length, runs, files: files.map(([path, content]) => [path, content.length]), ...links };
  const head = new TextEncoder().encode(JSON.stringify(image));
  const parts = [...runs.map(([from, to]) => memory.subarray(from, to)), ...files.map(([, content]) => content)];
  return new Blob([new Uint32Array([head.length]), head, ...parts]);
}

// A memory belongs to this file's way of keeping it, to a build, and to a version of the browser: another may run
// WebAssembly otherwise.
const FORMAT = 1;
const browser = () => self.navigator.userAgent.replace(/[^\d.]+/g, "-");

/** @param {string} place where the course's Python lies, by which courses on one host are told apart */
const folderOf = (place) => `${place}image/`;
/** @param {string} place @param {string} build */
const addressOf = (place, build) => `${folderOf(place)}${FORMAT}-${build}-${browser()}`;

/**
 * Keep an image, in place of those of other builds of this course, and of earlier browsers.
 * @param {string} place @param {string} build @param {Blob} image
 */
export async function keep(place, build, image) {
  const cache = await caches.open(CACHE);
  const address = addressOf(place, build);
  for (const { url } of await cache.keys()) if (url.startsWith(folderOf(place)) && !url.startsWith(address)) await cache.delete(url);
  await cache.put(address, new Response(image));
  await cache.put(`${address}/tries`, new Response("0"));
}

/** @param {string} place @param {string} build @param {number} tries */
async function count(place, build, tries) {
  const cache = await caches.open(CACHE);
  await cache.put(`${addressOf(place, build)}/tries`, new Response(String(tries)));
}

/** An image that was started from. @param {string} place @param {string} build */
export const ended = (place, build) => count(place, build, 0).catch(() => {});

/** An image that this browser cannot start from is not tried again, and no other made. @param {string} place @param {string} build */
export async function refuse(place, build) {
  try {
    await count(place, build, TRIES);
    await (await caches.open(CACHE)).delete(addressOf(place, build));
  } catch {
    // storage refused: then there is none
  }
}

/**
 * The image of this build: null where there is none, and "unfit" where starts from it do not come to their end.
 * @param {string} place @param {string} build @returns {Promise<ArrayBuffer | "unfit" | null>}
 */
export async function recall(place, build) {
  if (!canKeep()) return "unfit";
  try {
    const cache = await caches.open(CACHE);
    const address = addressOf(place, build);
    const [image, tried] = await Promise.all([cache.match(address), cache.match(`${address}/tries`)]);
    const tries = Number(await tried?.text() ?? 0);
    if (tries >= TRIES) {
      void cache.delete(address);
      return "unfit";
    }
    if (!image) return null;
    void count(place, build, tries + 1).catch(() => {});
    return await image.arrayBuffer();
  } catch {
    return "unfit"; // storage refused or broken
  }
}

/** @param {ArrayBuffer} kept @returns {Image & { at: number }} */
function headOf(kept) {
  const [length] = new Uint32Array(kept, 0, 1);
  return { ...JSON.parse(new TextDecoder().decode(new Uint8Array(kept, 4, length))), at: 4 + length };
}

/**
 * Start Python from an image. Throws where what comes of it is not what was kept.
 * @param {LoadPyodide} loadPyodide @param {{ indexURL: string, stdLibURL: string }} where @param {ArrayBuffer} kept @returns {Promise<Pyodide>}
 */
export async function resume(loadPyodide, where, kept) {
  const { size, runs, files, libraries, before, symbols, table, at } = headOf(kept);
  const memory = new Uint8Array(size);
  let place = at;
  /** @param {number} length */
  const next = (length) => new Uint8Array(kept, (place += length) - length, length);
  for (const [from, to] of runs) memory.set(next(to - from), from);
  const contents = new Map(files.map(([path, length]) => [path, next(length)]));
  const compiled = Promise.all(libraries.map(({ name }) => WebAssembly.compile(/** @type {Uint8Array<ArrayBuffer>} */ (contents.get(name)))));
  const python = await loadPyodide({ ...where, _loadSnapshot: memory });
  const module = python._module;
  if (module.wasmTable.length !== before) throw new Error("another table of functions");
  const modules = await compiled;
  const stood = module.HEAPU8.slice();
  libraries.forEach(({ name, handle }, which) => {
    const flags = { loadAsync: false, global: false, nodelete: true };
    module.preloadedWasm[name] = module.loadWebAssemblyModule(modules[which], flags, name, {}, handle);
    module.loadDynamicLibrary(name, flags, {}, handle);
  });
  module.HEAPU8.set(stood); // a library that is loaded writes its first values over those that it had come to
  const now = linked(module);
  if (now.table !== table || JSON.stringify(now.symbols) !== JSON.stringify(symbols)) throw new Error("libraries lie elsewhere");
  for (const [path, content] of contents) {
    python.FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
    python.FS.writeFile(path, content);
  }
  python.runPython("import gc, random; gc.enable(); random.seed()");
  return python;
}
