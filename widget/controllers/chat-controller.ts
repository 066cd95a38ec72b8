// Hangs a chat on a host: makes the client for a server and a room, makes it anew when these change,
// and lets it rest while the host is not in the page.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ChatState } from '../chat-state.ts';
import { ChatClient } from '../client.ts';

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
  #name: string | undefined;
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
    // Back in the page, it goes on where it was, drafts and all; one that was only moved never stopped.
    this.#client?.start();
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.#client?.close();
    });
  }

  hostUpdate(): void {
    if (!this.#host.isConnected) return;
    const { server, room, name, history } = this.#target();
    const url = server === undefined ? undefined : serverUrl(server);
    const key = url && `${url} ${room}`;
    if (key !== this.#clientKey) {
      this.#stop?.();
      this.#client?.close();
      this.#clientKey = key;
      this.#client = url ? new ChatClient({ server: url, room, name, history }) : undefined;
      this.#stop = this.#client?.subscribe(() => this.#host.requestUpdate());
      this.#client?.start();
    } else if (name && name !== this.#name) this.#client?.callMyself(name);
    this.#name = name;
  }
}

/** As `https://chat.example.com/`, with the closing slash that relative addresses need. */
function serverUrl(server: string): string | undefined {
  const withSlash = server.endsWith('/') ? server : `${server}/`;
  if (!URL.canParse(withSlash, location.href)) return undefined;
  const { href, protocol } = new URL(withSlash, location.href);
  return protocol === 'http:' || protocol === 'https:' ? href : undefined;
}
