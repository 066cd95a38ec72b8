// What the server may write to a connection: nothing about the log that is not on the disk, and each
// connection's entries one after the other, from where its welcome ended.
import type { Hello } from '../../protocol/client-messages.ts';
import type { Batch, ResetReason, Welcome } from '../../protocol/server-messages.ts';
import { LawBroken } from './witness.ts';
import type { VirtualDisk } from './world/virtual-disk.ts';

/** Frames that say what is in the log, or how far it was told. */
const telling =
  /^{"type":"(message|edit|removal|reaction|vote|poll-end|pin|notice|accepted|head|welcome|entries)"/;

interface Told {
  readonly seq: number;
  readonly draftId: string;
}

export class WireLaw {
  readonly #disk: VirtualDisk;
  /** Frames that were found true, in this generation of the disk. */
  readonly #checked = new Set<string>();
  #generation = 0;

  constructor(disk: VirtualDisk) {
    this.#disk = disk;
  }

  /** What a frame says must be on the disk: as entry `seq` of the room, made from that draft. */
  isOnDisk(room: string, text: string): void {
    if (this.#generation !== this.#disk.generation) this.#checked.clear();
    this.#generation = this.#disk.generation;
    if (this.#checked.has(text)) return;
    this.#checked.add(text);
    const { seq, draftId } = JSON.parse(text) as Told;
    if (this.#disk.entries(room)[seq - 1]?.draftId !== draftId)
      throw new LawBroken(`Said before it was on the disk, or about another entry: ${text}`);
  }

  /** Nobody is told that the log was rewound, or another, unless it was. */
  isReason(why: ResetReason): void {
    const { generation, epochs } = this.#disk;
    const isSo = why === 'fork' || why === 'ahead' ? generation > 0 : why === 'epoch' ? epochs > 1 : true;
    if (!isSo) throw new LawBroken(`A page starts anew because of ${why}, and the log was never rewound.`);
  }

  watch(room: string): LinkWatch {
    return new LinkWatch(this, room);
  }
}

/** One connection, from its hello on. */
export class LinkWatch {
  readonly #law: WireLaw;
  readonly #room: string;
  #since = 0;
  /** The newest seq that was written. */
  #cursor = 0;

  constructor(law: WireLaw, room: string) {
    this.#law = law;
    this.#room = room;
  }

  serverHeard(text: string): void {
    if (text.startsWith('{"type":"hello"')) this.#since = (JSON.parse(text) as Hello).since?.seq ?? 0;
  }

  serverWrote(texts: readonly string[]): void {
    for (const text of texts) {
      const type = telling.exec(text)?.[1];
      if (type === 'welcome') this.#welcomed(JSON.parse(text) as Welcome);
      else if (type === 'entries') this.#batch(text);
      else if (type === 'head') this.#isAt((JSON.parse(text) as Told).seq, this.#cursor, text);
      else if (type !== undefined) {
        this.#law.isOnDisk(this.#room, text);
        if (type !== 'accepted') this.#entered(text);
      }
    }
  }

  #batch(text: string): void {
    const { entries } = JSON.parse(text) as Batch;
    if (entries.length < 2) throw new LawBroken(`A batch of less than two: ${text}`);
    for (const entry of entries) {
      const one = JSON.stringify(entry);
      this.#law.isOnDisk(this.#room, one);
      this.#entered(one);
    }
  }

  #welcomed(welcome: Welcome): void {
    const { entries, head } = welcome;
    this.#cursor = welcome.resumed ? this.#since : head - entries.length;
    for (const { seq } of entries) this.#isAt(seq, ++this.#cursor, 'welcome');
    if (welcome.resumed) return;
    this.#isAt(head, this.#cursor, 'welcome');
    this.#law.isReason(welcome.why);
  }

  /** The seq stands first in every entry, right after the type. */
  #entered(text: string): void {
    const seq = Number(/"seq":(\d+)/.exec(text)?.[1]);
    this.#isAt(seq, ++this.#cursor, text);
  }

  #isAt(seq: number, expected: number, text: string): void {
    if (seq !== expected) throw new LawBroken(`Told ${seq} where ${expected} belongs: ${text}`);
  }
}
