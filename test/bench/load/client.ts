// One raw WebSocket client: TCP, the upgrade by hand, and frames looked at where they were read. All
// clients read into one buffer, so that ten thousand of them cost little more than their sockets.
import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import type { Dialect, Since } from './dialect.ts';
import { FrameHopper } from './frame-hopper.ts';
import { masked, maskedText } from './masked-frame.ts';

/** What one read may bring: large enough that a saturated server costs few calls, small enough for the cache. */
const readBytes = 262_144;
const shared = Buffer.alloc(readBytes);

const textFrame = 0x81;
const binaryFrame = 0x82;
const closeFrame = 0x88;
const pingFrame = 0x89;
const pongFrame = 0x8a;

export interface Door {
  readonly port: number;
  readonly room: string;
  /** One of 127.0.0.x: each has its own ports and its own share of what a network may do. */
  readonly from: string;
  readonly dialect: Dialect;
}

export interface Audience<Who> {
  /** Something was read; what it holds is told next. */
  readBegan(): void;
  /** It is in the room; the bytes are the frame that said so, if one did. */
  ready(who: Who, bytes: Buffer, start: number, end: number): void;
  delivered(who: Who, bytes: Buffer, start: number, end: number): void;
  accepted(who: Who, number: number): void;
  /** All that was read at once has been told. */
  readDone(who: Who): void;
  /** The server refused, closed or vanished; not told after `cut`. */
  lost(who: Who, why: string): void;
}

type State = 'upgrading' | 'greeted' | 'ready' | 'gone';

export class Client<Who> {
  readonly #door: Door;
  readonly #who: Who;
  readonly #audience: Audience<Who>;
  readonly #socket: Socket;
  readonly #hopper: FrameHopper;
  readonly #since: Since | undefined;
  #state: State = 'upgrading';
  #answer = '';

  constructor(door: Door, who: Who, audience: Audience<Who>, since?: Since) {
    this.#door = door;
    this.#who = who;
    this.#audience = audience;
    this.#since = since;
    this.#hopper = new FrameHopper((firstByte, bytes, start, end) =>
      this.#frame(firstByte, bytes, start, end),
    );
    this.#socket = connect({
      port: door.port,
      host: '127.0.0.1',
      localAddress: door.from,
      noDelay: true,
      onread: {
        buffer: shared,
        callback: (count) => {
          this.#read(count);
          return true;
        },
      },
    });
    this.#socket.once('connect', () => this.#socket.write(this.#upgrade()));
    this.#socket.on('error', (error) => this.#lose(error.message));
    this.#socket.on('close', () => this.#lose('The server closed the socket.'));
  }

  write(frames: Buffer): void {
    this.#socket.write(frames);
  }

  /** Reads nothing any more, and says nothing of it: as a laptop does whose lid was closed. */
  stall(): void {
    this.#socket.pause();
  }

  /** Ends it with a reset, which leaves no port waiting. */
  cut(): void {
    this.#state = 'gone';
    this.#socket.resetAndDestroy();
  }

  #upgrade(): string {
    const { dialect, room, port } = this.#door;
    const protocol = dialect.subprotocol && `Sec-WebSocket-Protocol: ${dialect.subprotocol}\r\n`;
    return (
      `GET ${dialect.path(room)} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
      `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\nSec-WebSocket-Version: 13\r\n${protocol ?? ''}\r\n`
    );
  }

  #read(count: number): void {
    if (this.#state === 'gone') return;
    this.#audience.readBegan();
    if (this.#state === 'upgrading') this.#readAnswer(count);
    else this.#hopper.hop(shared, 0, count);
    this.#audience.readDone(this.#who);
  }

  #readAnswer(count: number): void {
    const before = this.#answer.length;
    this.#answer += shared.toString('latin1', 0, count);
    const end = this.#answer.indexOf('\r\n\r\n');
    if (end < 0) return;
    if (!this.#answer.startsWith('HTTP/1.1 101')) return this.#lose(this.#answer.split('\r\n', 1)[0]!);
    this.#answer = '';
    const { dialect } = this.#door;
    const greeting = dialect.greeting(this.#since);
    if (greeting !== undefined) this.write(maskedText(greeting).bytes);
    this.#state = 'greeted';
    if (dialect.readyAtUpgrade) this.#ready(shared, 0, 0);
    this.#hopper.hop(shared, end + 4 - before, count);
  }

  #ready(bytes: Buffer, start: number, end: number): void {
    this.#state = 'ready';
    this.#audience.ready(this.#who, bytes, start, end);
  }

  #frame(firstByte: number, bytes: Buffer, start: number, end: number): void {
    if (firstByte !== textFrame) return this.#controlFrame(firstByte, bytes, start, end);
    const { dialect } = this.#door;
    switch (dialect.kind(bytes, start, end)) {
      case 'delivery':
        return this.#audience.delivered(this.#who, bytes, start, end);
      case 'accepted':
        return this.#audience.accepted(this.#who, dialect.acceptedNumber(bytes, start));
      case 'ready':
        return this.#ready(bytes, start, end);
      case 'answer':
        return this.write(maskedText(dialect.answer(bytes, start)).bytes);
      case 'refused':
        return this.#lose(bytes.toString('utf8', start, end));
      case 'other':
        return;
    }
  }

  #controlFrame(firstByte: number, bytes: Buffer, start: number, end: number): void {
    if (firstByte === pingFrame) this.write(masked(pongFrame, Buffer.from(bytes.subarray(start, end))).bytes);
    else if (firstByte === closeFrame)
      this.#lose(
        end - start < 2
          ? 'closed'
          : `closed ${bytes.readUInt16BE(start)} ${bytes.toString('utf8', start + 2, end)}`,
      );
    else if (firstByte === binaryFrame) this.#lose('A binary frame came.');
  }

  #lose(why: string): void {
    if (this.#state === 'gone') return;
    this.cut();
    this.#audience.lost(this.#who, why);
  }
}
