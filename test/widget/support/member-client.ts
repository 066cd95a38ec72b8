// A client whose page signs its visitor in.
import type { Hello, Renew } from '../../../protocol/client-messages.ts';
import type { Participant } from '../../../protocol/server-messages.ts';
import type { ChatClientOptions } from '../../../widget/client.ts';
import '../../../widget/later/sign-in.ts';
import { ClientUnderTest } from './client-under-test.ts';
import { fresh, resumed } from './frames.ts';
import { ProviderUnderTest, tokenFor } from './tokens.ts';
import { until } from './until.ts';

export const member: Participant = { id: 'm.ann', name: 'Ann', role: 'member' };
export const other: Participant = { id: 'm.bo', name: 'Bo', role: 'member' };

export const welcome = (expiresInMs = 600_000, you = member) => fresh({ you, token: '', expiresInMs });
export const back = (expiresInMs = 600_000, you = member) => resumed({ you, token: '', expiresInMs });
export const renewed = (expiresInMs = 600_000) =>
  ({ type: 'renewed', you: member, expiresInMs, may: [] }) as const;

/** With its first socket there. */
export async function opened(options: Partial<ChatClientOptions>, kept: Record<string, string> = {}) {
  const chat = new ClientUnderTest(options, kept);
  await socket(chat, 1);
  return chat;
}

export async function socket(chat: ClientUnderTest, count: number): Promise<void> {
  await until(`socket ${count} is there`, () => chat.surroundings.sockets.length === count);
}

/** By a provider that has given the first token. */
export async function provided(first = tokenFor('ann')) {
  const page = new ProviderUnderTest();
  const chat = new ClientUnderTest({ tokenProvider: page.provide });
  await until('the page is asked', () => page.asked === 1);
  page.give(first);
  await socket(chat, 1);
  return { chat, page };
}

export const helloOf = (chat: ClientUnderTest) => chat.sent[0] as Hello;
export const renewals = (chat: ClientUnderTest) =>
  chat.sent.filter((message): message is Renew => message.type === 'renew').map(({ token }) => token);

/** Time passes on a live link, on which the server is heard. */
export async function stay(chat: ClientUnderTest, ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 20_000) {
    await chat.surroundings.advance(Math.min(left, 20_000));
    if (chat.client.state.link.kind === 'live') chat.say({ type: 'ping' });
  }
}

export async function settled(chat: ClientUnderTest): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await chat.surroundings.settle();
}
