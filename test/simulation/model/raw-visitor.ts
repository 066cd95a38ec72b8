// A visitor who speaks the wire by hand, and believes nothing: whatever comes must follow on what came.
import type { ClientMessage } from '../../../protocol/client-messages.ts';
import { tailDrafts } from '../../../protocol/limits.ts';
import type { Entry, Page, Participant, Presence, ServerMessage } from '../../../protocol/server-messages.ts';
import type { Transport } from '../../../server/connection/transport.ts';
import type { Served } from '../world/server-end.ts';
import { textsOf } from '../world/frames.ts';
import type { VirtualServer } from '../world/virtual-server.ts';

export class RawVisitor implements Transport {
  readonly name: string;
  readonly room: string;
  you: Participant | undefined;
  token: string | undefined;
  epoch: string | undefined;
  /** Without a hole, ending at the newest seq that was heard of. */
  entries: Entry[] = [];
  last = 0;
  readonly here = new Map<string, string>();
  /** Answers to acts, by draft id, and how often each came. */
  readonly answers = new Map<string, string[]>();
  readonly pages: Page[] = [];
  /** How the last resume was answered: undefined for a whole one. */
  why: string | undefined;
  congested = false;
  pongs = 0;
  #served: Served | undefined;

  constructor(name: string, room: string) {
    this.name = name;
    this.room = room;
  }

  get spareBytes(): number {
    return this.congested ? 0 : Infinity;
  }

  get isIn(): boolean {
    return this.#served !== undefined;
  }

  /** Comes in, and goes on from where it was. */
  join(server: VirtualServer): void {
    this.congested = false;
    this.#served = server.serve(this, this.room, this.name);
    const { epoch, last, token, name } = this;
    const tail = this.entries.slice(-tailDrafts).map(({ draftId }) => draftId);
    const since = epoch === undefined ? {} : { since: { epoch, seq: last, tail } };
    this.say({ type: 'hello', name, ...(token !== undefined && { token }), ...since });
  }

  say(message: ClientMessage): void {
    this.#served?.receive(JSON.stringify(message));
  }

  /** The link breaks. */
  cut(): void {
    const served = this.#served;
    this.#served = undefined;
    served?.closed(1006);
  }

  /** The server is gone and hears of nothing. */
  lost(): void {
    this.#served = undefined;
  }

  readOn(): void {
    this.congested = false;
    this.#served?.drained();
  }

  write(frames: Buffer): void {
    if (this.congested) throw new Error(`${this.name} was written to while it did not read.`);
    for (const text of textsOf(frames)) this.#hear(JSON.parse(text) as ServerMessage);
  }

  ping(): void {}

  close(code: number, reason: string): void {
    throw new Error(`${this.name} was closed with ${code}: ${reason}`);
  }

  destroy(): void {}

  #hear(message: ServerMessage): void {
    switch (message.type) {
      case 'welcome':
        this.you = message.you;
        this.token = message.token;
        this.epoch = message.epoch;
        this.why = message.resumed ? undefined : message.why;
        if (!message.resumed) {
          this.entries = [];
          this.last = message.head - message.entries.length;
        }
        for (const entry of message.entries) this.#enter(entry);
        this.#present({
          type: 'presence',
          count: message.present,
          ...(message.here && { here: message.here }),
        });
        return;
      case 'message':
      case 'edit':
      case 'removal':
      case 'reaction':
      case 'vote':
      case 'poll-end':
      case 'pin':
      case 'notice':
        return this.#enter(message);
      case 'entries':
        return message.entries.forEach((entry) => this.#enter(entry));
      case 'mode':
      case 'may':
      case 'moderated':
      case 'reported':
      case 'waiting':
        return;
      case 'accepted':
        return this.#answered(message.draftId, `accepted ${message.seq}`);
      case 'refused':
        return this.#answered(message.draftId, `refused ${message.code}`);
      case 'page':
        this.pages.push(message);
        return;
      case 'presence':
        return this.#present(message);
      case 'head':
        if (message.seq !== this.last)
          throw new Error(`${this.name} was told of head ${message.seq} and holds ${this.last}.`);
        return;
      case 'pong':
        this.pongs++;
        return;
      case 'typing':
      case 'renamed':
      case 'renewed':
      case 'ping':
      case 'goodbye':
        return;
    }
  }

  #enter(entry: Entry): void {
    if (entry.seq !== this.last + 1)
      throw new Error(`${this.name} holds ${this.last} and was told ${entry.seq}.`);
    this.last = entry.seq;
    this.entries.push(entry);
  }

  #answered(draftId: string, answer: string): void {
    const answers = this.answers.get(draftId) ?? [];
    this.answers.set(draftId, [...answers, answer]);
  }

  #present({ count, here, came = [], gone = [] }: Presence): void {
    if (here) this.here.clear();
    for (const { id, name } of [...(here ?? []), ...came]) this.here.set(id, name);
    for (const id of gone) this.here.delete(id);
    if (this.here.size !== count)
      throw new Error(`${this.name} was told of ${count} present and knows ${this.here.size}.`);
  }
}
