// What happens in a world, step by step, as its seed draws it: what people do, and what goes wrong.
import { resumeEntries } from '../../protocol/limits.ts';
import type { Denial } from '../../protocol/server-messages.ts';
import { ringEntries } from '../../server/room/ring.ts';
import type { Step } from './character.ts';
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

export class Story {
  readonly #world: World;
  /** The last copy of the disk, for a day when somebody puts it back. */
  #copy: Copy;
  #texts = 0;

  constructor(world: World) {
    this.#world = world;
    this.#copy = world.copyDisk();
    const { pages } = world.character;
    for (let page = 0; page < pages; page++) this.#come();
  }

  /** One step, of a kind and with the means that the seed draws. */
  step(weights = this.#world.character.weights): void {
    const { random, trace, time } = this.#world;
    const step = random.weighted(weights);
    trace?.(`${time.now} ${step}`);
    this.#take(step);
  }

  #take(step: Step): void {
    const { random, mood } = this.#world;
    switch (step) {
      case 'post':
        return this.#withPage((page) => this.#post(page));
      case 'postMany':
        return this.#withPage((page) => {
          for (let count = random.whole(2, 6); count > 0; count--) this.#post(page);
        });
      case 'reply':
        return this.#withMessage((page, seq) =>
          this.#note(page, page.client.post(`text ${++this.#texts}`, seq)),
        );
      case 'edit':
        return this.#withMessage((page, seq) =>
          this.#note(page, page.client.edit(seq, `text ${++this.#texts}`)),
        );
      case 'remove':
        return this.#withMessage((page, seq) => this.#note(page, page.client.remove(seq)));
      case 'react':
        return this.#withMessage((page, seq) =>
          this.#note(page, page.client.react(seq, random.pick(['👍', '🎉']), random.chance(0.7))),
        );
      case 'forbidden':
        return this.#withMessage((page, seq) =>
          this.#note(page, random.chance(0.5) ? page.client.pin(seq, true) : page.client.notice('Mine.')),
        );
      case 'rename':
        return this.#withPage((page) => page.client.rename(`Name ${random.whole(1, 9)}`));
      case 'loadOlder':
        return this.#withPage((page) => page.client.loadOlder());
      case 'trim':
        return this.#withPage((page) => page.client.trim(random.whole(1, 30)));
      case 'settleRefused':
        return this.#withPage((page) => this.#settleRefused(page));
      case 'reload':
        return this.#withPage((page) => {
          this.#world.vanish(page, random.chance(0.7));
          this.#world.openPage(page.tab);
        });
      case 'leave':
        return this.#leave();
      case 'come':
        if (this.#world.pages.length < this.#world.character.pages + 2) this.#come();
        return;
      case 'sleep':
        return this.#withPage((page) => page.sleep(random.chance(0.5)));
      case 'wake':
        return this.#world.pages.find(({ isAsleep }) => isAsleep)?.wake();
      case 'comeBack':
        return this.#withPage((page) => page.comeBack());
      case 'look':
        return this.#withPage((page) => this.#world.witness.look(page));
      case 'cut':
        return this.#withPage((page) => this.#cut(page));
      case 'cutEveryone':
        for (const page of this.#world.pages) this.#cut(page);
        return;
      case 'hold':
        return this.#withPage((page) => {
          for (const link of this.#world.linksOf(page)) {
            link.hold(random.pick(['page', 'server']));
            this.#forAWhile(() => link.release());
          }
        });
      case 'release':
        return this.#withPage((page) => {
          for (const link of this.#world.linksOf(page)) link.release();
        });
      case 'offline':
        return this.#withPage((page) => this.#goOffline(page));
      case 'crash':
        this.#world.trace?.('the server dies');
        this.#world.killServer(random.chance(0.7));
        return this.#startLater();
      case 'stop':
        return this.#world.stopServer(() => this.#startLater());
      case 'refuse':
        this.#world.refusal = random.pick(busy);
        return this.#forAWhile(() => (this.#world.refusal = undefined));
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
      case 'crowd':
        return this.#crowd();
    }
  }

  #withPage(act: (page: VirtualPage) => void): void {
    const awake = this.#world.pages.filter(({ isAsleep }) => !isAsleep);
    if (awake.length > 0) act(this.#world.random.pick(awake));
  }

  /** Someone's message, mostly one that the page shows, and mostly one of its own. */
  #withMessage(act: (page: VirtualPage, seq: number) => void): void {
    const { random } = this.#world;
    this.#withPage((page) => {
      const { you, timeline } = page.client.state;
      if (random.chance(0.05)) return act(page, random.whole(1, timeline.last + 2));
      const own = timeline.lines.filter(({ from }) => from.id === you?.id);
      const among = random.chance(0.6) && own.length > 0 ? own : timeline.lines;
      if (among.length > 0) act(page, random.pick(among).seq);
    });
  }

  #post(page: VirtualPage): void {
    this.#note(page, page.client.post(`text ${++this.#texts}`));
  }

  /** Too many drafts wait already where there is no id. */
  #note(page: VirtualPage, draftId: string | undefined): void {
    this.#world.trace?.(`  ${page.id} has draft ${draftId}`);
    if (draftId !== undefined) this.#world.witness.wrote(page, draftId);
  }

  #settleRefused(page: VirtualPage): void {
    const { random, witness } = this.#world;
    for (const { kind, draftId } of page.client.state.drafts) {
      if (kind !== 'refused' && kind !== 'estranged') continue;
      if (random.chance(0.3)) witness.discard(page.client, draftId);
      else witness.retry(page.client, draftId);
    }
  }

  #come(): void {
    const { random, browsers, character } = this.#world;
    const isKnown = browsers.length > 0 && random.chance(0.15);
    const browser = isKnown ? random.pick(browsers) : this.#world.newBrowser();
    this.#world.openTab(browser, random.pick(character.rooms));
  }

  #leave(): void {
    if (this.#world.pages.length < 2) return;
    this.#withPage((page) => this.#world.vanish(page, this.#world.random.chance(0.7)));
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
    const { server, random, time, disk } = this.#world;
    this.#withPage((page) => {
      if (random.chance(0.7)) this.#cut(page);
      const edge = random.pick([resumeEntries, ringEntries / 2, ringEntries]) + random.whole(-2, 2);
      const count = Math.max(1, page.client.state.timeline.last + edge - disk.entries(page.room).length);
      for (let index = 0; index < count; index++)
        server?.rooms.submit(pastDraft(page.room, `crowd-${++this.#texts}`, time.now), () => {});
      time.stir();
    });
  }
}
