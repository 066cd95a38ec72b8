// Hangs a chat on a host: makes the client for a server and a room, makes it anew when these change,
// and lets it go when the host has left the page.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ChatClient, type ChatState } from '../client.ts';

export interface ChatTarget {
  readonly server: string | undefined;
  readonly room: string;
  readonly name: string | undefined;
  readonly history: number | undefined;
}

export class ChatController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #target: () => ChatTarget;
  #client: ChatClient | undefined;
  #clientKey: string | undefined;
  #stop: (() => void) | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, target: () => ChatTarget) {
    this.#host = host;
    this.#target = target;
    host.addController(this);
  }

  get client(): ChatClient | undefined {
    return this.#client;
  }

  get state(): ChatState | undefined {
    return this.#client?.state;
  }

  hostConnected(): void {
    // A host that comes back to the page gets a client again; one that was only moved still has it.
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.#end();
    });
  }

  hostUpdate(): void {
    if (!this.#host.isConnected) return;
    const { server, room, name, history } = this.#target();
    const url = server === undefined ? undefined : serverUrl(server);
    const key = url && JSON.stringify([url, room, name, history]);
    if (key === this.#clientKey) return;
    this.#end();
    this.#clientKey = key;
    if (!url) return;
    const client = new ChatClient({ server: url, room, name, history });
    this.#stop = client.subscribe(() => this.#host.requestUpdate());
    this.#client = client;
    client.start();
  }

  #end(): void {
    this.#stop?.();
    this.#client?.close();
    this.#client = undefined;
    this.#clientKey = undefined;
  }
}

/** As `https://chat.example.com/`, with the closing slash that relative addresses need. */
function serverUrl(server: string): string | undefined {
  const withSlash = server.endsWith('/') ? server : `${server}/`;
  if (!URL.canParse(withSlash, location.href)) return undefined;
  const { href, protocol } = new URL(withSlash, location.href);
  return protocol === 'http:' || protocol === 'https:' ? href : undefined;
}
