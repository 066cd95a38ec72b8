// Hangs on a host what its reader has chosen before, for its server.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { readChoices, usualChoices } from '../choices.ts';
import { browserKeep, type Keep } from '../storage.ts';

export class ChoiceKeeper implements ReactiveController {
  readonly #server: () => string | undefined;
  #keptFor: string | undefined;
  keep: Keep | undefined;
  choices = usualChoices;

  constructor(host: ReactiveControllerHost, server: () => string | undefined) {
    this.#server = server;
    host.addController(this);
  }

  hostUpdate(): void {
    const server = this.#server();
    if (server === this.#keptFor) return;
    this.#keptFor = server;
    this.keep = server === undefined ? undefined : browserKeep(server);
    this.read();
  }

  /** Takes what is kept by now. */
  read(): void {
    this.choices = this.keep ? readChoices(this.keep) : usualChoices;
  }
}
