// A whole world in one process: one server, its disk, some browsers with their pages, and the network in
// between, on one clock. It offers what people do and what can go wrong; it decides nothing.
import type { Denial } from '../../../protocol/server-messages.ts';
import type { Character } from '../character.ts';
import { WireLaw, type LinkWatch } from '../wire-law.ts';
import { LawBroken, Witness } from '../witness.ts';
import type { Air } from './air.ts';
import { pastOf } from './past.ts';
import type { Distance } from './pipe.ts';
import type { Random } from './random.ts';
import { VirtualBrowser, VirtualPage, VirtualTab } from './virtual-page.ts';
import { VirtualDisk, type Copy } from './virtual-disk.ts';
import { VirtualLink, type Told } from './virtual-link.ts';
import type { DiskMood } from './virtual-log.ts';
import type { Served, ServerEnd } from './server-end.ts';
import { VirtualServer } from './virtual-server.ts';
import { VirtualTime } from './virtual-time.ts';

export interface Connected {
  readonly page: VirtualPage;
  readonly link: VirtualLink;
}

/** Links that are slower never open in time. */
const slowestMs = 4_000;

/** 2026, in Unix time. */
const beginning = 1_790_000_000_000;

export class World {
  readonly character: Character;
  readonly random: Random;
  readonly time: VirtualTime;
  readonly disk = new VirtualDisk();
  readonly witness = new Witness(this.disk);
  readonly #wireLaw = new WireLaw(this.disk);
  readonly mood: DiskMood;
  readonly air: Air = { losesFrames: 0, repeatsFrames: 0 };
  readonly trace: ((line: string) => void) | undefined;
  server: VirtualServer | undefined;
  pages: VirtualPage[] = [];
  links: Connected[] = [];
  readonly browsers: VirtualBrowser[] = [];
  /** Pages whose network is gone. */
  readonly offline = new Set<VirtualPage>();
  refusal: Denial | undefined;
  /** The first that went wrong without anybody's doing. */
  fault: LawBroken | undefined;
  /** How far wall clocks are off, in milliseconds. */
  skewMs = 0;
  /** Whom the owner wants to have erased, and was not told that they are: then the command is given again. */
  readonly #toErase = new Set<string>();
  readonly #networkRandom: Random;
  readonly #diskRandom: Random;
  #pages = 0;

  constructor(character: Character, random: Random, trace?: (line: string) => void) {
    this.character = character;
    this.random = random;
    this.trace = trace;
    this.time = new VirtualTime(random.fork());
    this.#networkRandom = random.fork();
    this.#diskRandom = random.fork();
    const { writeMs, readMs, rooms, past } = character;
    this.mood = { writeMs, readMs, full: false, unreadable: false, losesAnswers: 0 };
    for (const room of rooms) this.disk.commit(pastOf(room, past, beginning));
    this.startServer();
  }

  get wallTime(): number {
    return beginning + this.time.now + this.skewMs;
  }

  // The server and its disk.

  startServer(): void {
    if (this.server) return;
    const { time, disk, mood, character } = this;
    const { posts, maxConnections, busyMs } = character;
    this.trace?.('the server starts');
    this.server = new VirtualServer({
      time,
      disk,
      mood,
      posts,
      maxConnections,
      busyMs,
      random: this.#diskRandom.fork(),
      wallTime: () => this.wallTime,
      onFault: (what, error) => {
        const detail = error instanceof Error ? error.message : String(error);
        this.fault ??=
          error instanceof LawBroken
            ? error
            : new LawBroken(`The server failed by itself: ${what}: ${detail}`, { cause: error });
      },
    });
  }

  erase(participant: string): void {
    this.#toErase.add(participant);
    this.server?.erase(participant, () => this.#toErase.delete(participant));
    this.time.stir();
  }

  /** As by a signal: what was posted is committed, everyone is sent off. Then `run`. */
  stopServer(run: () => void): void {
    const { server } = this;
    if (!server) return;
    this.trace?.('the server is told to stop');
    this.time.stir();
    void server.stop().then(() => {
      // It may have died meanwhile.
      if (this.server !== server) return;
      this.trace?.('the server has stopped');
      this.killServer(true);
      run();
    });
  }

  /** As by `kill -9`, or with its machine: then no page is told. */
  killServer(tellsPages: boolean): void {
    this.server?.die();
    this.server = undefined;
    for (const { link } of this.links) link.serverDies(tellsPages);
  }

  copyDisk(): Copy {
    return this.disk.copy();
  }

  // Pages.

  openTab(browser: VirtualBrowser, room: string): VirtualPage {
    return this.openPage(new VirtualTab(browser, room, `tab${this.#pages + 1}`));
  }

  openPage(tab: VirtualTab): VirtualPage {
    const page = new VirtualPage({
      id: `${tab.browser.name}-${++this.#pages}`,
      time: this.time,
      random: this.random.fork(),
      tab,
      wallTime: () => this.wallTime,
      createSocket: (owner) => this.#connect(owner),
      askAdmission: (owner) => this.#askAdmission(owner),
    });
    this.trace?.(`${page.id} is opened in ${tab.room}`);
    this.pages.push(page);
    this.witness.follow(page);
    page.client.start();
    return page;
  }

  newBrowser(): VirtualBrowser {
    const browser = new VirtualBrowser(`person${this.browsers.length + 1}`);
    this.browsers.push(browser);
    return browser;
  }

  /** The page goes without a word of its own; the browser may or may not tell the server. */
  vanish(page: VirtualPage, tellsServer: boolean): void {
    this.witness.look(page);
    page.vanish();
    this.pages = this.pages.filter((other) => other !== page);
    this.offline.delete(page);
    this.cut(page, { page: false, server: tellsServer });
  }

  // The network.

  linksOf(page: VirtualPage): readonly VirtualLink[] {
    this.links = this.links.filter(({ link }) => !link.isOver);
    return this.links.filter((connected) => connected.page === page).map(({ link }) => link);
  }

  cut(page: VirtualPage, told: Told): void {
    for (const link of this.linksOf(page)) link.cut(told);
  }

  /** Nothing is wrong any more from here on; what is broken already stays broken. */
  heal(): void {
    this.trace?.('all troubles end');
    this.mood.full = false;
    this.mood.unreadable = false;
    this.mood.losesAnswers = 0;
    this.mood.writeMs = this.character.writeMs;
    this.mood.readMs = this.character.readMs;
    this.air.losesFrames = 0;
    this.air.repeatsFrames = 0;
    this.refusal = undefined;
    this.offline.clear();
    for (const { link } of this.links) link.release();
    for (const page of this.pages) if (page.isAsleep) page.wake();
    this.startServer();
    // As the hour comes round: an answer may have been lost.
    this.server?.expire(0);
    for (const participant of this.#toErase) this.erase(participant);
  }

  #connect(page: VirtualPage) {
    const watch = this.#wireLaw.watch(page.room);
    const link: VirtualLink = new VirtualLink({
      time: this.time,
      random: this.#networkRandom.fork(),
      distance: this.#distance(),
      air: this.air,
      highWaterBytes: this.character.highWaterBytes,
      inPage: page.run,
      onHeard: (text, read) => {
        this.trace?.(`${this.time.now} ${page.id} < ${text}`);
        if (link.page.isFormer) this.witness.formerSocketSpeaks(page, text, read);
        else this.witness.pageHears(page, text, read);
      },
      onWritten: (texts) => watch.serverWrote(texts),
      knock: (end) => this.#knock(page, end, watch),
    });
    this.links.push({ page, link });
    if (this.offline.has(page)) link.cut({ page: this.#networkRandom.chance(0.5), server: false });
    return link.page;
  }

  /** Some links are far slower than others: what they bring is late by a whole life of another. */
  #distance(): Distance {
    const { distance } = this.character;
    if (!this.#networkRandom.chance(this.character.slowLinks)) return distance;
    const factor = this.#networkRandom.whole(5, 50);
    return { delayMs: Math.min(slowestMs, distance.delayMs * factor), jitterMs: distance.jitterMs };
  }

  #knock(page: VirtualPage, end: ServerEnd, watch: LinkWatch): Served | undefined {
    const isAdmitted = this.server && !this.#denial(page);
    this.trace?.(`${this.time.now} ${page.id} knocks and is ${isAdmitted ? 'admitted' : 'turned away'}`);
    if (!this.server || !isAdmitted) return undefined;
    const served = this.server.serve(end, page.room, page.tab.browser.name);
    return {
      ...served,
      receive: (text) => {
        this.trace?.(`${this.time.now} ${page.id} > ${text}`);
        watch.serverHeard(text);
        served.receive(text);
      },
    };
  }

  #denial(page: VirtualPage): Denial | undefined {
    return this.refusal ?? this.server?.denial(page.room, page.tab.browser.name);
  }

  #askAdmission(page: VirtualPage): Promise<Denial | undefined> {
    const { delayMs, jitterMs } = this.character.distance;
    return new Promise((resolve) => {
      this.time.after(delayMs + this.#networkRandom.whole(0, jitterMs), () => {
        const denial = this.offline.has(page) ? undefined : this.#denial(page);
        this.time.stir();
        page.run(() => resolve(denial));
      });
    });
  }
}
