// What RFC 6455 and protocol/README.md say of a client's bytes after the upgrade: a second opinion that
// shares no line with the library that reads them.
import { frameBytes } from '../../protocol/limits.ts';
import { secondOpinion } from './second-opinion.ts';
import { opcodes } from './websocket-frame.ts';

const maxFragments = 16;

/** Frames that may come before `welcome`, however late that is. */
const earlyFrames = 32;

export interface Outlook {
  /** Codes of which one has to come; none if nothing has to close it. */
  readonly due: ReadonlySet<number>;
  /** Codes that may come instead: what is under way decides later than what is read. */
  readonly possible: ReadonlySet<number>;
  /** Where its bytes end: at the end of a message, so that another one may follow, or inside of one. */
  readonly ends: 'whole' | 'inside';
  readonly saidHello: boolean;
  /** Frames up to the one that ends it, that one included. */
  readonly frames: number;
}

interface Header {
  readonly opcode: number;
  readonly fin: boolean;
  readonly length: bigint;
  readonly mask: Buffer;
  readonly start: number;
  /** Codes for what is wrong with it. */
  readonly wrong: readonly number[];
}

class Reader {
  readonly #bytes: Buffer;
  #at = 0;
  /** The message under way. */
  #parts: Buffer[] | undefined;
  #isBinary = false;
  #saidHello = false;
  #asksHistory = false;
  #mustClose = false;
  #frames = 0;
  #early = 0;
  readonly #possible = new Set<number>();

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  read(): Outlook {
    while (this.#at < this.#bytes.length) {
      const header = this.#header();
      if (header === 'unfinished') return this.#outlook([], 'inside');
      this.#frames++;
      if (header.wrong.length > 0) return this.#outlook(header.wrong);
      const end = header.start + Number(header.length);
      if (end > this.#bytes.length) return this.#outlook([], 'inside');
      const payload = unmasked(this.#bytes.subarray(header.start, end), header.mask);
      this.#at = end;
      const code = header.opcode >= 8 ? this.#control(header, payload) : this.#data(header, payload);
      if (code !== undefined) return this.#outlook([code]);
    }
    return this.#outlook([], this.#parts ? 'inside' : 'whole');
  }

  #outlook(codes: readonly number[], ends: Outlook['ends'] = 'whole'): Outlook {
    const due = new Set(codes.length === 0 && this.#mustClose ? this.#possible : codes);
    return { due, possible: this.#possible, ends, saidHello: this.#saidHello, frames: this.#frames };
  }

  #header(): Header | 'unfinished' {
    const bytes = this.#bytes.subarray(this.#at);
    if (bytes.length < 2) return 'unfinished';
    const opcode = bytes[0]! & 15;
    const fin = bytes[0]! >= 128;
    const short = bytes[1]! & 127;
    const wrong: number[] = [];
    const isControl = opcode >= 8;
    const isPart = opcode === opcodes.continuation;
    if ((bytes[0]! & 0x70) !== 0) wrong.push(1002);
    if ((opcode > 2 && opcode < 8) || opcode > 10) wrong.push(1002);
    if (isControl && (!fin || short > 125)) wrong.push(1002);
    if (opcode === opcodes.close && short === 1) wrong.push(1002);
    if (!isControl && isPart !== (this.#parts !== undefined)) wrong.push(1002);
    if (bytes[1]! < 128) wrong.push(1002);
    const head = 2 + (short === 126 ? 2 : short === 127 ? 8 : 0);
    // What the first two bytes say is decided by them, whatever follows.
    if (bytes.length < head) return wrong.length > 0 ? { ...nothing, opcode, fin, wrong } : 'unfinished';
    const length =
      short === 126
        ? BigInt(bytes.readUInt16BE(2))
        : short === 127
          ? bytes.readBigUInt64BE(2)
          : BigInt(short);
    if (!isControl && length + BigInt(this.#length()) > BigInt(frameBytes)) wrong.push(1009);
    if (isPart && this.#parts && this.#parts.length >= maxFragments && wrong.length === 0) {
      // Counted when the frame is whole.
      if (bytes.length < head + 4 + Number(length)) return 'unfinished';
      wrong.push(1008);
    }
    if (wrong.length === 0 && bytes.length < head + 4) return 'unfinished';
    const mask = bytes.subarray(head, head + 4);
    return { opcode, fin, length, mask, start: this.#at + head + 4, wrong };
  }

  #length(): number {
    return (this.#parts ?? []).reduce((sum, part) => sum + part.length, 0);
  }

  #control({ opcode }: Header, payload: Buffer): number | undefined {
    if (opcode !== opcodes.close) return undefined;
    if (payload.length === 0) return 1005;
    const code = payload.readUInt16BE(0);
    if (!isCloseCode(code)) return 1002;
    return isUtf8(payload.subarray(2)) ? code : 1007;
  }

  #data({ opcode, fin }: Header, payload: Buffer): number | undefined {
    if (opcode !== opcodes.continuation) this.#isBinary = opcode === opcodes.binary;
    this.#parts = [...(this.#parts ?? []), payload];
    if (!fin) return undefined;
    const message = Buffer.concat(this.#parts);
    this.#parts = undefined;
    if (this.#isBinary) return 1003;
    return isUtf8(message) ? this.#text(message.toString()) : 1007;
  }

  #text(text: string): number | undefined {
    const reading = secondOpinion(text);
    if (reading.kind === 'malformed') return 4000;
    if (!this.#saidHello) {
      this.#saidHello = reading.kind === 'hello';
      if (reading.kind === 'hello' && reading.isMember) this.#willClose(4001);
      return this.#saidHello ? undefined : 4000;
    }
    // Whether it is welcome already cannot be known here: these may be decided later.
    if (++this.#early >= earlyFrames) this.#possible.add(4103);
    if (reading.kind === 'hello') this.#willClose(4000);
    if (reading.kind === 'renew') this.#willClose(4001);
    if (reading.kind === 'history') {
      if (this.#asksHistory) this.#possible.add(4103);
      this.#asksHistory = true;
    }
    return undefined;
  }

  #willClose(code: number): void {
    this.#possible.add(code);
    this.#mustClose = true;
  }
}

const nothing = { length: 0n, mask: Buffer.alloc(4), start: 0 };

export function wireOpinion(bytes: Buffer): Outlook {
  return new Reader(bytes).read();
}

function unmasked(payload: Buffer, mask: Buffer): Buffer {
  return payload.map((byte, index) => byte ^ mask[index & 3]!) as Buffer;
}

/** Section 7.4, and the codes that were registered since. */
function isCloseCode(code: number): boolean {
  if (code >= 3000 && code <= 4999) return true;
  return code >= 1000 && code <= 1014 && code !== 1004 && code !== 1005 && code !== 1006;
}

const decoder = new TextDecoder('utf-8', { fatal: true });

function isUtf8(bytes: Buffer): boolean {
  try {
    decoder.decode(bytes);
    return true;
  } catch {
    return false;
  }
}
