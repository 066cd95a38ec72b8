// Hangs the reader's choices on a host: those that are kept for its server, also as another tab changes them.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { keepChoices, readChoices, usualChoices, type Choices } from '../choices.ts';
import { browserKeep, type Keep } from '../storage.ts';

export class ChoiceKeeper implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #server: () => string | undefined;
  #keep: Keep | undefined;
  #keptFor: string | undefined;
  #choices = usualChoices;
  #stop: (() => void) | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, server: () => string | undefined) {
    this.#host = host;
    this.#server = server;
    host.addController(this);
  }

  get choices(): Choices {
    return this.#choices;
  }

  choose(change: Partial<Choices>): void {
    if (this.#keep) keepChoices(this.#keep, change);
  }

  hostUpdate(): void {
    const server = this.#host.isConnected ? this.#server() : undefined;
    if (server === this.#keptFor) return;
    this.hostDisconnected();
    this.#keptFor = server;
    this.#keep = server === undefined ? undefined : browserKeep(server);
    this.#choices = this.#keep ? readChoices(this.#keep) : usualChoices;
    this.#stop = this.#keep?.onChange(() => {
      this.#choices = readChoices(this.#keep!);
      this.#host.requestUpdate();
    });
  }

  hostDisconnected(): void {
    this.#stop?.();
    this.#stop = this.#keptFor = undefined;
  }
}
