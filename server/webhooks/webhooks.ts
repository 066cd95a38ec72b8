// All webhooks of this server: has them delivered by whichever process may, and tells how they are.
import type { Clock } from '../clock.ts';
import type { Log } from '../log/log.ts';
import type { DeadLetter, WebhookStore } from '../log/webhook-store.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { Courier } from './courier.ts';
import { Sender } from './sender.ts';
import type { Webhook } from './webhook.ts';

/** Between two looks where others write to the log as well, and where all is hinted at. */
const sharedMs = 1_000;
const aloneMs = 30_000;

/** The log has to answer others too: so many times as long as a look took, there is none. */
const restsOfLook = 20;

export interface WebhooksServices {
  readonly log: Pick<Log, 'read'> & WebhookStore;
  /** Whether others may write to it. */
  readonly isShared: boolean;
  readonly clock: Clock;
  readonly random?: () => number;
  readonly telemetry: Pick<Telemetry, 'advised' | 'failed'>;
}

export class Webhooks {
  readonly #webhooks: readonly Webhook[];
  readonly #services: WebhooksServices;
  /** While this process delivers. */
  #couriers: readonly Courier[] = [];
  #round: Promise<void> | undefined;
  #stopTimer: () => void = () => {};
  /** Somebody wants a look that begins from now on. */
  #isAsked = false;
  #isFailing = false;
  #isClosed = false;

  constructor(webhooks: readonly Webhook[], services: WebhooksServices) {
    this.#webhooks = webhooks;
    this.#services = services;
  }

  /** Resolves when what is written from now on is told, if nobody else sees to that. */
  async start(): Promise<void> {
    if (this.#webhooks.length === 0) return;
    await this.#takeOver();
    this.look();
  }

  /** Something was written in a room. */
  hint(room: string): void {
    for (const courier of this.#couriers) courier.hint(room);
  }

  /** Now, and then every so often; where another process delivers, it sees to it itself. */
  look(): void {
    if (this.#isClosed || this.#webhooks.length === 0) return;
    this.#isAsked = true;
    this.#round ??= this.#lookOn().finally(() => (this.#round = undefined));
  }

  /** As they were last, on whichever process. */
  async list(): Promise<readonly { readonly webhook: Webhook; readonly state: string | undefined }[]> {
    const states = await this.#services.log.readWebhookStates();
    return this.#webhooks.map((webhook) => ({ webhook, state: states.get(webhook.name) }));
  }

  letters(before: number, limit: number): Promise<readonly DeadLetter[]> {
    return this.#services.log.findDeadLetters({ before, limit });
  }

  /** Has a letter sent again; resolves with whether there is such a one. */
  async sendAgain(id: number): Promise<boolean> {
    const isThere = await this.#services.log.wantDeadLetter(id);
    this.look();
    return isThere;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#stopTimer();
    const former = this.#couriers;
    this.#couriers = [];
    await Promise.all([this.#round, ...former.map((courier) => courier.close())]);
  }

  async #lookOn(): Promise<void> {
    const { clock, isShared } = this.#services;
    this.#stopTimer();
    const startedAt = clock.now();
    while (this.#isAsked && !this.#isClosed) {
      this.#isAsked = false;
      await this.#lookOnce();
    }
    if (this.#isClosed) return;
    const restMs = Math.max(isShared ? sharedMs : aloneMs, restsOfLook * (clock.now() - startedAt));
    this.#stopTimer = clock.after(restMs, () => this.look());
  }

  async #lookOnce(): Promise<void> {
    try {
      await this.#takeOver();
      await Promise.all(this.#couriers.map((courier) => courier.look()));
    } catch (error) {
      this.#failed(error);
    }
  }

  /** Becomes the one that delivers, or ceases to be, as the log says. */
  async #takeOver(): Promise<void> {
    const { log } = this.#services;
    const mayDeliver = await log.mayDeliver();
    this.#isFailing = false;
    if (mayDeliver === this.#couriers.length > 0 || this.#isClosed) return;
    const former = this.#couriers;
    this.#couriers = [];
    await Promise.all(former.map((courier) => courier.close()));
    if (!mayDeliver) return;
    const couriers = this.#webhooks.map((webhook) => this.#courierOf(webhook));
    for (const courier of couriers) await courier.begin();
    this.#couriers = couriers;
  }

  #courierOf(webhook: Webhook): Courier {
    const { log, clock, telemetry, random = Math.random } = this.#services;
    return new Courier(webhook, {
      ...{ log, store: log, clock, random, telemetry },
      // One each, so that its end ends nobody else’s.
      sender: new Sender({ clock }),
      onFailure: (error) => this.#failed(error),
    });
  }

  /** Once is enough to tell. */
  #failed(error: unknown): void {
    if (!this.#isFailing) this.#services.telemetry.failed('The log failed, and webhooks wait', error);
    this.#isFailing = true;
  }
}
