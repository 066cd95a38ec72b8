// What goes wrong in a world, and what its owner does, by the means that the seed draws.
import { resumeEntries } from '../../protocol/limits.ts';
import type { Denial } from '../../protocol/server-messages.ts';
import { ringEntries } from '../../server/room/ring.ts';
import type { Fault } from './character.ts';
import { pastDraft } from './world/past.ts';
import type { Copy } from './world/virtual-disk.ts';
import type { VirtualPage } from './world/virtual-page.ts';
import type { World } from './world/world.ts';

const dayMs = 86_400_000;

const busy: readonly Denial[] = [
  { status: 503, code: 'full', sentence: 'The house is full.', retryAfterMs: 2_000 },
  { status: 429, code: 'too-many', sentence: 'Too many from here.', retryAfterMs: 500 },
  { status: 503, code: 'restarting', sentence: 'The house restarts.' },
];

/** Does something in a page that is awake, if there is one. */
export function withPage({ pages, random }: World, act: (page: VirtualPage) => void): void {
  const awake = pages.filter(({ isAsleep }) => !isAsleep);
  if (awake.length > 0) act(random.pick(awake));
}

export class Troubles {
  readonly #world: World;
  /** The last copy of the disk, for a day when somebody puts it back. */
  #copy: Copy;
  #others = 0;

  constructor(world: World) {
    this.#world = world;
    this.#copy = world.copyDisk();
  }

  begin(fault: Fault): void {
    const { random, mood, air } = this.#world;
    switch (fault) {
      case 'cut':
        return withPage(this.#world, (page) => this.#cut(page));
      case 'cutEveryone':
        for (const page of this.#world.pages) this.#cut(page);
        return;
      case 'hold':
        return withPage(this.#world, (page) => {
          for (const link of this.#world.linksOf(page)) {
            link.hold(random.pick(['page', 'server']));
            this.#forAWhile(() => link.release());
          }
        });
      case 'release':
        return withPage(this.#world, (page) => {
          for (const link of this.#world.linksOf(page)) link.release();
        });
      case 'offline':
        return withPage(this.#world, (page) => this.#goOffline(page));
      case 'crash':
        return this.#crash();
      case 'crashAtWrite':
        return this.#crashAtWrite();
      case 'stop':
        return this.#world.stopServer(() => this.#startLater());
      case 'refuse':
        this.#world.refusal = random.pick(busy);
        return this.#forAWhile(() => (this.#world.refusal = undefined));
      case 'framesLost':
        air.losesFrames = random.next();
        return this.#forAWhile(() => (air.losesFrames = 0));
      case 'framesTwice':
        air.repeatsFrames = random.next();
        return this.#forAWhile(() => (air.repeatsFrames = 0));
      case 'diskFull':
        mood.full = true;
        return this.#forAWhile(() => (mood.full = false));
      case 'diskUnreadable':
        mood.unreadable = true;
        return this.#forAWhile(() => (mood.unreadable = false));
      case 'answersLost':
        mood.losesAnswers = random.next();
        return this.#forAWhile(() => (mood.losesAnswers = 0));
      case 'slowDisk':
        mood.writeMs = random.spread(100, 20_000);
        mood.readMs = random.spread(100, 20_000);
        return this.#forAWhile(() => {
          mood.writeMs = this.#world.character.writeMs;
          mood.readMs = this.#world.character.readMs;
        });
      case 'wallClockJumps':
        this.#world.skewMs = random.whole(-dayMs, dayMs);
        return;
      case 'rewind':
        return this.#putBack((copy) => this.#world.disk.rewind(copy));
      case 'restore':
        return this.#putBack((copy) => this.#world.disk.restore(copy));
      case 'expire':
        return this.#expire();
      case 'erase':
        return this.#erase();
      case 'crowd':
        return this.#crowd();
    }
  }

  #cut(page: VirtualPage): void {
    const { random } = this.#world;
    const told = { page: random.chance(0.7), server: random.chance(0.7) };
    this.#world.trace?.(`  ${page.id} is cut, the page told: ${told.page}, the server: ${told.server}`);
    this.#world.cut(page, told);
  }

  #goOffline(page: VirtualPage): void {
    const { random, offline } = this.#world;
    this.#cut(page);
    offline.add(page);
    this.#forAWhile(() => {
      if (offline.delete(page) && random.chance(0.7)) page.comeBack();
    });
  }

  #forAWhile(end: () => void): void {
    const { random, time, character } = this.#world;
    time.after(random.spread(1, character.gapMs * 20), end);
  }

  #crash(): void {
    this.#world.trace?.('the server dies');
    this.#world.killServer(this.#world.random.chance(0.7));
    this.#startLater();
  }

  /** In all rooms something is said in one breath, and the server dies while that is on its way to the disk. */
  #crashAtWrite(): void {
    const { server, random, time, character } = this.#world;
    if (!server) return;
    for (const room of character.rooms) this.#othersSay(room, random.whole(1, 3));
    time.after(random.whole(0, 2 * character.writeMs), () => {
      if (this.#world.server === server) this.#crash();
    });
  }

  #startLater(): void {
    this.#forAWhile(() => this.#world.startServer());
  }

  /** Keeps a copy on some days, and on others puts the last one in the log's place. */
  #putBack(put: (copy: Copy) => void): void {
    const { random, disk } = this.#world;
    if (random.chance(0.6)) return void (this.#copy = this.#world.copyDisk());
    this.#world.killServer(true);
    put(this.#copy);
    this.#copy = this.#world.copyDisk();
    this.#world.trace?.(`  the log of an earlier day is put back, as ${disk.epoch}`);
    this.#startLater();
  }

  /** Many others write at once: as many as bring a page that is not there to the edge of what can be resumed. */
  #crowd(): void {
    const { random, disk } = this.#world;
    withPage(this.#world, (page) => {
      if (random.chance(0.7)) this.#cut(page);
      const edge = random.pick([resumeEntries, ringEntries / 2, ringEntries]) + random.whole(-2, 2);
      this.#othersSay(page.room, page.client.state.timeline.last + edge - disk.entries(page.room).length);
    });
  }

  /** What is said by those whose pages are not in this world; at least one thing. */
  #othersSay(room: string, count: number): void {
    const { server, time, wallTime, witness } = this.#world;
    for (let index = 0; index < Math.max(1, count); index++) {
      const draftId = `other-${++this.#others}`;
      server?.rooms.submit(pastDraft(room, draftId, wallTime), (outcome) => {
        if (outcome === 'committed') witness.acknowledged.add(draftId);
      });
    }
    time.stir();
  }

  /** What is older than the owner wants to keep goes: anything from the oldest entry to the newest. */
  #expire(): void {
    const { server, random, time, wallTime, character } = this.#world;
    const keptMs = random.spread(1, character.gapMs * character.steps);
    this.#world.trace?.(`  what is older than ${keptMs} ms is let go`);
    server?.expire(wallTime - keptMs);
    time.stir();
  }

  /** Somebody's words are erased: those of a person here, or of those who were here before. */
  #erase(): void {
    const { random, pages } = this.#world;
    const ids = pages.flatMap(({ client }) => client.state.you?.id ?? []);
    const id = random.pick([...ids, 'somebody']);
    this.#world.trace?.(`  ${id} is erased`);
    this.#world.erase(id);
  }
}
