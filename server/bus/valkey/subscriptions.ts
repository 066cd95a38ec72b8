// Which topics a line is subscribed to. While one change is under way the next gathers, so that a thousand
// rooms which are loaded at once cost two commands, and a single one waits for nothing.

/** What the line’s connection does; each resolves when it is confirmed, in the order of the calls. */
export interface Subscriber {
  subscribe(topics: readonly string[]): Promise<unknown>;
  unsubscribe(topics: readonly string[]): Promise<unknown>;
}

export interface SubscriptionEvents {
  /** A confirmation came after those who waited for it had been let go: they have missed something. */
  late(): void;
  failed(why: unknown): void;
}

/** A room is not kept closed for long because the bus is slow. */
export const patienceMs = 1_000;

/** The engine does one command at a time, for all nodes. */
const topicsInCommand = 1_000;

export class Subscriptions {
  readonly #wanted: ReadonlySet<string>;
  readonly #subscriber: Subscriber;
  readonly #events: SubscriptionEvents;
  /** As the last command for each of them says. */
  readonly #held = new Set<string>();
  #changed: Set<string>;
  #gathering: Promise<void> | undefined;
  #underWay: Promise<void> = Promise.resolve();

  /** `wanted` is the owner’s own, and changes under it. */
  constructor(wanted: ReadonlySet<string>, subscriber: Subscriber, events: SubscriptionEvents) {
    this.#wanted = wanted;
    this.#subscriber = subscriber;
    this.#events = events;
    this.#changed = new Set(wanted);
  }

  /** To be called after `wanted` changed; resolves once that is in effect, or after some patience. */
  changed(topic: string): Promise<void> {
    this.#changed.add(topic);
    return this.settled();
  }

  settled(): Promise<void> {
    return (this.#gathering ??= this.#underWay.then(() => this.#send()));
  }

  #send(): Promise<void> {
    this.#gathering = undefined;
    const changed = [...this.#changed];
    this.#changed = new Set();
    const come = changed.filter((topic) => this.#wanted.has(topic) && !this.#held.has(topic));
    const gone = changed.filter((topic) => !this.#wanted.has(topic) && this.#held.has(topic));
    for (const topic of come) this.#held.add(topic);
    for (const topic of gone) this.#held.delete(topic);
    return (this.#underWay = this.#confirmed([
      ...pieces(come).map((topics) => this.#subscriber.subscribe(topics)),
      ...pieces(gone).map((topics) => this.#subscriber.unsubscribe(topics)),
    ]));
  }

  /** Never rejects: what fails ends the line, and those who wait are told by `missed`. */
  #confirmed(commands: readonly Promise<unknown>[]): Promise<void> {
    const all = Promise.all(commands);
    return new Promise((resolve) => {
      let done = (): void => {
        clearTimeout(patience);
        resolve();
      };
      const patience = setTimeout(() => {
        done = () => this.#events.late();
        resolve();
      }, patienceMs);
      all.then(
        () => done(),
        (why: unknown) => {
          clearTimeout(patience);
          this.#events.failed(why);
          resolve();
        },
      );
    });
  }
}

function pieces(topics: readonly string[]): readonly (readonly string[])[] {
  const count = Math.ceil(topics.length / topicsInCommand);
  return Array.from({ length: count }, (_, index) =>
    topics.slice(index * topicsInCommand, (index + 1) * topicsInCommand),
  );
}
