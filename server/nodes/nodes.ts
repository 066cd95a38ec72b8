// This node among others that serve the same rooms: tells them what happens here, and brings into the rooms what
// they tell. All of that is a hint: what must not be lost is read from the log, see `log-watch.ts`.
import type { Refused } from '../../protocol/server-messages.ts';
import type { Upload } from '../../protocol/upload.ts';
import type { Bus, BusListener } from '../bus/bus.ts';
import type { Clock } from '../clock.ts';
import { everyRoom } from '../log/keeping.ts';
import type { EntryRecord } from '../log/log.ts';
import type { SharedLog } from '../log/shared-log.ts';
import type { Relay, Roster, Writer } from '../room/relay.ts';
import type { Room } from '../room/room.ts';
import type { Rooms } from '../room/rooms.ts';
import { aliveEveryMs, Leases } from './leases.ts';
import { LogWatch } from './log-watch.ts';
import { decode, encode, type Envelope, type NodeMessage } from './node-message.ts';

/** An entry that another node committed right after one of ours may come first: so long it waits for that. */
const patienceMs = 20;

/** How often others are told who acts so much: it cannot be undone by then, and costs them little. */
const spentEveryMs = 250;

/** Entries of more characters together are told in several messages. */
const messageCharacters = 100_000;

export interface NodesOptions {
  /** This node’s own name among them. */
  readonly node: string;
  readonly bus: Bus;
  readonly log: SharedLog & { readonly epoch: string };
  readonly clock: Clock;
  readonly onFailure: (error: unknown) => void;
}

/** What is done here about what others did. */
export interface House {
  readonly rooms: Pick<Rooms, 'add' | 'loaded' | 'allLoaded' | 'expect' | 'expireTo'>;
  /** The standing of a room in memory is read anew. */
  readonly renewStanding: (room: Room) => void;
  readonly renewKeeping: () => void;
  /** Everything starts anew from the log. */
  readonly startAnew: () => void;
  /** What of theirs is in memory goes. */
  readonly forget: (participant: string) => void;
  readonly spent: (costs: Readonly<Record<string, number>>) => void;
  /** It came up on another node for a stream that is here, perhaps. */
  readonly said: (upload: Upload) => void;
}

export class Nodes implements Relay, BusListener {
  readonly patienceMs = patienceMs;
  readonly isAlone = false;
  readonly #options: NodesOptions;
  readonly #leases: Leases;
  /** What was committed in this turn, by room. */
  readonly #committed = new Map<string, EntryRecord[]>();
  /** What was taken since it was told, by key. */
  readonly #spent = new Map<string, number>();
  #house: House | undefined;
  #watch: LogWatch | undefined;
  #stopAlive: () => void = () => {};

  constructor(options: NodesOptions) {
    this.#options = options;
    this.#leases = new Leases(options.clock, (node) => this.#lost(node));
    options.bus.listen(this);
  }

  /** Whether the log answered when it was looked at last. */
  get healthy(): boolean {
    return this.#watch?.healthy ?? true;
  }

  /** Resolves when this node hears the others. */
  async join(house: House): Promise<void> {
    const { bus, log, clock, onFailure } = this.#options;
    const { rooms } = house;
    this.#house = house;
    const watch = new LogWatch({
      log,
      clock,
      isBusHealthy: () => bus.healthy,
      rooms: () => rooms.allLoaded.map(({ name, epoch, ring }) => ({ name, epoch, head: ring.head })),
      onFailure,
      onHead: (name, { head, expired }) => {
        rooms.expect(name, head);
        if (expired > 0) rooms.expireTo(name, expired);
      },
      onStanding: (name) => this.#with(name, house.renewStanding),
      onKeeping: house.renewKeeping,
      onEpoch: () => {
        house.startAnew();
        this.#say(everyRoom, { type: 'epoch' });
      },
    });
    this.#watch = watch;
    log.watch(() => watch.look());
    await bus.follow(everyRoom);
    this.#sayAlive();
  }

  /** Nothing is told any more, and the others know that the people of this node are gone. */
  async close(): Promise<void> {
    this.#stopAlive();
    this.#leases.close();
    this.#say(everyRoom, { type: 'gone' });
    await this.#watch?.close();
    await this.#options.bus.close();
  }

  follow(room: string): Promise<void> {
    return this.#options.bus.follow(room);
  }

  unfollow(room: string): void {
    this.#options.bus.unfollow(room);
  }

  loaded(room: string): void {
    this.#say(room, { type: 'who' });
  }

  committed(room: string, record: EntryRecord): void {
    const gathered = this.#committed.get(room);
    if (gathered) return void gathered.push(record);
    if (this.#committed.size === 0) this.#options.clock.soon(() => this.#tellCommitted());
    this.#committed.set(room, [record]);
  }

  present(room: string, roster: Roster): void {
    this.#say(room, { type: 'present', ...roster });
  }

  typing(room: string, { id, name }: Writer, on: boolean): void {
    this.#say(room, { type: 'typing', writer: { id, name }, on });
  }

  kicked(room: string, participant: string): void {
    this.#say(room, { type: 'kicked', participant });
  }

  told(room: string, participant: string, refused: Refused): void {
    this.#say(room, { type: 'told', participant, refused });
  }

  standingChanged(room: string): void {
    this.#say(room, { type: 'standing' });
  }

  keepingChanged(): void {
    this.#say(everyRoom, { type: 'keeping' });
  }

  erased(participant: string): void {
    this.#say(everyRoom, { type: 'erased', participant });
  }

  /** Somebody acts so much here that the other nodes have to know. */
  spent(key: string, cost: number): void {
    if (this.#spent.size === 0) this.#options.clock.after(spentEveryMs, () => this.#tellSpent());
    this.#spent.set(key, (this.#spent.get(key) ?? 0) + cost);
  }

  said(upload: Upload): void {
    this.#say(everyRoom, { type: 'said', ...upload });
  }

  heard(topic: string, text: string): void {
    const message = decode(text);
    if (!message || message.from === this.#options.node) return;
    this.#leases.heard(message.from);
    if (topic === everyRoom) this.#heardOfAll(message);
    else this.#heardOf(topic, message);
  }

  missed(): void {
    this.#watch?.look();
    // Nor was this node heard meanwhile.
    this.#say(everyRoom, { type: 'look' });
    for (const { name, roster } of this.#house?.rooms.allLoaded ?? []) {
      this.#say(name, { type: 'who' });
      if (roster.count > 0) this.present(name, roster);
    }
  }

  failed(error: unknown): void {
    this.#options.onFailure(error);
    // From now on the log is looked at more often.
    this.#watch?.look();
  }

  #heardOfAll(message: Envelope): void {
    switch (message.type) {
      case 'gone':
        return this.#leases.gone(message.from);
      case 'keeping':
        return this.#house?.renewKeeping();
      case 'look':
      case 'epoch':
        return this.#watch?.look();
      case 'erased':
        return this.#house?.forget(message.participant);
      case 'spent':
        return this.#house?.spent(message.costs);
      case 'said':
        return this.#house?.said(message);
      // That somebody lives was noted; what a later version says is nothing to us.
      default:
    }
  }

  #heardOf(name: string, message: Envelope): void {
    switch (message.type) {
      case 'entries':
        return this.#heardEntries(name, message);
      case 'standing':
        return this.#with(name, (room) => this.#house?.renewStanding(room));
      case 'present':
        return this.#with(name, ({ presence }) => presence.elsewhere(message.from, message));
      case 'who':
        return this.#with(name, ({ roster }) => {
          if (roster.count > 0) this.present(name, roster);
        });
      case 'typing':
        return this.#with(name, (room) => room.typingAnywhere(message.writer, message.on));
      case 'kicked':
        return this.#with(name, (room) => room.reconsiderHere(message.participant));
      case 'told':
        return this.#with(name, (room) => room.tellHere(message.participant, message.refused));
      default:
    }
  }

  #heardEntries(name: string, { epoch, records }: Extract<Envelope, { type: 'entries' }>): void {
    const { log, onFailure } = this.#options;
    if (epoch !== log.epoch) return this.#watch?.look();
    const { rooms } = this.#house!;
    const room = rooms.loaded(name);
    if (room && records.some((record) => room.contradicts(record))) {
      // It was put back and written over before anybody looked.
      log.renewEpoch(epoch).then(() => this.#watch?.look(), onFailure);
      return;
    }
    for (const record of records) rooms.add(name, record);
  }

  #tellCommitted(): void {
    const { epoch } = this.#options.log;
    for (const [room, records] of this.#committed)
      for (const part of parts(records)) this.#say(room, { type: 'entries', epoch, records: part });
    this.#committed.clear();
  }

  #tellSpent(): void {
    this.#say(everyRoom, { type: 'spent', costs: Object.fromEntries(this.#spent) });
    this.#spent.clear();
  }

  #with(name: string, act: (room: Room) => void): void {
    const room = this.#house?.rooms.loaded(name);
    if (room) act(room);
  }

  #lost(node: string): void {
    for (const { presence } of this.#house?.rooms.allLoaded ?? []) presence.elsewhere(node);
  }

  #sayAlive(): void {
    this.#say(everyRoom, { type: 'alive' });
    this.#stopAlive = this.#options.clock.after(aliveEveryMs, () => this.#sayAlive());
  }

  #say(topic: string, message: NodeMessage): void {
    const { bus, node } = this.#options;
    bus.publish(topic, encode(node, message));
  }
}

/** As many together as fit into one message. */
function parts(records: readonly EntryRecord[]): EntryRecord[][] {
  const all: EntryRecord[][] = [];
  let room = 0;
  for (const record of records) {
    const characters = record.body.length + record.author.length;
    if (characters > room) {
      all.push([]);
      room = messageCharacters;
    }
    all.at(-1)!.push(record);
    room -= characters;
  }
  return all;
}
