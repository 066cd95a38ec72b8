// The workers as the primary keeps them: each has a place, and who dies in it is replaced.
import type { PrimarySaid, PrimarysEnd, WorkerSaid } from './messages.ts';
import { endSentence, hopelessSentence, isHopeless, isSteady, restMs } from './restarts.ts';

export interface WorkerProcess {
  readonly channel: PrimarysEnd;
  /** Called once; `how` is its exit code or a signal. */
  onExit(ended: (how: string) => void): void;
  kill(): void;
}

export interface CrewOptions {
  readonly count: number;
  /** Starts the process and tells it to begin; the first one of all greets, until it is ready. */
  readonly begin: (worker: number, greets: boolean) => WorkerProcess;
  readonly clock: { now(): number; after(ms: number, run: () => void): () => void };
  readonly advise: (sentence: string) => void;
}

type Ready = Extract<WorkerSaid, { type: 'ready' }>;

type Place = { deaths: number; whyFailed?: string | undefined } & { state: PlaceState };
type PlaceState =
  | { readonly is: 'starting'; readonly process: WorkerProcess }
  | { readonly is: 'ready'; readonly process: WorkerProcess; readonly since: number }
  | { readonly is: 'resting'; readonly stopTimer: () => void }
  | { readonly is: 'empty' };

type State =
  | { readonly is: 'starting'; resolve(first: Ready): void; reject(error: Error): void }
  | { readonly is: 'started' }
  | { readonly is: 'stopping'; resolve(): void; reject(error: Error): void };

/** The workers cannot be started; the message is a sentence with its cure. */
export class WorkersUnavailable extends Error {
  override readonly name = 'WorkersUnavailable';
}

export class Crew {
  readonly #options: CrewOptions;
  readonly #places: readonly Place[];
  #state: State = { is: 'started' };
  #first: Ready | undefined;

  constructor(options: CrewOptions) {
    this.#options = options;
    this.#places = Array.from({ length: options.count }, () => ({ deaths: 0, state: { is: 'empty' } }));
  }

  /** Resolves with what the first one said when all are ready; rejects with WorkersUnavailable, and none is left. */
  start(): Promise<Ready> {
    return new Promise((resolve, reject) => {
      this.#state = { is: 'starting', resolve, reject };
      // The others once it is known that one can.
      this.#fill(1);
    });
  }

  /** Resolves when all have ended in order; rejects with what one says that could not. */
  stop(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#state = { is: 'stopping', resolve, reject };
      for (const place of this.#places) {
        if (place.state.is === 'resting') {
          place.state.stopTimer();
          place.state = { is: 'empty' };
        } else if (place.state.is !== 'empty') place.state.process.channel.send({ type: 'stop' });
      }
      this.#lookWhetherAllLeft();
    });
  }

  /** To everyone that there is. */
  tell(said: PrimarySaid): void {
    for (const { state } of this.#places)
      if (state.is === 'starting' || state.is === 'ready') state.process.channel.send(said);
  }

  /** At once, and without a word. */
  kill(): void {
    for (const { state } of this.#places) {
      if (state.is === 'resting') state.stopTimer();
      else if (state.is !== 'empty') state.process.kill();
    }
  }

  #fill(worker: number): void {
    const place = this.#placeOf(worker);
    const process = this.#options.begin(worker, this.#first === undefined);
    place.state = { is: 'starting', process };
    process.channel.hear((said) => {
      if (said.type === 'ready') this.#ready(place, process, said);
      else if (said.type === 'failed') {
        place.whyFailed = said.sentence;
        process.kill();
      }
    });
    process.onExit((how) => this.#ended(worker, how));
  }

  #ready(place: Place, process: WorkerProcess, said: Ready): void {
    place.state = { is: 'ready', process, since: this.#options.clock.now() };
    if (this.#state.is !== 'starting') return;
    if (!this.#first) {
      this.#first = said;
      for (let worker = 2; worker <= this.#places.length; worker++) this.#fill(worker);
    }
    if (this.#places.some(({ state }) => state.is !== 'ready')) return;
    const { resolve } = this.#state;
    this.#state = { is: 'started' };
    resolve(this.#first);
  }

  #ended(worker: number, how: string): void {
    const place = this.#placeOf(worker);
    const { state, whyFailed } = place;
    place.state = { is: 'empty' };
    if (this.#state.is === 'stopping') return this.#lookWhetherAllLeft();
    place.whyFailed = undefined;
    const wasSteady = state.is === 'ready' && isSteady(this.#options.clock.now() - state.since);
    place.deaths = wasSteady ? 1 : place.deaths + 1;
    if (this.#state.is === 'starting') {
      const why =
        whyFailed ?? (isHopeless(place.deaths) ? hopelessSentence(worker, place.deaths, how) : undefined);
      if (why !== undefined) return this.#giveUp(this.#state.reject, why);
    }
    this.#options.advise(endSentence(worker, how, whyFailed));
    const stopTimer = this.#options.clock.after(restMs(place.deaths), () => this.#fill(worker));
    place.state = { is: 'resting', stopTimer };
  }

  #giveUp(reject: (error: Error) => void, sentence: string): void {
    this.#state = { is: 'stopping', resolve: () => reject(new WorkersUnavailable(sentence)), reject };
    this.kill();
    for (const place of this.#places) if (place.state.is === 'resting') place.state = { is: 'empty' };
    this.#lookWhetherAllLeft();
  }

  #lookWhetherAllLeft(): void {
    if (this.#state.is !== 'stopping' || this.#places.some(({ state }) => state.is !== 'empty')) return;
    const failed = this.#places.find(({ whyFailed }) => whyFailed !== undefined);
    if (failed) this.#state.reject(new WorkersUnavailable(failed.whyFailed));
    else this.#state.resolve();
  }

  #placeOf(worker: number): Place {
    return this.#places[worker - 1]!;
  }
}
