// Keeps every file of the site on the device, so that the course works without a network.
// The builder writes the two constants; a new build has another name and is fetched beside the old one.
const BUILD = "@BUILD@";
const FILES = "@FILES@"; // path -> SHA-256

const scope = self.registration.scope;
const OURS = `selfhelp ${new URL(scope).pathname} `; // other courses of this host keep their own
const CACHE = OURS + BUILD;
const INDEX = new URL("selfhelp-files", scope).href;
const at = (path) => new URL(path, scope).href;

async function sha256(body) {
  const digest = await crypto.subtle.digest("SHA-256", body);
  return [...new Uint8Array(digest)].map((octet) => octet.toString(16).padStart(2, "0")).join("");
}

/** Fill this build's store: what an earlier try or an older build has is not fetched again. */
async function fill() {
  const cache = await caches.open(CACHE);
  const older = [];
  for (const name of await caches.keys()) {
    if (!name.startsWith(OURS) || name === CACHE) continue;
    const index = await (await caches.open(name)).match(INDEX);
    if (index) older.push([name, await index.json()]);
  }
  for (const [path, hash] of Object.entries(FILES)) {
    if (await cache.match(at(path))) continue;
    const holder = older.find(([, files]) => files[path] === hash);
    const kept = holder && (await (await caches.open(holder[0])).match(at(path)));
    if (kept) {
      await cache.put(at(path), kept);
      continue;
    }
    const response = await fetch(at(path), { cache: path.endsWith(".html") ? "no-cache" : "default" });
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    const body = await response.arrayBuffer();
    if ((await sha256(body)) !== hash) throw new Error(`${path} is not the file this site was built with`);
    await cache.put(at(path), new Response(body, { headers: { "Content-Type": response.headers.get("Content-Type") ?? "application/octet-stream" } }));
  }
  await cache.put(INDEX, new Response(JSON.stringify(FILES), { headers: { "Content-Type": "application/json" } }));
}

self.addEventListener("install", (event) => event.waitUntil(fill()));

self.addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith(OURS) && name !== CACHE) await caches.delete(name);
})()));

self.addEventListener("message", ({ data }) => data === "take over" && self.skipWaiting());

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || !url.href.startsWith(scope)) return;
  const path = url.pathname === new URL(scope).pathname ? "index.html" : url.href.slice(scope.length).replace(/[?#].*/, "");
  if (!(path in FILES)) return;
  event.respondWith((async () => (await (await caches.open(CACHE)).match(at(path))) ?? fetch(event.request))());
});
