// What a participant may do in a room once welcomed: say something, read back, be called otherwise, stay on.
import type { Act, ClientMessage, History, Rename, Renew } from '../../protocol/client-messages.ts';
import { closeCodes, type CloseCode } from '../../protocol/close-codes.ts';
import type { Participant } from '../../protocol/server-messages.ts';
import type { Member, SignInRefusal } from '../identity/members.ts';
import { cleanName } from '../identity/names.ts';
import { judge } from '../moderation/verdict.ts';
import type { DraftRecord } from '../log/log.ts';
import { contentOf, entryText } from '../room/entry-text.ts';
import type { Room } from '../room/room.ts';
import type { Visit } from '../telemetry/telemetry.ts';
import { nameRefusal, type Arrival } from './arrival.ts';
import type { Services } from './services.ts';
import type { Bearer, Remark } from './dialect.ts';
import { actAnswer, refused } from './act-answer.ts';

/** The way back to the connection. */
export interface Speaker {
  /** Empty once the connection is gone. */
  readonly participantId: string;
  say(remark: Remark): void;
  sayWithEntries(bearer: Bearer, entries: readonly string[]): void;
  /** Tells how far the room was told, for whoever doubts it. */
  sayHead(): void;
  close(code: CloseCode, reason: string): void;
  failed(what: string, error: unknown): void;
}

export class Participation {
  readonly room: Room;
  readonly #addressKey: string;
  readonly #services: Services;
  readonly #speaker: Speaker;
  #participant: Participant;
  /** When a member's stay ends, by the clock that never jumps. */
  #until: number | undefined;
  #readsHistory = false;
  #renews = false;

  constructor(
    room: Room,
    { participant, until }: Pick<Arrival, 'participant' | 'until'>,
    addressKey: string,
    services: Services,
    speaker: Speaker,
  ) {
    this.room = room;
    this.#participant = participant;
    this.#until = until;
    services.reservedNames.saw(participant);
    this.#addressKey = addressKey;
    this.#services = services;
    this.#speaker = speaker;
  }

  get participant(): Participant {
    return this.#participant;
  }

  /** As telemetry tells it. */
  get visit(): Visit {
    const { room } = this;
    return { room: room.name, participant: this.#participant, present: () => room.presence.count };
  }

  /** Whether the member's token has run out. */
  isOver(now: number): boolean {
    return this.#until !== undefined && now >= this.#until;
  }

  /** How long a member may stay, if nothing is renewed. */
  get expiresInMs(): number {
    return Math.max(0, Math.floor((this.#until ?? Infinity) - this.#services.clock.now()));
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
      case 'history':
        return this.#history(message);
      case 'rename':
        return this.#rename(message);
      case 'renew':
        return this.#renew(message);
      case 'typing':
        return this.room.typing(this.#participant, message.on);
      case 'ping':
        this.#speaker.say({ type: 'pong' });
        return this.#speaker.sayHead();
      case 'pong':
        return;
    }
  }

  #act(asked: Act): void {
    const { rooms, rates, clock, telemetry } = this.#services;
    const { draftId } = asked;
    const participant = this.#participant;
    const verdict = judge(asked, { participant, addressKey: this.#addressKey }, rates);
    if (verdict.verdict === 'refuse') {
      telemetry.refused(this.visit, verdict.refusal.code);
      return this.#speaker.say(refused(draftId, verdict.refusal));
    }
    const { act } = verdict;
    const draft: DraftRecord = {
      room: this.room.name,
      participant: participant.id,
      draftId,
      at: clock.time(),
      author: JSON.stringify(participant),
      ...contentOf(act, participant.role),
    };
    const taken = rooms.submit(draft, (outcome, seq) => {
      if (outcome === 'committed' && act.type === 'post') telemetry.posted(this.visit, seq, act.text);
      this.#speaker.say(actAnswer(draftId, outcome, seq));
    });
    if (!taken) this.#speaker.say(actAnswer(draftId, 'busy'));
  }

  /** One page at a time: what waits for a reader that does not read stays small. */
  #history({ before, after, limit }: History): void {
    const range = after === undefined ? { before: before! } : { after };
    if (this.#readsHistory)
      return this.#speaker.close(closeCodes.flood, 'Ask for one page of history at a time.');
    this.#readsHistory = true;
    this.room
      .read({ ...range, limit })
      .then(({ entries, more }) => {
        this.#speaker.sayWithEntries({ type: 'page', ...range, more }, entries.map(entryText));
      })
      .catch((error: unknown) => this.#speaker.failed('Reading history failed', error))
      .finally(() => (this.#readsHistory = false));
  }

  /** Members are called what their site calls them. */
  #rename({ name: given }: Rename): void {
    const { id, role } = this.#participant;
    const name = role === 'guest' ? cleanName(given) : undefined;
    const nameRefused = name && nameRefusal(name, id, this.room, this.#services.reservedNames);
    if (name !== undefined && !nameRefused) this.#is({ ...this.#participant, name });
    this.#speaker.say({ type: 'renamed', you: this.#participant, ...(nameRefused && { nameRefused }) });
  }

  #renew({ token }: Renew): void {
    const { members, telemetry } = this.#services;
    if (this.#until === undefined)
      return this.#speaker.close(
        closeCodes.badToken,
        'A guest has nothing to renew. Say hello with the token.',
      );
    if (this.#renews)
      return this.#speaker.close(closeCodes.flood, 'Wait for renewed before you renew once more.');
    this.#renews = true;
    members
      .signIn(token, this.room.name)
      .then((answer) => {
        // It may have gone while the signature was looked at.
        if (this.#speaker.participantId === '') return;
        const member = 'code' in answer || this.#isMine(answer) ? answer : somebodyElse;
        if ('code' in member) {
          telemetry.notSignedIn(this.room.name, member.reason);
          return this.#speaker.close(member.code, member.reason);
        }
        this.#until = member.until;
        this.#is(member.participant);
        this.#speaker.say({ type: 'renewed', you: this.#participant, expiresInMs: this.expiresInMs });
      })
      .catch((error: unknown) => this.#speaker.failed('Renewing a sign-in failed', error))
      .finally(() => (this.#renews = false));
  }

  #isMine({ participant }: Member): boolean {
    return participant.id === this.#participant.id;
  }

  #is(participant: Participant): void {
    this.#participant = participant;
    this.room.presence.renamed(participant);
    this.#services.reservedNames.saw(participant);
  }
}

const somebodyElse: SignInRefusal = {
  code: closeCodes.badToken,
  reason: 'This token is somebody else’s. Come in anew to be another.',
};
