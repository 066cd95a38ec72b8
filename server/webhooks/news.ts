// What the operator is told of one webhook: once that it fails, once that it works again, and what was given up.
import type { Telemetry } from '../telemetry/telemetry.ts';

export class News {
  readonly #name: string;
  readonly #telemetry: Pick<Telemetry, 'advised'>;
  #complaint: string | undefined;

  constructor(name: string, telemetry: Pick<Telemetry, 'advised'>) {
    this.#name = name;
    this.#telemetry = telemetry;
  }

  /** Why it took nothing the last time; undefined once it has taken something. */
  get complaint(): string | undefined {
    return this.#complaint;
  }

  refused(reason: string): void {
    if (this.#complaint === undefined)
      this.#tell(
        `does not take what it is told: ${reason} It is tried again, and nothing is lost meanwhile.`,
      );
    this.#complaint = reason;
  }

  taken(): void {
    if (this.#complaint === undefined) return;
    this.#complaint = undefined;
    this.#tell('takes what it is told again.');
  }

  gaveUp(room: string, seq: number, attempts: number, reason: string): void {
    this.#tell(
      `did not take entry ${seq} of ${room} in ${attempts} attempts, and it was given up: ${reason} Send it again from the console, once that is mended.`,
    );
  }

  turnedOff(reason: string): void {
    this.#tell(
      `is off: ${reason} Take it out of the configuration, or start the chat again once it is back.`,
    );
  }

  #tell(what: string): void {
    this.#telemetry.advised(`The webhook ${this.#name} ${what}`);
  }
}
