// Which blocks of Python's memory are kept.
import assert from "node:assert/strict";
import test from "node:test";
import { filled } from "../../selfhelp_teach/widgets/static/host/memory_image.js";

const BLOCK = 4096;

/** What is put back from the blocks that were kept. */
function restored(memory) {
  const again = new Uint8Array(memory.length);
  for (const [from, to] of filled(memory)) again.set(memory.subarray(from, to), from);
  return again;
}

test("of a memory of zeros nothing is kept", () => {
  assert.deepEqual(filled(new Uint8Array(10 * BLOCK)), []);
});

test("a single byte anywhere in a block keeps that block and no other", () => {
  for (const at of [0, 3, 4095, 4096, 9 * BLOCK - 1]) {
    const memory = new Uint8Array(9 * BLOCK);
    memory[at] = 1;
    const block = Math.floor(at / BLOCK) * BLOCK;
    assert.deepEqual(filled(memory), [[block, block + BLOCK]]);
  }
});

test("blocks side by side are one run, and what was left out comes back as zeros", () => {
  const memory = new Uint8Array(8 * BLOCK + 16); // Pyodide's has a head before the memory, so it need not end with a block
  for (const block of [1, 2, 5]) memory.fill(block, block * BLOCK + 7, block * BLOCK + 900);
  memory[8 * BLOCK + 12] = 128;
  assert.deepEqual(filled(memory), [[BLOCK, 3 * BLOCK], [5 * BLOCK, 6 * BLOCK], [8 * BLOCK, 8 * BLOCK + 16]]);
  assert.deepEqual(restored(memory), memory);
});
