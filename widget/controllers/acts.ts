// What the reader asks of the parts, done: the parts tell it by events, here it becomes a deed. What one writes comes
// with where one writes.
import type { ReactiveController } from 'lit';
import type { PartEvent } from '../elements/part.ts';
import type { RowAct } from '../elements/row-act.ts';
import type { RowActs } from '../later/row-acts.ts';
import type { ActsHost, ActsOptions } from './acts-options.ts';

export class Acts implements ReactiveController {
  readonly #host: ActsHost;
  readonly #options: ActsOptions;
  /** Comes with where one writes. */
  writing: unknown;
  #rowActs: RowActs | undefined;

  constructor(host: ActsHost, options: ActsOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  /** Whether a message is on its way to be shown. */
  get isSeeking(): boolean {
    return this.#rowActs?.isSeeking ?? false;
  }

  hostConnected(): void {
    const { renderRoot } = this.#host;
    for (const [type, act] of Object.entries(this.#handlers))
      renderRoot.addEventListener(type, act as (event: Event) => void);
  }

  get host(): ActsHost {
    return this.#host;
  }

  get options(): ActsOptions {
    return this.#options;
  }

  /** Shows the message with this seq, however far back. */
  goTo(seq: number): void {
    this.#act({ kind: 'jump', seq });
  }

  /** Changes what the visitor said last. */
  editLast(): void {
    void this.#withRowActs((acts) => acts.editLast());
  }

  readonly #handlers = {
    'chat-act': ({ detail: act }: PartEvent<RowAct>) => this.#act(act),
    'chat-older': () => this.#options.reading.loadOlder(),
    'chat-newer': () => this.#options.reading.loadNewer(),
    'chat-latest': () => this.#options.reading.toLatest(),
    'chat-read': () => this.#options.mark.sawAll(this.#options.chat.state?.timeline.last ?? 0),
    'chat-strayed': () => this.#host.requestUpdate(),
    'chat-skipped': ({ detail: from }: PartEvent<number>) => this.#options.chat.unskip(from),
    'chat-missing': () => this.#options.say(this.#options.strings().noConnection),
    'chat-leave': () => this.#options.composer()?.focus(),
  };

  #act(act: RowAct): void {
    void this.#withRowActs((acts) => acts.act(act));
  }

  async #withRowActs(run: (acts: RowActs) => void): Promise<void> {
    const { say, strings } = this.#options;
    try {
      const { RowActs } = await import('../later/row-acts.ts');
      this.#rowActs ??= new RowActs(this.#host, this.#options);
    } catch {
      return say(strings().noConnection);
    }
    run(this.#rowActs);
  }
}
