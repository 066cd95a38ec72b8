// Has the chats of a page drawn anew when a day ends: what was today is then yesterday. One timer for all of them.
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** A clock may be set, and a machine may sleep over midnight. */
const lookMs = 60_000;

const hosts = new Set<ReactiveControllerHost>();
let timer: ReturnType<typeof setInterval> | undefined;
let day = '';

export class DayWatch implements ReactiveController {
  readonly #host: ReactiveControllerHost;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    if (hosts.size === 0) {
      day = today();
      timer = setInterval(look, lookMs);
    }
    hosts.add(this.#host);
  }

  hostDisconnected(): void {
    hosts.delete(this.#host);
    if (hosts.size === 0) clearInterval(timer);
  }
}

function look(): void {
  if (today() === day) return;
  day = today();
  for (const host of hosts) host.requestUpdate();
}

function today(): string {
  return new Date().toDateString();
}
