// How messages fit into the payloads of NOTIFY, of at most 8,000 bytes: those of one statement are one batch,
// written as JSON and cut where a payload is full. So small ones share a payload and a large one takes several.

/** Postgres takes less than 8,000 bytes. */
export const payloadBytes = 7_900;
/** Of one batch, and so of the largest message. */
export const piecesLimit = 64;

/** `<tag> <batch> <index> <count>`: longer than any that is written, so that every piece is as large as another. */
const headBytes = 40;
const pieceBytes = payloadBytes - headBytes;

/** Two for the brackets, and up to three where no sign may be cut in two. */
export const batchBytes = piecesLimit * (pieceBytes - 3) - 2;

/** A message as it stands in a batch, between commas. */
export interface Encoded {
  readonly json: string;
  readonly bytes: number;
}

export interface Message {
  readonly topic: string;
  readonly text: string;
}

export function encode(topic: string, text: string): Encoded {
  // JSON also keeps the two signs that a text of Postgres cannot have: the zero, and half of a pair.
  const json = `${JSON.stringify(topic)},${JSON.stringify(text)}`;
  return { json, bytes: Buffer.byteLength(json) };
}

/** Payloads for `messages`, which together have at most `batchBytes`; no messages are one payload. */
export function toPayloads(tag: string, batch: number, messages: readonly Encoded[]): readonly string[] {
  const bytes = Buffer.from(`[${messages.map(({ json }) => json).join()}]`);
  const pieces: string[] = [];
  for (let start = 0; start < bytes.length;) {
    const end = endOfPiece(bytes, start);
    pieces.push(bytes.toString('utf8', start, end));
    start = end;
  }
  // The numbers are also what makes them differ: Postgres leaves out what it was told twice in a transaction.
  return pieces.map((piece, index) => `${tag} ${batch} ${index} ${pieces.length}\n${piece}`);
}

function endOfPiece(bytes: Buffer, start: number): number {
  let end = start + pieceBytes;
  // In UTF-8, every byte of a sign but its first begins with the bits 10.
  while (end < bytes.length && (bytes[end]! & 0b1100_0000) === 0b1000_0000) end--;
  return Math.min(end, bytes.length);
}

interface Unfinished {
  readonly tag: string;
  readonly batch: string;
  readonly count: number;
  readonly pieces: string[];
}

/**
 * Puts batches together. Notifications of one transaction come in a row, whoever else sends some: that is
 * Postgres’s promise. So one batch is unfinished at most, and what does not go on with it means that its
 * end never comes.
 */
export class BatchReader {
  #unfinished: Unfinished | undefined;

  /** Who sent it, and what is complete with it. Undefined for what is none of ours. */
  read(payload: string): { readonly tag: string; readonly messages: readonly Message[] } | undefined {
    const head = /^(\S{1,20}) (\d{1,16}) (\d{1,2}) (\d{1,2})\n/.exec(payload);
    if (!head) return undefined;
    const [whole, tag = '', batch = '', index, count] = head;
    const piece = payload.slice(whole.length);
    const unfinished = this.#upTo(tag, batch, Number(index), Number(count));
    unfinished?.pieces.push(piece);
    if (unfinished?.pieces.length !== Number(count)) return { tag, messages: [] };
    this.#unfinished = undefined;
    return { tag, messages: decode(unfinished.pieces.join('')) };
  }

  #upTo(tag: string, batch: string, index: number, count: number): Unfinished | undefined {
    const former = this.#unfinished;
    const goesOn =
      former?.tag === tag &&
      former.batch === batch &&
      former.count === count &&
      former.pieces.length === index;
    if (!goesOn)
      this.#unfinished = index === 0 && count <= piecesLimit ? { tag, batch, count, pieces: [] } : undefined;
    return this.#unfinished;
  }
}

function decode(json: string): readonly Message[] {
  const parts = parsed(json);
  if (!Array.isArray(parts) || !parts.every((part) => typeof part === 'string')) return [];
  return Array.from({ length: parts.length >> 1 }, (_, index) => ({
    topic: parts[2 * index]!,
    text: parts[2 * index + 1]!,
  }));
}

/** Whoever may use the database may say anything on the channel. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
