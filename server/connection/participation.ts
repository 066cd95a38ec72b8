// What a participant may do in a room once welcomed: say something, read back, be called otherwise, stay on.
import type {
  Act,
  ClientMessage,
  History,
  Moderate,
  Rename,
  Renew,
  Report,
  Typing,
} from '../../protocol/client-messages.ts';
import { closeCodes, type CloseCode } from '../../protocol/close-codes.ts';
import type { Participant, Waiting } from '../../protocol/server-messages.ts';
import type { SignInRefusal } from '../identity/members.ts';
import { cleanName } from '../identity/names.ts';
import { allowed, authorize, untouchable, type Capability } from '../identity/permissions.ts';
import { asks } from '../identity/verbs.ts';
import { Author } from '../moderation/author.ts';
import { refused, type Refusal } from '../moderation/refusal.ts';
import type { Place } from '../moderation/place.ts';
import { nothingWaits } from '../moderation/report-line.ts';
import { judge } from '../moderation/verdict.ts';
import type { DraftRecord } from '../log/log.ts';
import { contentOf, entryText, type Reach } from '../room/entry-text.ts';
import type { Room } from '../room/room.ts';
import type { Visit } from '../telemetry/telemetry.ts';
import { nameRefusal, type Arrival } from './arrival.ts';
import type { Services } from './services.ts';
import type { Bearer, Remark } from './dialect.ts';
import { actAnswer } from './act-answer.ts';
import { Membership } from './membership.ts';

/** The way back to the connection. */
export interface Speaker {
  /** Empty once the connection is gone. */
  readonly participantId: string;
  say(remark: Remark): void;
  sayWithEntries(bearer: Bearer, entries: readonly string[]): void;
  /** Tells how far the room was told, for whoever doubts it. */
  sayHead(): void;
  /** Tells how much waits for those who keep the room, to who is one of them. */
  tellWaiting(): void;
  close(code: CloseCode, reason: string): void;
  failed(what: string, error: unknown): void;
}

/** Told for what nobody ever sees: no entry has it, so that no client waits for it to come. */
const buriedSeq = Number.MAX_SAFE_INTEGER;

export class Participation {
  readonly room: Room;
  #place: Place;
  readonly #author: Author;
  readonly #services: Services;
  readonly #speaker: Speaker;
  readonly #membership: Membership;
  #readsHistory = false;

  constructor(
    room: Room,
    { participant, ...stay }: Pick<Arrival, 'participant' | 'until' | 'stands'>,
    addressKey: string,
    services: Services,
    speaker: Speaker,
  ) {
    this.room = room;
    this.#place = services.places(room.name);
    this.#author = new Author(participant, addressKey, services.hashNetwork);
    this.#membership = new Membership(stay, services.members, services.clock);
    services.whereabouts.came(participant.id, this.#author);
    services.reservedNames.saw(participant);
    this.#services = services;
    this.#speaker = speaker;
  }

  get participant(): Participant {
    return this.#author.participant;
  }

  /** As telemetry tells it. */
  get visit(): Visit {
    const { room } = this;
    return { room: room.name, participant: this.participant, present: () => room.presence.count };
  }

  /** All that this participant may, as `welcome` tells it. */
  get allowed(): readonly Capability[] {
    return allowed(this.participant.role, this.#place.permissions);
  }

  /** What waits for this participant to look at. */
  get waiting(): Waiting {
    if (!this.may('review')) return nothingWaits;
    return this.room.standing.waitingFor(this.participant);
  }

  get isBanned(): boolean {
    return this.room.standing.holds('ban', this.#author, this.#services.clock.time()) !== undefined;
  }

  /** What waits for the log and is not on its way is taken back. */
  withdraw(): void {
    const { id } = this.participant;
    this.#services.rooms.withdraw(this.room.name, ({ participant }) => participant === id);
  }

  may(capability: Capability): boolean {
    return authorize(this.participant, capability, this.#place);
  }

  /** Why the member's stay is over, where it is. */
  get end(): SignInRefusal | undefined {
    return this.#membership.end;
  }

  /** What its owner laid down for the room may be something else by now. */
  reconsider(): void {
    this.#place = this.#services.places(this.room.name);
  }

  /** How long a member may stay, if nothing is renewed. */
  get expiresInMs(): number {
    return this.#membership.expiresInMs;
  }

  act(message: ClientMessage): void {
    switch (message.type) {
      case 'hello':
        return this.#speaker.close(closeCodes.badFrame, 'Hello was said already.');
      case 'post':
      case 'edit':
      case 'remove':
      case 'react':
      case 'pin':
      case 'notice':
        return this.#act(message);
      case 'report':
        return this.#report(message);
      case 'moderate':
        return this.#moderate(message);
      case 'history':
        return this.#history(message);
      case 'rename':
        return this.#rename(message);
      case 'renew':
        return this.#renew(message);
      case 'typing':
        return this.#typing(message);
      case 'ping':
        this.#speaker.say({ type: 'pong' });
        return this.#speaker.sayHead();
      case 'pong':
        return;
    }
  }

  #act(asked: Act): void {
    const { rates, clock } = this.#services;
    const { standing } = this.room;
    const verdict = judge(asked, this.#author, { place: this.#place, standing, rates, clock });
    switch (verdict.verdict) {
      case 'refuse':
        return this.#refuse(asked.draftId, verdict.refusal);
      case 'bury':
        return this.#speaker.say(actAnswer(asked.draftId, 'committed', buriedSeq));
      case 'hold':
        return this.#hold(verdict.act);
      case 'publish':
        return this.#publish(verdict.act);
    }
  }

  #refuse(draftId: string, refusal: Refusal): void {
    this.#services.telemetry.refused(this.visit, refusal.code);
    this.#speaker.say(refused(draftId, refusal));
  }

  #hold(act: Act): void {
    this.#services.held.hold(this.room, this.#draftOf(act)).then(
      (refusal) => this.#refuse(act.draftId, refusal),
      (error: unknown) => this.#notStored(act.draftId, error),
    );
  }

  #report(asked: Report): void {
    const { draftId } = asked;
    this.#services.reports.take(asked, this.#author, this.room, this.#place).then(
      (refusal) => {
        if (refusal) this.#refuse(draftId, refusal);
        else this.#speaker.say({ type: 'reported', draftId });
      },
      (error: unknown) => this.#notStored(draftId, error),
    );
  }

  #moderate(asked: Moderate): void {
    const { draftId } = asked;
    this.#services.moderator.act(asked, this.participant, this.room, this.#place).then(
      (outcome) => {
        if ('refusal' in outcome) this.#refuse(draftId, outcome.refusal);
        else this.#speaker.say({ type: 'moderated', draftId, ...outcome.done });
      },
      (error: unknown) => this.#notStored(draftId, error),
    );
  }

  #notStored(draftId: string, error: unknown): void {
    this.#services.telemetry.failed('An act could not be stored', error);
    this.#speaker.say(actAnswer(draftId, 'unavailable'));
  }

  #draftOf(act: Act): DraftRecord {
    const { participant } = this;
    return {
      room: this.room.name,
      participant: participant.id,
      draftId: act.draftId,
      at: this.#services.clock.time(),
      author: JSON.stringify(participant),
      ...contentOf(act, this.#reach),
    };
  }

  #publish(act: Act): void {
    const { rooms, telemetry } = this.#services;
    const { draftId } = act;
    const draft = this.#draftOf(act);
    const taken = rooms.submit(draft, (outcome, seq) => {
      if (outcome === 'committed' && act.type === 'post') telemetry.posted(this.visit, seq, act.text);
      this.#speaker.say(actAnswer(draftId, outcome, seq));
    });
    if (!taken) this.#speaker.say(actAnswer(draftId, 'busy'));
  }

  get #reach(): Reach {
    if (!this.may('remove-any')) return { own: true };
    return { own: false, spares: untouchable(this.participant.role) };
  }

  /** One page at a time: what waits for a reader that does not read stays small. */
  #history({ before, after, limit }: History): void {
    const range = after === undefined ? { before: before! } : { after };
    if (this.#readsHistory)
      return this.#speaker.close(closeCodes.flood, 'Ask for one page of history at a time.');
    // As if there were none: who may not know what was said need not know that it was.
    if (!this.may(asks.history))
      return this.#speaker.sayWithEntries({ type: 'page', ...range, more: false }, []);
    this.#readsHistory = true;
    this.room
      .read({ ...range, limit })
      .then(({ entries, more }) => {
        this.#speaker.sayWithEntries({ type: 'page', ...range, more }, entries.map(entryText));
      })
      .catch((error: unknown) => this.#speaker.failed('Reading history failed', error))
      .finally(() => (this.#readsHistory = false));
  }

  #typing({ on }: Typing): void {
    if (this.may(asks.typing)) this.room.typing(this.participant, on);
  }

  /** Members are called what their site calls them. */
  #rename({ name: given }: Rename): void {
    const { id, role } = this.participant;
    const name = role === 'guest' && this.may(asks.rename) ? cleanName(given) : undefined;
    const nameRefused = name && nameRefusal(name, id, this.room, this.#services.reservedNames);
    if (name !== undefined && !nameRefused) this.#is({ ...this.participant, name });
    this.#speaker.say({ type: 'renamed', you: this.participant, ...(nameRefused && { nameRefused }) });
  }

  #renew({ token }: Renew): void {
    this.#membership.renew(token, this.room.name, this.participant.id).then(
      (answer) => {
        // It may have gone while the signature was looked at.
        if (this.#speaker.participantId === '') return;
        if ('code' in answer) {
          this.#services.telemetry.notSignedIn(this.room.name, answer.reason);
          return this.#speaker.close(answer.code, answer.reason);
        }
        this.#is(answer.participant);
        const { participant: you, expiresInMs, allowed: may } = this;
        this.#speaker.say({ type: 'renewed', you, expiresInMs, may });
        this.#speaker.tellWaiting();
      },
      (error: unknown) => this.#speaker.failed('Renewing a sign-in failed', error),
    );
  }

  #is(participant: Participant): void {
    this.#author.participant = participant;
    this.room.presence.renamed(participant);
    this.#services.reservedNames.saw(participant);
  }
}
