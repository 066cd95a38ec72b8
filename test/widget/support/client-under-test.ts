// A client in virtual surroundings, with a keep of its own.
import type { ClientMessage, Post } from '../../../protocol/client-messages.ts';
import type { ServerMessage, Welcome } from '../../../protocol/server-messages.ts';
import { ChatClient, type ChatClientOptions } from '../../../widget/client.ts';
import { fresh } from './frames.ts';
import { MemoryDraftKeep } from './memory-draft-keep.ts';
import { MemoryKeep } from './memory-keep.ts';
import { VirtualSurroundings } from './virtual-surroundings.ts';

export class ClientUnderTest {
  readonly surroundings = new VirtualSurroundings();
  readonly keep: MemoryKeep;
  readonly draftKeep: MemoryDraftKeep;
  readonly client: ChatClient;

  /** With what an earlier page of the tab left, if that is given. */
  constructor(
    options: Partial<ChatClientOptions> = {},
    kept: Record<string, string> = {},
    draftKeep = new MemoryDraftKeep(),
  ) {
    this.keep = new MemoryKeep(kept);
    this.draftKeep = draftKeep;
    const { surroundings, keep } = this;
    this.client = new ChatClient({
      server: 'https://chat.example/',
      room: 'lobby',
      surroundings,
      keep,
      draftKeep,
      ...options,
    });
    this.client.start();
  }

  /** What the newest socket was told. */
  get sent(): readonly ClientMessage[] {
    return this.surroundings.socket.sent;
  }

  /** What a tab that is loaded anew makes of what this one kept. */
  reload(kept: Record<string, string> = { token: this.keep.read('token') ?? '' }): ClientUnderTest {
    return new ClientUnderTest({}, kept, new MemoryDraftKeep(this.draftKeep.kept));
  }

  get posts(): readonly Post[] {
    return this.sent.filter((message) => message.type === 'post');
  }

  /** As `draft-1 waiting`. */
  get drafts(): readonly string[] {
    return this.client.state.drafts.map(({ draftId, kind }) => `${draftId} ${kind}`);
  }

  get seqs(): readonly number[] {
    return this.client.state.timeline.entries.map(({ seq }) => seq);
  }

  enter(welcome: Welcome = fresh()): this {
    this.surroundings.socket.open();
    return this.say(welcome);
  }

  say(...messages: readonly ServerMessage[]): this {
    for (const message of messages) this.surroundings.socket.say(message);
    return this;
  }

  /** The link breaks, and the next socket is there. */
  async breakLink(): Promise<this> {
    this.surroundings.socket.end();
    await this.surroundings.advance(1_000);
    return this;
  }
}
