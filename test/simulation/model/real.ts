// The server's real core with visitors who speak the wire by hand, beside the model that it must equal.
import { equal, deepEqual } from 'node:assert/strict';
import type { Act } from '../../../protocol/client-messages.ts';
import type { Entry } from '../../../protocol/server-messages.ts';
import { fold } from '../fold.ts';
import { Random } from '../world/random.ts';
import { VirtualDisk } from '../world/virtual-disk.ts';
import type { DiskMood } from '../world/virtual-log.ts';
import { VirtualServer } from '../world/virtual-server.ts';
import { VirtualTime } from '../world/virtual-time.ts';
import { onWire, withoutTime, type Model } from './model.ts';
import { RawVisitor } from './raw-visitor.ts';

const plenty = { burst: 1_000, perSecond: 1_000 };

/** Longer than everything that a command starts, but for presence. */
const settleMs = 100;

export class Real {
  readonly time: VirtualTime;
  readonly disk = new VirtualDisk();
  readonly mood: DiskMood = { writeMs: 3, readMs: 3, full: false, unreadable: false, losesAnswers: 0 };
  readonly visitors = new Map<string, RawVisitor>();
  server: VirtualServer;
  readonly #random: Random;

  constructor(seed: number) {
    this.#random = new Random(seed);
    this.time = new VirtualTime(this.#random.fork());
    this.server = this.#start();
  }

  visitor(name: string, room: string): RawVisitor {
    const key = `${name} in ${room}`;
    let visitor = this.visitors.get(key);
    if (!visitor) this.visitors.set(key, (visitor = new RawVisitor(name, room)));
    return visitor;
  }

  say(visitor: RawVisitor, ...acts: readonly Act[]): void {
    for (const act of acts) visitor.say(act);
    this.time.stir();
  }

  /** The process dies and another one takes over. */
  restart(): void {
    this.server.die();
    for (const visitor of this.visitors.values()) visitor.lost();
    this.server = this.#start();
  }

  async settle(ms = settleMs): Promise<void> {
    this.time.stir();
    await this.time.advance(ms);
  }

  /** Everything that can be seen from outside equals the model. */
  check(model: Model): void {
    for (const [key, visitor] of this.visitors) {
      equal(visitor.isIn, model.inside.has(key), `${key} is in`);
      if (!visitor.isIn || model.slow.has(key)) continue;
      this.#shows(visitor, model);
    }
  }

  /** A second later everybody also knows who is there. */
  checkPresence(model: Model): void {
    for (const [key, visitor] of this.visitors) {
      if (!visitor.isIn || model.slow.has(key)) continue;
      const present = [...this.visitors.values()].filter(({ isIn, room }) => isIn && room === visitor.room);
      const names = present.map(({ you, name }) => [you!.id, model.names.get(`${name} in ${visitor.room}`)]);
      deepEqual(
        Object.fromEntries(visitor.here),
        Object.fromEntries(names) as object,
        `${key} knows who is there`,
      );
    }
  }

  /** Which participant a visitor is, whom the model knows by name. */
  participant(key: string) {
    return this.visitors.get(key)!.you!;
  }

  wire(model: Model, room: string): Record<string, unknown>[] {
    return model.entries(room).map((entry) => onWire(entry, this.participant(entry.author)));
  }

  #shows(visitor: RawVisitor, model: Model): void {
    const wire = this.wire(model, visitor.room);
    equal(visitor.last, wire.length, `${visitor.name} holds everything`);
    const window = wire.slice(wire.length - visitor.entries.length) as unknown as Entry[];
    const held = visitor.entries.map(withoutTime) as unknown as Entry[];
    const kinds = (entries: readonly Entry[]) =>
      entries.map(({ type, seq, draftId }) => `${type} ${seq} ${draftId}`);
    deepEqual(kinds(held), kinds(window));
    deepEqual(fold(named(held)), fold(named(window)));
    const key = `${visitor.name} in ${visitor.room}`;
    for (const [draft, answers] of model.expected) {
      if (!draft.startsWith(`${key} `)) continue;
      deepEqual(visitor.answers.get(draft.slice(key.length + 1)), answers, `answers to ${draft}`);
    }
  }

  #start(): VirtualServer {
    const { time, disk, mood } = this;
    return new VirtualServer({
      time,
      disk,
      mood,
      random: this.#random.fork(),
      posts: plenty,
      maxConnections: 100,
      busyMs: 0,
      wallTime: () => 1_790_000_000_000 + time.now,
      onFault: (what, error) => {
        throw new Error(`The server failed: ${what}`, { cause: error });
      },
    });
  }
}

/** The fold looks for ids where the wire has them. */
function named(entries: readonly Entry[]): Entry[] {
  return entries.map((entry) => ({
    ...entry,
    from: { id: entry.from as unknown as string, name: '', role: 'guest' },
  }));
}
