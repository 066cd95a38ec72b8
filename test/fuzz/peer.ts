// One client in the house that says anything at all, and knows from the second opinion what is due to it.
import { closeCodes } from '../../protocol/close-codes.ts';
import { textCharacters } from '../../protocol/limits.ts';
import type { ServerMessage, Welcome } from '../../protocol/server-messages.ts';
import type { Guest } from '../support/house.ts';
import { serverTextsIn } from './websocket-frame.ts';
import { secondOpinion, type Act, type Reading } from './second-opinion.ts';

/** Frames that may come before `welcome`. */
const earlyFrames = 32;

/** What everybody may, unless the owner set it otherwise (PERM-1). */
export const everybodyMay: readonly string[] = [
  ...[
    'post',
    'reply',
    'link',
    'image-link',
    'edit',
    'remove',
    'react',
    'rename',
    'report',
    'roster',
    'vote',
    'history',
  ],
];

/** Signals and checks come unasked. */
const unasked: ReadonlySet<string> = new Set(['presence', 'typing', 'head', 'ping', 'goodbye']);

/** The server broke its word; the frames that led there are in the message. */
export class Broken extends Error {
  override readonly name = 'Broken';
}

export class Peer {
  readonly #guest: Guest;
  readonly #said: string[] = [];
  #stage: 'greeting' | 'joining' | 'present' | 'over' = 'greeting';
  #early = 0;
  #asksHistory = false;
  /** The code it must have been closed with when all that is under way has ended. */
  #dueCode: number | undefined;
  /** A token takes a moment to be looked at: whatever else closes it comes first. */
  #renews = false;
  #dueAnswers: string[] = [];
  #dueActs: Act[] = [];
  #id = '';
  #name = '';
  #last: number | undefined;
  #capabilities: readonly string[] = [];
  /** What it may, as the owner has it, and as it was told last. */
  #may: ReadonlySet<string>;
  #toldMay = '';

  constructor(guest: Guest, may: ReadonlySet<string>) {
    this.#guest = guest;
    this.#may = may;
  }

  /** The owner sets it otherwise; nothing may be under way. Who is there is told, if it is anything to them (PERM-6). */
  allow(may: ReadonlySet<string>): void {
    this.#may = may;
    if (this.#stage === 'present' && this.#toldMay !== listOf(may)) this.#dueAnswers.push('may');
  }

  get isOver(): boolean {
    return this.#stage === 'over';
  }

  /** Says a frame, and checks what has to happen at once. */
  say(frame: string): void {
    if (this.isOver) return;
    this.#said.push(frame);
    this.#guest.connection.receive(frame);
    const code = this.#codeFor(secondOpinion(frame));
    const { closed } = this.#guest.transport;
    if (closed?.code !== code) this.#break(`closed with ${closed?.code}, due was ${code}`);
    if (closed?.reason === '') this.#break('closed without a reason');
    if (closed) this.#stage = 'over';
  }

  /** Checks what it was told; nothing may be under way. */
  listen(): void {
    const { transport } = this.#guest;
    const texts = serverTextsIn(Buffer.concat(transport.writes.splice(0)));
    if (this.isOver) return;
    const due = this.#dueCode ?? (this.#renews ? closeCodes.badToken : undefined);
    if (transport.closed?.code !== due) this.#break(`closed with ${transport.closed?.code}, due was ${due}`);
    if (transport.closed) {
      this.#stage = 'over';
      return;
    }
    const heard = texts.map((text) => JSON.parse(text) as ServerMessage);
    const answers = heard.map((message) => this.#hear(message)).filter((answer) => answer !== undefined);
    const acts = this.#dueActs.filter(({ type }) => this.#capabilities.includes(type));
    const dueAnswers = [...this.#dueAnswers, ...acts.map(({ draftId }) => `answer to ${draftId}`)];
    if (answers.sort().join() !== dueAnswers.sort().join())
      this.#break(`told “${answers.join()}”, due was “${dueAnswers.join()}”`);
    this.#dueAnswers = [];
    this.#dueActs = [];
    this.#asksHistory = false;
    this.#said.length = 0;
  }

  /** Ends it as a lost connection does. */
  leave(): void {
    if (!this.isOver) this.#guest.connection.closed(1006);
    this.#stage = 'over';
  }

  /** What this frame has to be closed with at once, if with anything. */
  #codeFor(reading: Reading): number | undefined {
    if (reading.kind === 'malformed') return closeCodes.badFrame;
    if (this.#stage === 'greeting') {
      if (reading.kind !== 'hello') return closeCodes.badFrame;
      this.#stage = 'joining';
      this.#last = reading.since;
      // Nobody can be signed in here, nor renew anything.
      if (reading.isMember) this.#dueCode = closeCodes.badToken;
      else this.#dueAnswers.push('welcome');
      return undefined;
    }
    if (this.#stage === 'joining' && ++this.#early > earlyFrames) return closeCodes.flood;
    const code = this.#due(reading);
    if (this.#stage === 'present') return code;
    // What comes early is handled after `welcome`.
    this.#dueCode ??= code;
    return undefined;
  }

  #due(reading: Reading): number | undefined {
    if (reading.kind === 'hello') return closeCodes.badFrame;
    if (reading.kind === 'renew') this.#renews = true;
    // Who may not read back is answered at once (PERM-3): then no page is under way.
    if (reading.kind === 'history' && this.#may.has('history')) {
      if (this.#asksHistory) return closeCodes.flood;
      this.#asksHistory = true;
    }
    if (reading.kind === 'act') this.#dueActs.push(reading);
    const answer = answers.get(reading.kind);
    if (answer) this.#dueAnswers.push(answer);
    return undefined;
  }

  /** What it answers, if it is an answer. */
  #hear(message: ServerMessage): string | undefined {
    switch (message.type) {
      case 'welcome':
        this.#enter(message);
        return 'welcome';
      case 'accepted':
        this.#checkAccepted(message.draftId);
        return `answer to ${message.draftId}`;
      case 'reported':
        this.#checkRight('report');
        return `answer to ${message.draftId}`;
      case 'refused':
      case 'moderated':
        if (message.type === 'moderated') this.#break('a guest was told that something was done');
        return `answer to ${message.draftId}`;
      case 'may':
        this.#checkRights(message.may);
        return 'may';
      case 'page':
        if (message.entries.length > 0) this.#checkRight('history');
        return 'page';
      case 'renamed':
        if (message.you.name !== this.#name) this.#checkRight('rename');
        this.#name = message.you.name;
        return 'renamed';
      case 'presence':
        if (message.here ?? message.came ?? message.gone) this.#checkRight('roster');
        return undefined;
      default:
        if (!('seq' in message && 'at' in message))
          return unasked.has(message.type) ? undefined : message.type;
        if (message.seq !== this.#last! + 1) this.#break(`heard entry ${message.seq} after ${this.#last}`);
        this.#last = message.seq;
        if (message.type === 'message' && !message.removed && message.from.id === this.#id)
          this.#checkText(message.draftId, message.text);
        return undefined;
    }
  }

  #enter({ you, capabilities, may = [], here, entries, resumed, head }: Welcome): void {
    this.#stage = 'present';
    this.#id = you.id;
    this.#name = you.name;
    this.#checkRights(may);
    if (here) this.#checkRight('roster');
    if (entries.length > 0) this.#checkRight('history');
    this.#capabilities = capabilities;
    this.#last = entries.at(-1)?.seq ?? (resumed ? this.#last : head);
  }

  #checkRights(may: readonly string[]): void {
    this.#toldMay = listOf(may);
    if (this.#toldMay !== listOf(this.#may)) this.#break(`told that it may ${this.#toldMay}`);
  }

  #checkRight(capability: string): void {
    if (!this.#may.has(capability)) this.#break(`did what takes “${capability}”`);
  }

  #checkAccepted(draftId: string): void {
    const acts = this.#dueActs.filter((act) => act.draftId === draftId);
    if (!acts.some(({ type }) => this.#may.has(type))) this.#break('what it may not do was accepted');
    if (acts.length === 1 && Array.from(acts[0]!.text ?? '').length > textCharacters)
      this.#break('a text that is too long was accepted');
  }

  /** An echo says what was written; of several drafts under one id, one of them. */
  #checkText(draftId: string, text: string): void {
    const acts = this.#dueActs.filter((act) => act.draftId === draftId && act.type === 'post');
    if (acts.length > 0 && !acts.some((act) => act.text?.toWellFormed() === text))
      this.#break(`an echo says ${JSON.stringify(text.slice(0, 100))}`);
  }

  #break(what: string): never {
    throw new Broken(
      `${what}; it had said ${JSON.stringify(this.#said.map((frame) => frame.slice(0, 500)))}`,
    );
  }
}

function listOf(may: Iterable<string>): string {
  return [...may].sort().join();
}

const answers: ReadonlyMap<Reading['kind'], string> = new Map([
  ['history', 'page'],
  ['rename', 'renamed'],
  ['ping', 'pong'],
]);
