// What a participant may do in a room once welcomed: say something, read back, be called otherwise.
import type { Act, ClientMessage, History, Rename, Typing } from '../../protocol/client-messages.ts';
import { closeCodes, type CloseCode } from '../../protocol/close-codes.ts';
import type { Participant } from '../../protocol/server-messages.ts';
import { cleanName } from '../identity/names.ts';
import { allowed, authorize, untouchable, type Capability } from '../identity/permissions.ts';
import { asks } from '../identity/verbs.ts';
import type { Place } from '../moderation/place.ts';
import { judge } from '../moderation/verdict.ts';
import type { DraftRecord } from '../log/log.ts';
import { contentOf, entryText, type Reach } from '../room/entry-text.ts';
import type { Room } from '../room/room.ts';
import type { Visit } from '../telemetry/telemetry.ts';
import type { Services } from './services.ts';
import type { Bearer, Remark } from './dialect.ts';
import { actAnswer, refused } from './act-answer.ts';

/** The way back to the connection. */
export interface Speaker {
  say(remark: Remark): void;
  sayWithEntries(bearer: Bearer, entries: readonly string[]): void;
  /** Tells how far the room was told, for whoever doubts it. */
  sayHead(): void;
  close(code: CloseCode, reason: string): void;
  failed(what: string, error: unknown): void;
}

export class Participation {
  readonly room: Room;
  readonly #place: Place;
  readonly #addressKey: string;
  readonly #services: Services;
  readonly #speaker: Speaker;
  #participant: Participant;
  #readsHistory = false;

  constructor(
    room: Room,
    participant: Participant,
    addressKey: string,
    services: Services,
    speaker: Speaker,
  ) {
    this.room = room;
    this.#place = services.places(room.name);
    this.#participant = participant;
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

  /** All that this participant may, as `welcome` tells it. */
  get allowed(): readonly Capability[] {
    return allowed(this.#participant.role, this.#place.permissions);
  }

  may(capability: Capability): boolean {
    return authorize(this.#participant, capability, this.#place);
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
    const { rooms, rates, clock, telemetry } = this.#services;
    const { draftId } = asked;
    const participant = this.#participant;
    const verdict = judge(asked, { participant, addressKey: this.#addressKey }, this.#place, rates);
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
      ...contentOf(act, this.#reach),
    };
    const taken = rooms.submit(draft, (outcome, seq) => {
      if (outcome === 'committed' && act.type === 'post') telemetry.posted(this.visit, seq, act.text);
      this.#speaker.say(actAnswer(draftId, outcome, seq));
    });
    if (!taken) this.#speaker.say(actAnswer(draftId, 'busy'));
  }

  get #reach(): Reach {
    if (!this.may('remove-any')) return { own: true };
    return { own: false, spares: untouchable(this.#participant.role) };
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
    if (this.may(asks.typing)) this.room.typing(this.#participant, on);
  }

  #rename({ name }: Rename): void {
    const chosen = this.may(asks.rename) ? cleanName(name) : undefined;
    this.#participant = { ...this.#participant, name: chosen ?? this.#participant.name };
    this.room.presence.renamed(this.#participant);
    this.#speaker.say({ type: 'renamed', you: this.#participant });
  }
}
