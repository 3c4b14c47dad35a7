// The layout of one message on a kernel's socket (v1.kernel.websocket.jupyter.org): the count of offsets, the
// offsets, then the channel, four JSON parts and the buffers.

export const PROTOCOL = "v1.kernel.websocket.jupyter.org";
const KEYS = /** @type {const} */ (["header", "parent_header", "metadata", "content"]);
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * @typedef {{msg_id: string, msg_type: string, [more: string]: any}} Header
 * @typedef {{channel: string, header: Header, parent_header: Partial<Header>, metadata: Record<string, any>, content: any, buffers: DataView[]}} Message
 */

/** The bytes of a buffer or of a view into one. @param {ArrayBuffer | ArrayBufferView} value @returns {Uint8Array} */
export const octets = (value) => (ArrayBuffer.isView(value) ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength) : new Uint8Array(value));

/**
 * Lay out one message.
 * @param {string} channel @param {Partial<Message>} message @param {(ArrayBuffer | ArrayBufferView)[]} [buffers]
 * @returns {ArrayBuffer}
 */
export function encode(channel, message, buffers = []) {
  const parts = [
    encoder.encode(channel),
    ...KEYS.map((key) => encoder.encode(JSON.stringify(message[key] ?? {}))),
    ...buffers.map(octets),
  ];
  const count = parts.length + 1;
  const total = 8 * (count + 1) + parts.reduce((sum, part) => sum + part.byteLength, 0);
  const bytes = new Uint8Array(total);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(count), true);
  let offset = 8 * (count + 1);
  parts.forEach((part, index) => {
    view.setBigUint64(8 * (index + 1), BigInt(offset), true);
    bytes.set(part, offset);
    offset += part.byteLength;
  });
  view.setBigUint64(8 * count, BigInt(offset), true);
  return bytes.buffer;
}

/**
 * Read one message. Throws a `RangeError` or `SyntaxError` for bytes that are none.
 * @param {ArrayBuffer} data @returns {Message}
 */
export function decode(data) {
  const view = new DataView(data);
  const count = Number(view.getBigUint64(0, true));
  if (count < 6 || 8 * (count + 1) > data.byteLength) throw new RangeError(`A message of ${data.byteLength} bytes cannot have ${count} offsets`);
  const offsets = Array.from({ length: count }, (_, index) => Number(view.getBigUint64(8 * (index + 1), true)));
  /** @param {number} index */
  const text = (index) => decoder.decode(new Uint8Array(data, offsets[index], offsets[index + 1] - offsets[index]));
  const buffers = [];
  for (let index = 5; index < count - 1; index++) buffers.push(new DataView(data.slice(offsets[index], offsets[index + 1])));
  return {
    channel: text(0),
    header: JSON.parse(text(1)),
    parent_header: JSON.parse(text(2)),
    metadata: JSON.parse(text(3)),
    content: JSON.parse(text(4)),
    buffers,
  };
}
