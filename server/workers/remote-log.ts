// The log as a worker has it: each question goes to the primary, which holds the file, and comes back with its
// answer. What is under way when the primary ends is rejected: nobody knows how far it came.
import type { AuditQuery, RoomQuery, TheirPlace } from '../log/archive.ts';
import type { KeepingChange } from '../log/keeping.ts';
import { LogUnavailable, type DraftRecord, type LogRange, type OnExpired } from '../log/log.ts';
import type { StandingChange } from '../log/standing.ts';
import type { DueQuery, LetterQuery, WebhookChange } from '../log/webhook-store.ts';
import type { HostedLog, LogQuestion, PrimarySaid, Problem, WorkersEnd } from './messages.ts';

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
  readonly onExpired?: OnExpired | undefined;
}

export class RemoteLog implements HostedLog {
  readonly #channel: WorkersEnd;
  readonly #waiting = new Map<number, Waiting>();
  readonly #doubters: (() => void)[] = [];
  #lastId = 0;
  #epoch: string;
  /** Why nothing can be asked any more. */
  #over: LogUnavailable | undefined;
  #onIdle = (): void => {};

  /** `epoch` is the log’s when the channel was made. */
  constructor(channel: WorkersEnd, epoch: string) {
    this.#channel = channel;
    this.#epoch = epoch;
    channel.hear((said) => this.#hear(said));
    channel.onEnd(() =>
      this.#end(new LogUnavailable('The process that keeps the log ended, and with it the answer.')),
    );
  }

  get epoch(): string {
    return this.#epoch;
  }

  append(drafts: readonly DraftRecord[]) {
    return this.#ask('append', drafts);
  }

  read(room: string, range: LogRange) {
    return this.#ask('read', room, range);
  }

  probe() {
    return this.#ask('probe');
  }

  expire(before: number, onExpired?: OnExpired, except?: ReadonlyMap<string, number>): Promise<void> {
    return this.#send('expire', [before, undefined, except], onExpired);
  }

  erase(participant: string) {
    return this.#ask('erase', participant);
  }

  backUp(path: string) {
    return this.#ask('backUp', path);
  }

  readStanding(room: string, now: number) {
    return this.#ask('readStanding', room, now);
  }

  changeStanding(change: StandingChange) {
    return this.#ask('changeStanding', change);
  }

  readAudit(room: string, before: number, limit: number) {
    return this.#ask('readAudit', room, before, limit);
  }

  readKeeping(now: number) {
    return this.#ask('readKeeping', now);
  }

  changeKeeping(change: KeepingChange) {
    return this.#ask('changeKeeping', change);
  }

  findRooms(query: RoomQuery) {
    return this.#ask('findRooms', query);
  }

  readTheirs(participant: string, after: TheirPlace | undefined, limit: number) {
    return this.#ask('readTheirs', participant, after, limit);
  }

  findAudit(query: AuditQuery) {
    return this.#ask('findAudit', query);
  }

  mayDeliver() {
    return this.#ask('mayDeliver');
  }

  beginWebhook(webhook: string, patterns: readonly string[]) {
    return this.#ask('beginWebhook', webhook, patterns);
  }

  findDue(query: DueQuery) {
    return this.#ask('findDue', query);
  }

  dueIn(webhook: string, room: string) {
    return this.#ask('dueIn', webhook, room);
  }

  changeWebhook(change: WebhookChange) {
    return this.#ask('changeWebhook', change);
  }

  readWebhookStates() {
    return this.#ask('readWebhookStates');
  }

  findDeadLetters(query: LetterQuery) {
    return this.#ask('findDeadLetters', query);
  }

  wantDeadLetter(id: number) {
    return this.#ask('wantDeadLetter', id);
  }

  heads(rooms: readonly string[]) {
    return this.#ask('heads', rooms);
  }

  renewEpoch(former: string) {
    return this.#ask('renewEpoch', former);
  }

  secret(name: string, candidate: string) {
    return this.#ask('secret', name, candidate);
  }

  watch(onDoubt: () => void): void {
    this.#doubters.push(onDoubt);
  }

  /** Resolves when everything that was asked is answered. The log itself stays open, for others. */
  async close(): Promise<void> {
    if (this.#waiting.size > 0) await new Promise<void>((resolve) => (this.#onIdle = resolve));
    this.#over ??= new LogUnavailable('The log was closed.');
  }

  #ask<Question extends LogQuestion>(question: Question, ...given: Parameters<HostedLog[Question]>) {
    return this.#send<Awaited<ReturnType<HostedLog[Question]>>>(question, given);
  }

  #send<Result>(question: LogQuestion, given: readonly unknown[], onExpired?: OnExpired): Promise<Result> {
    if (this.#over) return Promise.reject(this.#over);
    const id = ++this.#lastId;
    return new Promise<Result>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, onExpired });
      this.#channel.send({ type: 'ask', id, question, given });
    });
  }

  #hear(said: PrimarySaid): void {
    switch (said.type) {
      case 'epoch':
        this.#epoch = said.epoch;
        for (const doubt of this.#doubters) doubt();
        return;
      case 'expired':
        for (const [room, seq] of said.rooms) this.#waiting.get(said.id)?.onExpired?.(room, seq);
        return;
      case 'answer':
        return this.#settle(said.id, (waiting) => waiting.resolve(said.result));
      case 'problem':
        return this.#settle(said.id, (waiting) => waiting.reject(errorOf(said.problem)));
      // What else the primary says is for others.
      default:
    }
  }

  #settle(id: number, settle: (waiting: Waiting) => void): void {
    const waiting = this.#waiting.get(id);
    if (!waiting) return;
    this.#waiting.delete(id);
    settle(waiting);
    if (this.#waiting.size === 0) this.#onIdle();
  }

  #end(why: LogUnavailable): void {
    this.#over ??= why;
    for (const id of [...this.#waiting.keys()]) this.#settle(id, ({ reject }) => reject(why));
  }
}

function errorOf({ message, isWhole }: Problem): Error {
  return isWhole ? new LogUnavailable(message) : new Error(message);
}
