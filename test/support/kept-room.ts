// A room with a moderator and a guest in it, and what they do from message to message.
import type { Moderate } from '../../protocol/client-messages.ts';
import type { ServerMessage } from '../../protocol/server-messages.ts';
import { House, post, type Guest, type HouseOptions } from './house.ts';

let drafts = 0;

/** A draft id that was never used before. */
export const newDraftId = (): string => `d${++drafts}`;

const answers = new Set<ServerMessage['type']>(['accepted', 'refused', 'reported', 'moderated']);

export async function createRoom(
  settings: HouseOptions['settings'] = {},
  options: Omit<HouseOptions, 'settings'> = {},
) {
  const house = new House({ ...options, settings });
  const mo = await house.person('moderator', 'Mo', {}, '192.0.2.9');
  const bo = await house.guest('Bo', {}, '192.0.2.2');
  /** Resolves with the answers to it. */
  const ask = async (who: Guest, message: object) => {
    const past = who.transport.messages.length;
    who.say({ draftId: newDraftId(), ...message });
    await house.settle();
    return who.transport.messages.slice(past).filter(({ type }) => answers.has(type));
  };
  return {
    house,
    mo,
    bo,
    ask,
    say: (who: Guest, text: string) => ask(who, post(text, newDraftId())),
    does: (who: Guest, act: Moderate['act']) => ask(who, { type: 'moderate', act }),
  };
}

export const idOf = ({ transport }: Guest): string => transport.all('welcome')[0]!.you.id;
export const tokenOf = ({ transport }: Guest): string => transport.all('welcome')[0]!.token;
