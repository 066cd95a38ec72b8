// One connection's life: greeting, joining, present, closed. What comes in is judged and handed to
// the room; what goes out leaves by its one writer, once per turn.
import type { ClientMessage, Hello, History, Post, Rename } from '../../protocol/client-messages.ts';
import { closeCodes, type CloseCode } from '../../protocol/close-codes.ts';
import { limits } from '../../protocol/limits.ts';
import type { Participant } from '../../protocol/server-messages.ts';
import { helloTimeoutMs } from '../../protocol/timing.ts';
import type { Clock } from '../clock.ts';
import type { Guests } from '../identity/guests.ts';
import { cleanName } from '../identity/names.ts';
import { judge, type Rates } from '../moderation/verdict.ts';
import type { TokenBuckets } from '../moderation/token-buckets.ts';
import { entryText, messageBody } from '../room/entry-text.ts';
import type { Reader, Room } from '../room/room.ts';
import type { Rooms } from '../room/rooms.ts';
import type { Telemetry, Visit } from '../telemetry/telemetry.ts';
import type { Dialect, Remark } from './dialect.ts';
import { opening } from './opening.ts';
import { Outgoing } from './outgoing.ts';
import { postAnswer, refused } from './post-answer.ts';
import { Pulse } from './pulse.ts';
import type { Transport } from './transport.ts';

export interface Services {
  readonly rooms: Rooms;
  readonly guests: Guests;
  readonly rates: Rates;
  /** Frames of any kind, by connection. */
  readonly frames: TokenBuckets;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
}

export interface Visitor {
  readonly connectionId: string;
  readonly roomName: string;
  readonly addressKey: string;
}

type State =
  | { readonly kind: 'greeting'; readonly stopTimer: () => void }
  | { readonly kind: 'joining'; readonly early: ClientMessage[] }
  | { readonly kind: 'present'; readonly room: Room; readonly visit: Visit; participant: Participant }
  | { readonly kind: 'closed' };

type Present = Extract<State, { kind: 'present' }>;

/** Frames a client may send ahead of its welcome. */
const earlyFrames = 32;

const capabilities = ['post', 'history', 'rename'] as const;

export class Connection implements Reader {
  readonly #transport: Transport;
  readonly #dialect: Dialect;
  readonly #visitor: Visitor;
  readonly #services: Services;
  readonly #outgoing: Outgoing;
  readonly #pulse: Pulse;
  /** A count was not told because too much was in flight. */
  #owesPresence = false;
  #state: State;

  constructor(transport: Transport, dialect: Dialect, visitor: Visitor, services: Services) {
    this.#transport = transport;
    this.#dialect = dialect;
    this.#visitor = visitor;
    this.#services = services;
    this.#outgoing = new Outgoing(transport, dialect);
    this.#pulse = new Pulse(services.clock.now());
    const stopTimer = services.clock.after(helloTimeoutMs, () =>
      this.close(closeCodes.helloTimeout, 'Say hello within five seconds.'),
    );
    this.#state = { kind: 'greeting', stopTimer };
    if (dialect.greeting) this.#hear(dialect.greeting);
  }

  /** Empty until the participant is in the room. */
  get participantId(): string {
    return this.#state.kind === 'present' ? this.#state.participant.id : '';
  }

  /** A text frame came in. */
  receive(frame: string): void {
    if (this.#state.kind === 'closed') return;
    this.heard();
    if (this.#services.frames.take(this.#visitor.connectionId) > 0)
      return this.close(closeCodes.flood, 'Too many frames. Come back more slowly.');
    const message = this.#dialect.read(frame);
    if ('malformed' in message) return this.close(closeCodes.badFrame, message.malformed);
    this.#hear(message);
  }

  /** Anything at all came in: the other side lives. */
  heard(): void {
    this.#pulse.heard(this.#services.clock.now());
  }

  /** Called about once a second. */
  beat(): void {
    const next = this.#pulse.beat(this.#services.clock.now());
    if (next === 'give-up') this.close(closeCodes.noAnswer, 'No sign of life.');
    else if (next === 'ask' && !this.#say({ type: 'ping' })) this.#transport.ping();
  }

  present(count: number): void {
    this.#owesPresence = this.#transport.congested;
    if (!this.#owesPresence) this.#say({ type: 'presence', count });
  }

  flush(): void {
    if (this.#state.kind === 'closed') return;
    const ring = this.#state.kind === 'present' ? this.#state.room.ring : undefined;
    if (this.#outgoing.isBehind(ring))
      this.#end(closeCodes.slowReader, 'You were too far behind. Resume from your last seq.');
    else this.#outgoing.flush(ring, this.participantId);
    if (this.#owesPresence && this.#state.kind === 'present') this.present(this.#state.room.present);
  }

  /** Says that the server goes; the client comes back within `spreadMs`. */
  dismiss(spreadMs: number): void {
    this.#say({ type: 'goodbye', spreadMs });
    this.close(closeCodes.drain, 'The server restarts.');
  }

  /** Writes what waits, then ends. */
  close(code: CloseCode, reason: string): void {
    this.flush();
    this.#end(code, reason);
  }

  /** Ends a connection whose other side does not answer the close. */
  destroy(): void {
    this.#transport.destroy();
  }

  /** The connection is gone, whoever ended it. */
  closed(code: number): void {
    const state = this.#state;
    this.#state = { kind: 'closed' };
    this.#services.frames.forget(this.#visitor.connectionId);
    if (state.kind === 'greeting') state.stopTimer();
    if (state.kind !== 'present') return;
    state.room.leave(this, state.participant.id);
    this.#services.rooms.leave(state.room);
    this.#services.telemetry.left({ ...state.visit, participant: state.participant }, code);
  }

  #end(code: CloseCode, reason: string): void {
    if (this.#state.kind === 'closed') return;
    this.#transport.close(code, reason);
    this.closed(code);
  }

  #hear(message: ClientMessage): void {
    const state = this.#state;
    switch (state.kind) {
      case 'greeting':
        if (message.type !== 'hello')
          return this.close(closeCodes.badFrame, 'The first frame must be hello.');
        state.stopTimer();
        this.#state = { kind: 'joining', early: [] };
        this.#join(message).catch((error: unknown) => this.#failed('Joining a room failed', error));
        return;
      case 'joining':
        if (state.early.push(message) > earlyFrames)
          this.close(closeCodes.flood, 'Wait for welcome before you say so much.');
        return;
      case 'present':
        return this.#act(message, state);
      case 'closed':
        return;
    }
  }

  async #join(hello: Hello): Promise<void> {
    const { rooms, guests, telemetry } = this.#services;
    const room = await rooms.visit(this.#visitor.roomName);
    const start = await opening(room, rooms.epoch, hello).catch((error: unknown) => {
      rooms.leave(room);
      throw error;
    });
    // It may have gone while we read.
    if (this.#state.kind !== 'joining') return rooms.leave(room);
    const { entries, cursor, ...how } = start;
    const { early } = this.#state;
    const { participant, token } = guests.admit(hello.token, hello.name);
    const visit: Visit = { room: room.name, participant, present: () => room.present };
    this.#state = { kind: 'present', room, visit, participant };
    this.#outgoing.startFrom(cursor);
    room.enter(this, participant.id);
    const { name, present, ring } = room;
    // After a reset the entries end at the head; what was added since follows as frames.
    const head = how.resumed ? ring.head : cursor;
    const house = { room: name, epoch: rooms.epoch, head, limits, capabilities, present };
    this.#put(
      this.#dialect.sayWithEntries({ type: 'welcome', you: participant, token, ...house, ...how }, entries),
    );
    telemetry.connected(visit);
    for (const message of early) this.#hear(message);
  }

  #act(message: ClientMessage, state: Present): void {
    switch (message.type) {
      case 'hello':
        return this.close(closeCodes.badFrame, 'Hello was said already.');
      case 'post':
        return this.#post(message, state);
      case 'history':
        this.#history(message, state.room).catch((error: unknown) =>
          this.#failed('Reading history failed', error),
        );
        return;
      case 'rename':
        return this.#rename(message, state);
      case 'ping':
        return void this.#say({ type: 'pong' });
      case 'pong':
        return;
    }
  }

  #post({ draftId, text }: Post, { room, visit, participant }: Present): void {
    const { rooms, rates, clock, telemetry } = this.#services;
    const { addressKey } = this.#visitor;
    const verdict = judge({ participantId: participant.id, addressKey, text }, rates);
    if (verdict.verdict === 'refuse') {
      telemetry.refused(visit, verdict.refusal.code);
      return void this.#say(refused(draftId, verdict.refusal));
    }
    const draft = {
      room: room.name,
      kind: 'message',
      participant: participant.id,
      draftId,
      at: clock.time(),
      author: JSON.stringify(participant),
      body: messageBody(verdict.text),
    } as const;
    const taken = rooms.submit(draft, (outcome, seq) => {
      if (outcome === 'committed') telemetry.posted({ ...visit, participant }, seq, verdict.text);
      this.#say(postAnswer(draftId, outcome, seq));
    });
    if (!taken) this.#say(postAnswer(draftId, 'busy'));
  }

  async #history({ before, limit }: History, room: Room): Promise<void> {
    const { entries, more } = await room.read({ before, limit });
    this.#put(this.#dialect.sayWithEntries({ type: 'page', before, more }, entries.map(entryText)));
  }

  #rename({ name }: Rename, state: Present): void {
    state.participant = { ...state.participant, name: cleanName(name) ?? state.participant.name };
    this.#say({ type: 'renamed', you: state.participant });
  }

  #say(remark: Remark): boolean {
    return this.#put(this.#dialect.say(remark));
  }

  /** Returns whether there was anything to put. */
  #put(frame: Buffer | undefined): boolean {
    if (!frame || this.#state.kind === 'closed') return false;
    this.#outgoing.put(frame);
    this.#services.rooms.flusher.mark(this);
    return true;
  }

  #failed(what: string, error: unknown): void {
    this.#services.telemetry.failed(what, error);
    this.close(closeCodes.internal, 'Something went wrong on the server. Try again.');
  }
}
