/** What a page and the worker that runs its Python say to each other. */

/** A file the site was built with. */
export interface SiteFile {
  bytes: number;
  sha256: string;
}

/**
 * Where Python and the course lie, what each file has to be, which of Pyodide's are fetched at once, and where what
 * is fetched when it is first imported lies, with its SHA-256.
 */
export interface Start {
  type: "start";
  /** It is for every page. */
  page?: undefined;
  pyodide: string;
  course: string;
  files: Record<string, SiteFile>;
  first: string[];
  later: Record<string, [address: string, sha256: string]>;
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
  FS: { writeFile(path: string, bytes: Uint8Array): void; unlink(path: string): void };
  globals: { get(name: "Kernel"): (tell: Tell) => PythonKernel };
  pyimport(name: "selfhelp_later"): { find_later: FindLater };
  runPython(code: string): void;
  toPy(value: unknown): unknown;
}

/** The worker that serves the pages read one after the other. */
export interface SharedPython {
  worker: Worker;
  page: number;
  fail(reason: string): void;
}
