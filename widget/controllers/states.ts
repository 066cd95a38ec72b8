// How the chat stands, for the page's own CSS, as in `ws-chat:state(offline)`.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { attempt } from '../attempt.ts';
import type { LinkState } from '../connection/link.ts';

export interface Standing {
  readonly link: LinkState['kind'] | undefined;
  /** The reader follows what comes. */
  readonly pinned: boolean;
  readonly unread: boolean;
  /** Older messages are on their way. */
  readonly busy: boolean;
  /** There is nothing to write in. */
  readonly readonly: boolean;
}

export class States implements ReactiveController {
  readonly #standing: () => Standing;
  readonly #states: CustomStateSet | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, standing: () => Standing) {
    this.#standing = standing;
    this.#states = attempt(() => host.attachInternals().states);
    host.addController(this);
  }

  hostUpdated(): void {
    const { link, ...rest } = this.#standing();
    const all = {
      ...rest,
      connected: link === 'live',
      connecting: 'connecting greeting asking'.includes(link!),
      offline: 'waiting away stopped'.includes(link!),
    };
    for (const [name, on] of Object.entries(all))
      // Older browsers want other names, or have none.
      attempt(() => (on ? this.#states!.add(name) : this.#states!.delete(name)));
  }
}
