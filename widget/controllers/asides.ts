// The lines beside the conversation: who came and went, and what the reader has folded away.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { PartEvent } from '../elements/part.ts';
import { noComings, reduceComings, type PresencePolicy, type RosterSeen } from '../presence/comings.ts';
import { createMuteFold } from '../rows/fold-muted.ts';
import type { Row } from '../rows/row.ts';
import { withComings } from '../rows/with-comings.ts';

interface AsidesHost extends ReactiveControllerHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
}

export class Asides implements ReactiveController {
  readonly #host: AsidesHost;
  readonly #fold = createMuteFold();
  #comings = noComings;
  /** Keys of messages that the reader wants to see although their author is muted. */
  #shown: ReadonlySet<string> = new Set();

  constructor(host: AsidesHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.renderRoot.addEventListener('chat-show', this.#onShow);
  }

  /** Hears who is here, as often as anything has changed. */
  hear(seen: RosterSeen, policy: PresencePolicy): void {
    this.#comings = reduceComings(this.#comings, seen, policy);
  }

  /** The rows with the lines among them. */
  among(rows: readonly Row[], muted: ReadonlyMap<string, string>): readonly Row[] {
    return withComings(this.#fold(rows, muted, this.#shown), this.#comings.rows);
  }

  readonly #onShow = (event: Event): void => {
    this.#shown = new Set([...this.#shown, ...(event as PartEvent<readonly string[]>).detail]);
    this.#host.requestUpdate();
  };
}
