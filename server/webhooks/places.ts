// How far one webhook is, ahead of the disk: what it reached is gathered and written once a second, so that a busy
// webhook costs the log a commit a second. What a crash takes of it is sent again.
import type { Clock } from '../clock.ts';
import type { WebhookChange, WebhookPlace, WebhookStore } from '../log/webhook-store.ts';

const everyMs = 1_000;

export interface PlacesServices {
  readonly store: Pick<WebhookStore, 'changeWebhook'>;
  readonly clock: Pick<Clock, 'after'>;
  readonly onFailure: (error: unknown) => void;
}

export class Places {
  readonly #webhook: string;
  readonly #services: PlacesServices;
  #gathered = new Map<string, WebhookPlace>();
  /** On their way to the disk, or since somebody looks there: what they find may be of before. */
  readonly #fresh = new Map<string, WebhookPlace>();
  #state: string | undefined;
  #lookers = 0;
  #last: Promise<void> = Promise.resolve();
  #stopTimer: (() => void) | undefined;
  #isClosed = false;

  constructor(webhook: string, services: PlacesServices) {
    this.#webhook = webhook;
    this.#services = services;
  }

  /** What is known better here than on the disk. */
  of(room: string): WebhookPlace | undefined {
    return this.#gathered.get(room) ?? this.#fresh.get(room);
  }

  reached(place: WebhookPlace): void {
    this.#gathered.set(place.room, place);
    this.#schedule();
  }

  /** How the webhook is, as JSON. */
  said(state: string): void {
    this.#state = state;
    this.#schedule();
  }

  /** Gives an entry up and goes on after it, in one change; rejects where that is not on disk. */
  async buried(place: WebhookPlace, letter: Exclude<WebhookChange['bury'], undefined>): Promise<void> {
    await this.#services.store.changeWebhook({ webhook: this.#webhook, places: [place], bury: letter });
    this.reached(place);
  }

  /** While somebody looks on the disk, what was reached is remembered; returns the end of it. */
  looking(): () => void {
    this.#lookers++;
    return () => {
      this.#lookers--;
    };
  }

  /** Writes what is left. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#stopTimer?.();
    await this.#flush();
  }

  #schedule(): void {
    if (this.#isClosed) return;
    this.#stopTimer ??= this.#services.clock.after(everyMs, () => {
      this.#stopTimer = undefined;
      void this.#flush();
    });
  }

  #flush(): Promise<void> {
    return (this.#last = this.#last.then(() => this.#write()));
  }

  async #write(): Promise<void> {
    const [gathered, state] = [this.#gathered, this.#state];
    if (gathered.size === 0 && state === undefined) return;
    this.#gathered = new Map();
    this.#state = undefined;
    for (const [room, place] of gathered) this.#fresh.set(room, place);
    const change = { webhook: this.#webhook, places: [...gathered.values()] };
    try {
      await this.#services.store.changeWebhook(state === undefined ? change : { ...change, state });
    } catch (error) {
      this.#services.onFailure(error);
      // What was reached since counts.
      this.#gathered = new Map([...gathered, ...this.#gathered]);
      this.#state ??= state;
      this.#schedule();
      return;
    }
    // Whoever looks from now on finds it.
    if (this.#lookers === 0) this.#fresh.clear();
  }
}
