// An answer over HTTP that does not end, as a connection’s transport: frames go down as server-sent events, and come
// up as requests of their own, in any order.
import type { ServerResponse } from 'node:http';
import { closeCodes } from '../../../protocol/close-codes.ts';
import { frameBytes } from '../../../protocol/limits.ts';
import type { CloseEvent, LinkEvent } from '../../../protocol/stream.ts';
import type { Upload } from '../../../protocol/upload.ts';
import { textsOf } from '../../room/text-frame.ts';
import { inFlightBytes } from '../chat-socket.ts';
import type { Connection } from '../connection.ts';
import type { Transport } from '../transport.ts';

/** What a socket that breaks without a word ends with. */
const abnormal = 1006;

/** Frames larger than that end a socket with this code. */
const tooLarge = 1009;

/** Requests that may have overtaken one that is on its way. */
const mostEarly = 16;

/** Who does not read the farewell is cut. */
const farewellMs = 4_000;

const comment = ':\n\n';
const before = Buffer.from('data: ');
const after = Buffer.from('\n\n');

export class EventStream implements Transport {
  readonly #response: ServerResponse;
  #connection: Connection | undefined;
  #next = 1;
  readonly #early = new Map<number, readonly string[]>();
  #state: 'open' | 'closing' = 'open';
  #code = abnormal;

  /** Begins the answer; `link` is what the client names in what it says. */
  constructor(response: ServerResponse, link: string) {
    this.#response = response;
    response.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      // Nobody on the way may keep it, squeeze it, or wait until it is whole.
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
    });
    response.on('drain', () => this.#connection?.flush());
    this.#event('link', { link });
  }

  /** From now on the connection hears what comes in; `gone` is called once, when nothing can any more. */
  attend(connection: Connection, gone: () => void): void {
    this.#connection = connection;
    this.#response.once('close', () => {
      connection.closed(this.#code);
      gone();
    });
  }

  /** What was posted for this link, here or on another node; in the order of its numbers. */
  hear({ number, frames }: Omit<Upload, 'link'>): void {
    if (number < this.#next) return;
    this.#early.set(number, frames);
    if (this.#early.size > mostEarly) return this.#end(closeCodes.badFrame, 'Requests are missing.');
    for (let due = this.#early.get(this.#next); due; due = this.#early.get(this.#next)) {
      this.#early.delete(this.#next++);
      for (const frame of due) this.#receive(frame);
    }
  }

  get spareBytes(): number {
    return inFlightBytes - this.#response.writableLength;
  }

  write(frames: Buffer): void {
    if (this.#state !== 'open') return;
    this.#response.write(Buffer.concat([...textsOf(frames)].flatMap((text) => [before, text, after])));
  }

  ping(): void {
    if (this.#state === 'open') this.#response.write(comment);
  }

  close(code: number, reason: string): void {
    if (this.#state !== 'open') return;
    this.#event('close', { code, reason });
    this.#state = 'closing';
    this.#code = code;
    this.#response.end();
    const cut = setTimeout(() => this.destroy(), farewellMs).unref();
    this.#response.once('close', () => clearTimeout(cut));
  }

  destroy(): void {
    this.#response.destroy();
  }

  #receive(frame: string): void {
    if (Buffer.byteLength(frame) > frameBytes) this.#end(tooLarge, 'This frame is too large.');
    else if (this.#state === 'open') this.#connection?.receive(frame);
  }

  #end(code: number, reason: string): void {
    this.#early.clear();
    this.close(code, reason);
  }

  #event(name: 'link' | 'close', data: LinkEvent | CloseEvent): void {
    this.#response.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  }
}
