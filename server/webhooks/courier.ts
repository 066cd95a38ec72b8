// One webhook’s delivery. Each room with something to tell is a line: its entries go out one after the other, and a
// later one waits for an earlier one; lines do not wait for each other.
import type { Clock } from '../clock.ts';
import type { EntryRecord, Log } from '../log/log.ts';
import type { Trouble, WebhookStore } from '../log/webhook-store.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { sendWantedLetters } from './dead-letters.ts';
import { eventOf } from './event.ts';
import { Health } from './health.ts';
import { News } from './news.ts';
import { nextWanted } from './next-wanted.ts';
import { Places } from './places.ts';
import type { Outcome, Sender } from './sender.ts';
import { waitMs } from './waits.ts';
import { wantsRoom, type Webhook } from './webhook.ts';

/** Lines in memory; what more there is waits in the log. */
export const mostLines = 1_000;

/** Rooms that one question to the log finds. */
const roomsAtOnce = 200;

/** The log is asked again after this, where it does not answer. */
const blindMs = 5_000;

/** What a shutdown leaves to what is under way. */
const graceMs = 3_000;

interface Line {
  readonly room: string;
  /** Undefined until it was looked up. */
  seq: number | undefined;
  trouble: Trouble | undefined;
  state:
    | { readonly is: 'due' }
    /** `isHeard`: something was written since it was read. */
    | { readonly is: 'under-way'; isHeard: boolean }
    /** `until` is Unix time in milliseconds. */
    | { readonly is: 'waiting'; readonly until: number; readonly stopTimer: () => void };
}

type State =
  { readonly is: 'on' } | { readonly is: 'off'; readonly reason: string } | { readonly is: 'closed' };

export interface CourierServices {
  readonly log: Pick<Log, 'read'>;
  readonly store: WebhookStore;
  readonly sender: Pick<Sender, 'send' | 'close'>;
  readonly clock: Clock;
  readonly random: () => number;
  readonly telemetry: Pick<Telemetry, 'advised'>;
  /** The log does not answer. */
  readonly onFailure: (error: unknown) => void;
}

export class Courier {
  readonly #webhook: Webhook;
  readonly #services: CourierServices;
  readonly #places: Places;
  readonly #health: Health;
  readonly #news: News;
  readonly #lines = new Map<string, Line>();
  /** In the order of their turns. */
  readonly #due: Line[] = [];
  readonly #underWay = new Set<Promise<void>>();
  #state: State = { is: 'on' };
  #looking: Promise<void> | undefined;
  /** Letters that are sent again. */
  #mailing: Promise<void> | undefined;
  /** Some may be wanted that were not when they were looked for. */
  #isMailAsked = false;
  /** There was no room for all lines. */
  #isMore = false;
  #told = '';

  constructor(webhook: Webhook, services: CourierServices) {
    this.#webhook = webhook;
    this.#services = services;
    this.#places = new Places(webhook.name, services);
    this.#health = new Health({ ...services, onRested: () => this.#pump() });
    this.#news = new News(webhook.name, services.telemetry);
  }

  /** Resolves when it has its place. */
  begin(): Promise<void> {
    return this.#services.store.beginWebhook(this.#webhook.name, this.#webhook.rooms);
  }

  /** Something was written in a room. Nobody waits for what follows. */
  hint(room: string): void {
    if (this.#state.is !== 'on' || !wantsRoom(this.#webhook, room)) return;
    const line = this.#lines.get(room);
    if (line?.state.is === 'under-way') line.state.isHeard = true;
    if (line) return;
    if (this.#lines.size >= mostLines) this.#isMore = true;
    else this.#add(room, undefined, undefined);
  }

  /** Looks in the log for what nobody hinted at; one look at a time. */
  look(): Promise<void> {
    this.#looking ??= this.#look()
      .catch((error: unknown) => this.#services.onFailure(error))
      .finally(() => (this.#looking = undefined));
    return this.#looking;
  }

  /** Lets what is under way finish, for a while, and writes down how far it came. */
  async close(): Promise<void> {
    const { clock, sender } = this.#services;
    const stopTimer = clock.after(graceMs, () => sender.close());
    this.#state = { is: 'closed' };
    this.#health.close();
    for (const { state } of this.#lines.values()) if (state.is === 'waiting') state.stopTimer();
    await this.#looking;
    await Promise.all([...this.#underWay, this.#mailing]);
    stopTimer();
    sender.close();
    await this.#places.close();
  }

  async #look(): Promise<void> {
    if (this.#state.is !== 'on') return;
    const { store } = this.#services;
    const { name: webhook, rooms: patterns } = this.#webhook;
    const looked = this.#places.looking();
    try {
      this.#isMore = false;
      for (let after = ''; ;) {
        const found = await store.findDue({ webhook, patterns, after, limit: roomsAtOnce });
        for (const { room, seq, trouble, head } of found) {
          const known = this.#places.of(room);
          if (this.#lines.has(room) || (known && known.seq >= head)) continue;
          if (this.#lines.size >= mostLines) this.#isMore = true;
          else this.#add(room, known?.seq ?? seq, known ? known.trouble : trouble);
        }
        if (this.#isMore || found.length < roomsAtOnce) break;
        after = found.at(-1)!.room;
      }
    } finally {
      looked();
    }
    this.#isMailAsked = true;
    this.#mailing ??= this.#sendLetters()
      .catch((error: unknown) => this.#services.onFailure(error))
      .finally(() => (this.#mailing = undefined));
  }

  async #sendLetters(): Promise<void> {
    const { name: webhook } = this.#webhook;
    const services = {
      ...this.#services,
      isOn: () => this.#state.is === 'on' && this.#health.restsUntil === undefined,
      send: (room: string, record: EntryRecord) => this.#send(room, record),
    };
    while (this.#isMailAsked) {
      this.#isMailAsked = false;
      const gone = await sendWantedLetters(webhook, services);
      if (gone !== undefined) this.#turnOff(gone);
    }
  }

  #send(room: string, record: EntryRecord): Promise<Outcome> {
    return this.#services.sender.send(this.#webhook, eventOf(room, record));
  }

  #add(room: string, seq: number | undefined, trouble: Trouble | undefined): void {
    const line: Line = { room, seq, trouble, state: { is: 'due' } };
    this.#lines.set(room, line);
    this.#enqueue(line);
  }

  #enqueue(line: Line): void {
    line.state = { is: 'due' };
    this.#due.push(line);
    // Posts that came in this turn are acknowledged first.
    if (this.#due.length === 1) this.#services.clock.soon(() => this.#pump());
  }

  #pump(): void {
    while (this.#state.is === 'on' && this.#underWay.size < this.#health.most) {
      const line = this.#due.shift();
      if (!line) break;
      const turn = this.#take(line).finally(() => {
        this.#underWay.delete(turn);
        this.#pump();
      });
      this.#underWay.add(turn);
    }
    this.#tell();
  }

  /** One entry of a line, or some that are not wanted. Never rejects. */
  async #take(line: Line): Promise<void> {
    const state: Extract<Line['state'], { is: 'under-way' }> = { is: 'under-way', isHeard: false };
    line.state = state;
    try {
      const seq = (line.seq ??= await this.#placeOf(line));
      const { record, passed, isMore } = await nextWanted(this.#services.log, this.#webhook, line.room, seq);
      if (this.#state.is !== 'on') return;
      if (passed > seq) this.#reach(line, passed, record ? line.trouble : undefined);
      if (record) await this.#deliver(line, record, () => isMore || state.isHeard);
      else if (isMore || state.isHeard) this.#enqueue(line);
      else this.#drop(line);
    } catch (error) {
      this.#services.onFailure(error);
      this.#wait(line, blindMs);
    }
  }

  async #placeOf(line: Line): Promise<number> {
    const known = this.#places.of(line.room);
    const place = known ?? (await this.#services.store.dueIn(this.#webhook.name, line.room));
    line.trouble = place?.trouble;
    // Without a place nothing is due: the log says the same.
    return place?.seq ?? Number.MAX_SAFE_INTEGER - 1;
  }

  async #deliver(line: Line, record: EntryRecord, isMore: () => boolean): Promise<void> {
    const outcome = await this.#send(line.room, record);
    // What was cut off by the shutdown is sent again after it.
    if (this.#state.is !== 'on' && outcome.is !== 'taken') return;
    switch (outcome.is) {
      case 'taken':
        this.#reach(line, record.seq, undefined);
        this.#answered();
        this.#news.taken();
        if (isMore()) this.#enqueue(line);
        else this.#drop(line);
        return;
      case 'gone':
        return this.#turnOff(outcome.reason);
      case 'failed':
        return this.#failed(line, record, outcome);
    }
  }

  async #failed(line: Line, record: EntryRecord, outcome: Extract<Outcome, { is: 'failed' }>): Promise<void> {
    const { clock, random } = this.#services;
    const { room } = line;
    const { of, reason, askedMs } = outcome;
    const now = clock.time();
    const { attempts = 0, since = now } = line.trouble ?? {};
    const trouble = { attempts: attempts + 1, since };
    if (of === 'webhook') this.#health.silent(room, askedMs);
    else this.#answered();
    if (now - since >= this.#webhook.giveUpMs) return this.#giveUp(line, record, trouble, reason);
    this.#news.refused(reason);
    this.#reach(line, record.seq - 1, trouble);
    this.#wait(line, Math.max(waitMs(trouble.attempts, random), askedMs ?? 0));
  }

  async #giveUp(line: Line, { seq }: EntryRecord, { attempts }: Trouble, reason: string): Promise<void> {
    const { clock } = this.#services;
    const { room } = line;
    await this.#places.buried({ room, seq }, { room, seq, reason, at: clock.time(), attempts });
    line.seq = seq;
    line.trouble = undefined;
    this.#news.gaveUp(room, seq, attempts, reason);
    this.#enqueue(line);
  }

  #reach(line: Line, seq: number, trouble: Trouble | undefined): void {
    line.seq = seq;
    line.trouble = trouble;
    this.#places.reached({ room: line.room, seq, ...(trouble && { trouble }) });
  }

  #wait(line: Line, ms: number): void {
    if (this.#state.is !== 'on') return;
    const { clock } = this.#services;
    const stopTimer = clock.after(ms, () => this.#enqueue(line));
    line.state = { is: 'waiting', until: clock.time() + ms, stopTimer };
  }

  #drop(line: Line): void {
    this.#lines.delete(line.room);
    if (this.#isMore && this.#lines.size < mostLines / 2) void this.look();
  }

  /** Whoever waited because there was no answer need not any longer. */
  #answered(): void {
    if (!this.#health.answered()) return;
    for (const line of this.#lines.values())
      if (line.state.is === 'waiting') {
        line.state.stopTimer();
        this.#enqueue(line);
      }
  }

  #turnOff(reason: string): void {
    if (this.#state.is !== 'on') return;
    this.#state = { is: 'off', reason };
    this.#health.close();
    for (const { state } of this.#lines.values()) if (state.is === 'waiting') state.stopTimer();
    this.#lines.clear();
    this.#due.length = 0;
    this.#news.turnedOff(reason);
    this.#tell();
  }

  /** Has the disk say how it is, for whoever is asked. */
  #tell(): void {
    if (this.#state.is === 'closed') return;
    const told = JSON.stringify(this.#now());
    if (told === this.#told) return;
    this.#told = told;
    this.#places.said(told);
  }

  #now() {
    if (this.#state.is === 'off') return this.#state;
    const reason = this.#news.complaint;
    const rests = this.#health.restsUntil;
    if (rests !== undefined) return { is: 'waiting', until: rests, reason };
    if (this.#due.length > 0 || this.#underWay.size > 0) return { is: 'delivering' };
    const waits = [...this.#lines.values()].flatMap(({ state }) =>
      state.is === 'waiting' ? state.until : [],
    );
    return waits.length === 0 ? { is: 'delivering' } : { is: 'waiting', until: Math.min(...waits), reason };
  }
}
