// Fetches the files of Python, all at once, counts their bytes, and lets none in that is not the one the site was
// built with. Pyodide asks for them one after the other, by `fetch`, and finds them under way.

const WASM = "application/wasm";
const BREAKS = 3; // how often the connection may break for one file
/** @param {ArrayBuffer} buffer */
const hex = (buffer) => [...new Uint8Array(buffer)].map((octet) => octet.toString(16).padStart(2, "0")).join("");
/** @param {RequestInfo | URL} address */
const nameOf = (address) => new URL(address instanceof Request ? address.url : address, self.location.href).pathname.split("/").at(-1) ?? "";

/**
 * @param {Record<string, {bytes: number, sha256: string}>} files what is known of each file
 * @param {string[]} addresses the files to fetch at once
 * @param {(loaded: number, total: number) => void} count
 * @param {(reason: string) => Error} wrong tells what is missing or altered
 */
export function gather(files, addresses, count, wrong) {
  const plain = self.fetch.bind(self);
  const total = addresses.reduce((sum, address) => sum + (files[nameOf(address)]?.bytes ?? 0), 0);
  let loaded = 0;

  /** @param {RequestInfo | URL} address @param {RequestInit} [options] */
  async function asked(address, options) {
    const name = nameOf(address);
    try {
      const response = await plain(address, options);
      if (response.ok && response.body) return response;
    } catch {
      // told below
    }
    throw wrong(`missing ${name}`);
  }

  /**
   * Read a body to its end, asking for what is left of it where the connection breaks, and hold it against what the site
   * was built with.
   * @param {Response} response @param {RequestInfo | URL} address
   */
  async function whole(response, address) {
    const name = nameOf(address);
    const body = new Uint8Array(files[name].bytes);
    let at = 0;
    let more = null; // of a file that is longer than it should be
    let breaks = 0;
    let reader = response.body?.getReader();
    while (reader) {
      let part;
      try {
        part = await reader.read();
      } catch {
        breaks += 1;
        const rest = breaks > BREAKS ? null : await plain(address, { headers: { Range: `bytes=${at}-` } }).catch(() => null);
        if (!rest?.ok) throw wrong(`missing ${name}`);
        if (rest.status !== 206) { // a host that knows no parts begins again
          loaded -= at;
          at = 0;
        }
        reader = rest.body?.getReader();
        continue;
      }
      if (part.done) break;
      if (at + part.value.length <= body.length) body.set(part.value, at);
      else more = part.value;
      at += part.value.length;
      loaded += part.value.length;
      count(loaded, total);
    }
    const hash = self.crypto?.subtle ? hex(await crypto.subtle.digest("SHA-256", body.subarray(0, at))) : null;
    if (more || at !== body.length || (hash && hash !== files[name].sha256)) throw wrong(`altered ${name} ${hash ?? ""}`);
    return body;
  }

  /** @param {RequestInfo | URL} address @param {RequestInit} [options] */
  async function checked(address, options) {
    const response = await asked(address, options);
    const type = response.headers.get("Content-Type") ?? "application/octet-stream";
    if (!type.startsWith(WASM)) return new Response(await whole(response, address), { headers: { "Content-Type": type } });
    // Compiled while it comes, and by what the browser kept of the last time: for both it must be the answer itself.
    const copy = response.clone();
    const read = whole(copy, address);
    read.catch(() => {}); // told by whoever waits for it
    sound.set(response, read);
    return response;
  }

  /** @type {WeakMap<Response, Promise<Uint8Array<ArrayBuffer>>>} answer -> its bytes, once they are the right ones */
  const sound = new WeakMap();
  const { compile, compileStreaming, instantiate } = WebAssembly;
  WebAssembly.instantiateStreaming = async (source, imports) => {
    const response = await source;
    const read = sound.get(response);
    // Where its connection broke, it is compiled from what was put together.
    const compiled = compileStreaming.call(WebAssembly, response).catch(async (error) => {
      const bytes = await read;
      if (!bytes) throw error;
      return compile.call(WebAssembly, bytes);
    });
    const [module] = await Promise.all([compiled, read]);
    return { module, instance: await instantiate.call(WebAssembly, module, imports) };
  };

  const coming = new Map(addresses.filter((address) => nameOf(address) in files).map((address) => [nameOf(address), checked(address)]));
  for (const each of coming.values()) each.catch(() => {}); // told by whoever waits for it
  self.fetch = (address, { integrity: _ours, ...options } = {}) => {
    const name = nameOf(address);
    const under = coming.get(name);
    coming.delete(name); // an answer is read once
    return under ?? (name in files ? checked(address, options) : asked(address, options));
  };
}
