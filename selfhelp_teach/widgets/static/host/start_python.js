// Starts Python in the page's worker: from the image that an earlier start left on the device, else anew.

import { gather } from "./gather.js";
import { canKeep, ended, keep, recall, refuse, resume, take } from "./memory_image.js";

/** @import { LoadPyodide, Pyodide, SiteFiles, Told } from "../types/worker" */

// The wheels are unpacked here and not by Pyodide, whose own way leaves objects of JavaScript in its memory, which no
// image can hold. What a page never asks for stays packed.
const FIRST = (/** @type {string[]} */ wheels) => `
import io, site, sys, zipfile

def _unpack(archive, folder, without=()):
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(folder, [name for name in packed.namelist() if not any(part in name for part in without)])

for _wheel in ${JSON.stringify(wheels)}:
    _unpack(_wheel, site.getsitepackages()[0], ("/tests/", "/testing/", "/f2py/", "/include/", ".pyi"))
with zipfile.ZipFile("/course.zip") as _course:
    for _part in _course.namelist():
        _unpack(io.BytesIO(_course.read(_part)), "/course")
sys.path.insert(0, "/course")
from selfhelp_kernel import Kernel, prepare
prepare()
`;

/**
 * @param {SiteFiles} site @param {string} lies where the course's own files do @param {string} pyodide where Pyodide's do
 * @param {(told: Told) => void} tell
 * @param {(reason: string) => Error} wrong tells what is missing or altered
 * @returns {Promise<{ python: Pyodide, resumed: boolean, keepImage: () => Promise<void> }>}
 */
export async function startPython({ course: { file, ...described }, pyodide: known, first, stdlib, wheels }, lies, pyodide, tell, wrong) {
  let lacks = false; // a file that does not come says nothing of the kept memory
  /** @param {string} reason */
  const lacking = (reason) => {
    lacks = true;
    return wrong(reason);
  };
  const course = lies + file;
  const files = { ...known, [file]: described };
  /** @param {string} name */
  const script = (name) => import(pyodide + name).catch((error) => {
    throw error instanceof SyntaxError ? error : lacking(`missing ${name}`);
  });
  /** @type {Promise<[{ loadPyodide: LoadPyodide }, unknown]>} */
  const scripts = Promise.all([script("pyodide.mjs"), script("pyodide.asm.js")]); // Pyodide would ask for the second later
  scripts.catch(() => {}); // told where they are waited for
  const build = [...first, file].map((name) => files[name]?.sha256.slice(0, 8)).join("-");
  const kept = wheels.length && canKeep() ? await recall(lies, build) : "unfit";
  const isKept = kept instanceof ArrayBuffer;
  const needed = [...first.filter((name) => !isKept || !wheels.includes(name)).map((name) => pyodide + name), ...(isKept ? [] : [course])];
  gather(files, needed, (loaded, total) => tell({ type: "progress", step: "fetch", loaded, total }), lacking);
  /** @param {string} address */
  const bytes = async (address) => new Uint8Array(await (await fetch(address)).arrayBuffer());
  const archives = isKept ? null : Promise.all([bytes(course), ...wheels.map((name) => bytes(pyodide + name))]);
  archives?.catch(() => {}); // told where they are waited for
  const [{ loadPyodide }] = await scripts;
  const where = { indexURL: pyodide, stdLibURL: pyodide + stdlib };
  const done = async () => {};
  if (isKept) {
    try {
      const python = await resume(loadPyodide, where, kept);
      void ended(lies, build);
      return { python, resumed: true, keepImage: done };
    } catch (error) {
      if (lacks) {
        void ended(lies, build);
        throw error;
      }
      console.warn("Python is started anew, since its kept memory does not fit:", error);
      void refuse(lies, build);
    }
  }
  const leaves = kept === null;
  const python = await loadPyodide({ ...where, _makeSnapshot: leaves, packages: wheels.length ? [] : ["numpy"] });
  const table = python._module.wasmTable.length;
  tell({ type: "progress", step: "python" });
  const [archive, ...packed] = await (archives ?? Promise.all([bytes(course), ...wheels.map((name) => bytes(pyodide + name))]));
  const at = wheels.map((name) => `/${name}`);
  python.FS.writeFile("/course.zip", archive);
  packed.forEach((content, which) => python.FS.writeFile(at[which], content));
  python.runPython(FIRST(at));
  for (const path of ["/course.zip", ...at]) python.FS.unlink(path);
  if (!leaves) return { python, resumed: false, keepImage: done };
  try {
    const image = take(python, table);
    return { python, resumed: false, keepImage: () => keep(lies, build, image()).catch(() => {}) }; // no room: the next start is as long as this
  } catch (error) {
    console.warn("Python's memory is not kept for the next start:", error);
    void refuse(lies, build);
    return { python, resumed: false, keepImage: done };
  }
}
