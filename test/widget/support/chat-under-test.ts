// The whole element in a page; the test speaks for its server.
import type { ServerMessage, Welcome } from '../../../protocol/server-messages.ts';
import { define } from '../../../widget/define.ts';
import type { ChatLog } from '../../../widget/later/chat-log.ts';
import type { WsChat } from '../../../widget/ws-chat.ts';
import { fresh } from './frames.ts';
import { createPlace, rendered } from './stage.ts';
import { standInForWebSocket } from './stand-in-socket.ts';
import { until } from './until.ts';
import type { VirtualSocket } from './virtual-surroundings.ts';

define();

let servers = 0;

/** Nobody has a token or a name there yet. */
export const newServer = () => `https://chat-${Math.random()}-${servers++}.example/`;

export class ChatUnderTest {
  readonly element: WsChat;
  readonly sockets: VirtualSocket[];

  /** In the page, and its first socket there. */
  static async create(properties: Partial<WsChat> = {}): Promise<ChatUnderTest> {
    const sockets = standInForWebSocket();
    const element = document.createElement('ws-chat');
    Object.assign(element, { server: newServer(), ...properties });
    createPlace().append(element);
    const chat = new ChatUnderTest(element, sockets);
    await until('a socket is there', () => sockets.length > 0);
    await chat.rendered();
    return chat;
  }

  constructor(element: WsChat, sockets: VirtualSocket[]) {
    this.element = element;
    this.sockets = sockets;
  }

  get root(): ShadowRoot {
    return this.element.shadowRoot!;
  }

  get socket(): VirtualSocket {
    return this.sockets.at(-1)!;
  }

  get log(): ChatLog | null {
    return this.root.querySelector('ws-chat-log');
  }

  get texts(): string[] {
    return [...this.root.querySelectorAll('.text')].map(({ textContent }) => textContent.trim());
  }

  get field(): HTMLTextAreaElement {
    return this.root.querySelector('textarea')!;
  }

  /** Pixels between what is seen of the log and its end. */
  get below(): number {
    const { scrollHeight, scrollTop, clientHeight } = this.find('.scroller');
    return clientHeight === 0 ? NaN : scrollHeight - scrollTop - clientHeight;
  }

  has(selector: string): boolean {
    return this.root.querySelector(selector) !== null;
  }

  find(selector: string): HTMLElement {
    const found = this.root.querySelector<HTMLElement>(selector);
    if (!found) throw new Error(`There is no ${selector}.`);
    return found;
  }

  button(label: string): HTMLElement {
    return this.find(`button[aria-label="${label}"]`);
  }

  async enter(welcome: Welcome = fresh()): Promise<void> {
    this.socket.open();
    await this.say(welcome);
  }

  async say(...messages: readonly ServerMessage[]): Promise<void> {
    for (const message of messages) this.socket.say(message);
    await this.rendered();
  }

  async write(text: string): Promise<void> {
    this.field.value = text;
    this.field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await this.rendered();
    await this.press('Enter');
  }

  async press(key: string, target: Element = this.field): Promise<void> {
    target.dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, composed: true }),
    );
    await this.rendered();
  }

  async rendered(): Promise<void> {
    await rendered(this.element);
    const parts = 'ws-chat-log, ws-chat-composer, ws-chat-name-form';
    await rendered(...this.root.querySelectorAll<ChatLog>(parts), this.element);
  }
}
