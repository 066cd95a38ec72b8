// What a participant may do in a room once welcomed: say something, read back, be called otherwise, stay on.
import type {
  Act,
  ClientMessage,
  History,
  Moderate,
  Prove,
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
import { closedByMode } from '../moderation/room-mode.ts';
import type { Coming } from '../moderation/shield/comings.ts';
import {
  banned,
  forbidden,
  judge,
  judgeAgain,
  refusedByMute,
  type Court,
  type Verdict,
} from '../moderation/verdict.ts';
import type { DraftRecord, Taken } from '../log/log.ts';
import type { CommitOutcome } from '../room/committer.ts';
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
  /** When this participant came for the first time. */
  readonly coming: Coming;
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
    this.coming = services.comings.came(room.name, participant);
    services.whereabouts.came(participant.id, this.#author.networks);
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

  get #muted(): Refusal | undefined {
    return refusedByMute(this.#author, this.room.standing, this.#services.clock.time());
  }

  get #isShadowed(): boolean {
    return this.room.standing.holds('shadow', this.#author, this.#services.clock.time()) !== undefined;
  }

  /** Whether nobody is to see anything of theirs, whether they know it or not. */
  get #isSilenced(): boolean {
    return this.#muted !== undefined || this.#isShadowed;
  }

  /** Whether nothing of theirs could be seen just now: then it is not told either that they write. */
  get #cannotWrite(): boolean {
    const { mode } = this.room.standing;
    const time = this.#services.clock.time();
    return this.#isSilenced || closedByMode(mode, this.#author, this.#place, time) !== undefined;
  }

  /** Why the member's stay is over, where it is. */
  get end(): SignInRefusal | undefined {
    return this.#membership.end;
  }

  /** Whether its owner laid down something else for the room since: from now on that holds. */
  reconsider(): boolean {
    const former = this.#place;
    this.#place = this.#services.places(this.room.name);
    return this.#place !== former;
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
      case 'poll':
      case 'vote':
      case 'end-poll':
      case 'pin':
      case 'notice':
        return this.#act(message);
      case 'report':
        return this.#report(message);
      case 'moderate':
        return this.#moderate(message);
      case 'prove':
        return this.#prove(message);
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

  get #court(): Court {
    const { rates, clock, shields } = this.#services;
    const { room } = this;
    const shield = shields.over(room, this.#author, this.coming);
    return { place: this.#place, standing: room.standing, rates, clock, shield };
  }

  #act(asked: Act): void {
    const verdict = judge(asked, this.#author, this.#court);
    const { hook } = this.#place;
    const asks = hook && (verdict.verdict === 'publish' || verdict.verdict === 'hold');
    const said = asks && this.#services.inquiries.inTurn(verdict, this.participant, this.room.name, hook);
    if (!said) return this.#follow(verdict, asked);
    said
      .then((opinion) => this.#followLate(opinion, asked))
      .catch((error: unknown) => this.#speaker.failed('Following a verdict failed', error));
  }

  /** The room may be another by now, with another standing: then nothing is known, as if the connection had ended. */
  #followLate(said: Verdict, asked: Act): void {
    if (this.room.isClosed) return this.#answer(asked.draftId, 'unavailable');
    this.#follow(judgeAgain(said, asked, this.#author, this.#court), asked);
  }

  #follow(verdict: Verdict, { draftId }: Act): void {
    switch (verdict.verdict) {
      case 'refuse':
        return this.#refuse(draftId, verdict.refusal);
      case 'bury':
        return this.#bury(draftId);
      case 'hold':
        return this.#hold(verdict.act);
      case 'publish':
        return this.#publish(verdict.act);
    }
  }

  #refuse(draftId: string, refusal: Refusal): void {
    const { telemetry, shields } = this.#services;
    telemetry.refused(this.visit, refusal.code);
    if (this.participant.role === 'guest') shields.refused(this.room, this.#author.addressKey, refusal.code);
    this.#speaker.say(refused(draftId, refusal));
  }

  /** Tells what became of an act that was judged well. */
  #answer(draftId: string, ...became: [outcome: CommitOutcome | 'busy', seq?: number]): void {
    const answer = actAnswer(draftId, ...became);
    if (answer.type === 'refused') this.#services.telemetry.refused(this.visit, answer.code);
    this.#speaker.say(answer);
  }

  #bury(draftId: string): void {
    this.#answer(draftId, 'committed', buriedSeq);
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
    const refusal = asked.act.do === 'list' ? undefined : this.#muted;
    if (refusal) return this.#refuse(draftId, refusal);
    const heldBack = (capability: Capability) => this.#heldBack(capability);
    this.#services.moderator.act(asked, this.participant, this.room, this.#place, heldBack).then(
      (outcome) => {
        if ('refusal' in outcome) this.#refuse(draftId, outcome.refusal);
        else this.#speaker.say({ type: 'moderated', draftId, ...outcome.done });
      },
      (error: unknown) => this.#notStored(draftId, error),
    );
  }

  /** Why they may not go on with what they began: also where this connection is gone and hears of nothing any more. */
  #heldBack(capability: Capability): Refusal | undefined {
    if (this.isBanned) return banned;
    if (this.#muted) return this.#muted;
    const place = this.#services.places(this.room.name);
    return this.end || !authorize(this.participant, capability, place) ? forbidden : undefined;
  }

  /** What is said next tells whether it was enough. */
  #prove({ solution }: Prove): void {
    const { id } = this.participant;
    if (this.#services.proofs.take(solution, this.room.name, id)) this.coming.proven = true;
  }

  #notStored(draftId: string, error: unknown): void {
    this.#services.telemetry.failed('An act could not be stored', error);
    this.#answer(draftId, 'unavailable');
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
    // In the shadow they take back what is theirs alone, and are not told so.
    const isShadowed = this.#isShadowed && this.may('remove-any');
    const isTaken = rooms.submit(draft, (outcome, seq, taken) => {
      if (outcome === 'committed' && (act.type === 'post' || act.type === 'poll'))
        telemetry.posted(this.visit, seq, act.text);
      if (outcome === 'committed') this.#canUndo(act, seq, taken);
      if (outcome === 'foreign' && isShadowed) return this.#bury(draftId);
      this.#answer(draftId, outcome, seq);
    });
    if (!isTaken) this.#answer(draftId, 'busy');
  }

  /** A pin, and what was taken from somebody else, can be undone for a while. */
  #canUndo(act: Act, seq: number, taken: Taken | undefined): void {
    const { participant: by, room } = this;
    const key = { room: room.name, by: by.id, draftId: act.draftId };
    const { undoables } = this.#services;
    if (act.type === 'pin') {
      const { ref, on } = act;
      undoables.add(key, { by, asks: asks.pin, reversal: { kind: 'pin', ref, on: !on, seq } });
    } else if (act.type === 'remove' && taken) {
      const texts = [{ ref: act.ref, removal: seq, taken }];
      undoables.add(key, { by, asks: 'remove-any', reversal: { kind: 'removals', texts, isAll: true } });
    }
  }

  get #reach(): Reach {
    if (!this.may('remove-any') || this.#isSilenced) return { own: true };
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
        // What the log has and the room has not heard of yet comes as a frame: who knew it before would seem to be ahead.
        const heard = entries.filter(({ seq }) => seq <= this.room.ring.head);
        this.#speaker.sayWithEntries({ type: 'page', ...range, more }, heard.map(entryText));
      })
      .catch((error: unknown) => this.#speaker.failed('Reading history failed', error))
      .finally(() => (this.#readsHistory = false));
  }

  #typing({ on }: Typing): void {
    if (this.may(asks.typing) && !(on && this.#cannotWrite)) this.room.typing(this.participant, on);
  }

  /** Members are called what their site calls them, and a name is something that everybody reads. */
  #rename({ name: given }: Rename): void {
    const { id } = this.participant;
    const may = this.#membership.isGuest && this.may(asks.rename) && !this.#muted;
    const name = may ? cleanName(given) : undefined;
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
    this.room.renamed(participant);
    this.#services.reservedNames.saw(participant);
  }
}
