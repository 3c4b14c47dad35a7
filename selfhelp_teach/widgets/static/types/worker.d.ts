/** What a page and the worker that runs its Python say to each other. */

/** A file the site was built with. */
export interface SiteFile {
  bytes: number;
  sha256: string;
}

/** What the builder wrote of a site's Python (files.json). */
export interface SiteFiles {
  course: SiteFile & { file: string };
  /** What each file of Pyodide's has to be; nothing where it lies at an address of its own. */
  pyodide: Record<string, SiteFile>;
  /** Which of them are fetched at once. */
  first: string[];
  /** Archives of modules: Python's own, and those of packages, of which a Pyodide at an address has its own. */
  stdlib: string;
  wheels: string[];
  /** What is fetched when it is first imported. */
  later: Record<string, SiteFile & { file: string }>;
}

/** Where files.json and Pyodide lie. */
export interface Start {
  type: "start";
  /** It is for every page. */
  page?: undefined;
  python: string;
  pyodide: string;
}

export interface Cell {
  id: string;
  source: string;
}

export type ToWorker =
  | Start
  | { type: "page"; page: number; cells: Cell[] }
  | { type: "send"; page: number; id: string; kind: string; content: unknown; buffers: (ArrayBuffer | ArrayBufferView<ArrayBuffer>)[] };

export type Told =
  | { type: "progress"; step: "fetch"; loaded: number; total: number }
  | { type: "progress"; step: "python" }
  /** Python is there: from the memory that an earlier start left, or anew. */
  | { type: "started"; resumed: boolean }
  | { type: "outputs"; cell: string; outputs: unknown[] }
  | { type: "complete" }
  | { type: "failed"; reason: string }
  | { type: "message"; parent: string | null; kind: string; content: unknown; buffers: DataView<ArrayBuffer>[] }
  | { type: "idle"; id: string };

/** Each says for which page it is. */
export type FromWorker = Told & { page: number };

/** What of a worker's own scope is used; a page's types know only its window. */
export interface WorkerScope {
  postMessage(message: FromWorker, transfer?: Transferable[]): void;
}

/** The course's kernel (selfhelp_kernel), as Pyodide hands it over. */
export interface PythonKernel {
  open_page(): void;
  run(cell: string, source: string): string;
  receive(kind: string, id: string, content: string, buffers: unknown): void;
}

type Tell = (kind: string, content: string, buffers: { toJs(options: { create_pyproxies: boolean }): ArrayLike<number>[] }) => void;
/** Files that a module is imported from later, and what fetches one of them at once. */
type FindLater = (files: string, fetchNow: (address: string) => Uint8Array | null) => void;

/** What of Pyodide is used (https://pyodide.org/en/stable/usage/api/js-api.html). */
export interface Pyodide {
  FS: {
    writeFile(path: string, bytes: Uint8Array): void;
    readFile(path: string): Uint8Array<ArrayBuffer>;
    unlink(path: string): void;
    mkdirTree(path: string): void;
    readdir(path: string): string[];
    stat(path: string): { mode: number };
    isDir(mode: number): boolean;
    isFile(mode: number): boolean;
  };
  _module: PyodideModule;
  globals: { get(name: "Kernel"): (tell: Tell) => PythonKernel };
  makeMemorySnapshot(): Uint8Array<ArrayBuffer>;
  pyimport(name: "selfhelp_later"): { find_later: FindLater };
  runPython(code: string): void;
  toPy(value: unknown): unknown;
}

export type LoadPyodide = (options: { indexURL: string; stdLibURL: string; packages?: string[]; _makeSnapshot?: boolean; _loadSnapshot?: Uint8Array }) => Promise<Pyodide>;

type LinkOptions = { loadAsync: boolean; global: boolean; nodelete: boolean };

/** What of Emscripten's module is used to put libraries back where they lay (its libdylink.js). */
export interface PyodideModule {
  HEAPU8: Uint8Array;
  wasmTable: WebAssembly.Table;
  GOT: Record<string, { value: number }>;
  LDSO: { loadedLibsByName: Record<string, object>; loadedLibsByHandle: Record<string, object> };
  preloadedWasm: Record<string, unknown>;
  loadWebAssemblyModule(binary: WebAssembly.Module, flags: LinkOptions, name: string, scope: object, handle: number): unknown;
  loadDynamicLibrary(name: string, flags: LinkOptions, scope: object, handle: number): void;
}

/** A library in WebAssembly, and where Python has it in its memory. */
export interface Library {
  name: string;
  handle: number;
}

/** What stands before the bytes of a kept memory, see host/memory_image.js. */
export interface Image {
  /** Bytes of the memory, and which of them follow; the others are zero. */
  size: number;
  runs: [from: number, to: number][];
  /** Files with their lengths, which follow next. */
  files: [path: string, bytes: number][];
  libraries: Library[];
  /** The table of functions before any library was loaded, and with all. */
  before: number;
  table: number;
  symbols: Record<string, number>;
}

/** The worker that serves the pages read one after the other. */
export interface SharedPython {
  worker: Worker;
  page: number;
}
