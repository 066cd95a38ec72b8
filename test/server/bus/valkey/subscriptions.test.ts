import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { patienceMs, Subscriptions } from '../../../../server/bus/valkey/subscriptions.ts';

interface Command {
  readonly name: string;
  readonly confirm: () => void;
  readonly refuse: (why: unknown) => void;
}

describe('subscriptions', () => {
  let wanted: Set<string>;
  let commands: Command[];
  let events: string[];

  beforeEach(() => {
    vi.useFakeTimers();
    wanted = new Set();
    commands = [];
    events = [];
  });

  afterEach(() => vi.useRealTimers());

  const command = (verb: string) => (topics: readonly string[]) => {
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    const name = topics.length > 4 ? `${verb} ${topics.length}` : `${verb} ${topics.join(' ')}`;
    commands.push({ name, confirm: () => resolve(undefined), refuse: reject });
    return promise;
  };
  const create = () =>
    new Subscriptions(
      wanted,
      { subscribe: command('+'), unsubscribe: command('-') },
      { late: () => events.push('late'), failed: (why) => events.push(`failed: ${String(why)}`) },
    );
  const names = () => commands.map(({ name }) => name);
  const turn = () => vi.advanceTimersByTimeAsync(0);
  const follow = (subscriptions: Subscriptions, topic: string) => {
    wanted.add(topic);
    return subscriptions.changed(topic);
  };

  it('gather what comes while one command is under way', async () => {
    const subscriptions = create();
    void follow(subscriptions, 'a');
    await turn();
    for (const topic of ['b', 'c', 'd']) void follow(subscriptions, topic);
    await turn();
    expect(names()).toEqual(['+ a']);
    commands[0]!.confirm();
    await turn();
    expect(names()).toEqual(['+ a', '+ b c d']);
  });

  it('resolve when the command that holds the topic is confirmed', async () => {
    const subscriptions = create();
    const resolved: string[] = [];
    void follow(subscriptions, 'a').then(() => resolved.push('a'));
    await turn();
    void follow(subscriptions, 'b').then(() => resolved.push('b'));
    commands[0]!.confirm();
    await turn();
    expect(resolved).toEqual(['a']);
    commands[1]!.confirm();
    await turn();
    expect(resolved).toEqual(['a', 'b']);
  });

  it('send only what differs', async () => {
    const subscriptions = create();
    void follow(subscriptions, 'a');
    wanted.delete('a');
    void subscriptions.changed('a');
    await turn();
    expect(names()).toEqual([]);
    void follow(subscriptions, 'b');
    await turn();
    commands[0]!.confirm();
    await turn();
    void follow(subscriptions, 'b');
    wanted.delete('never');
    await subscriptions.changed('never');
    expect(names()).toEqual(['+ b']);
  });

  it('begin with all that was wanted already, a thousand in a command', async () => {
    wanted = new Set(Array.from({ length: 2_500 }, (_, index) => `room-${index}`));
    void create().settled();
    await turn();
    expect(names()).toEqual(['+ 1000', '+ 1000', '+ 500']);
  });

  it('let go of who waits longer than their patience, and say so when it is confirmed after all', async () => {
    const subscriptions = create();
    const followed = follow(subscriptions, 'a');
    await vi.advanceTimersByTimeAsync(patienceMs);
    await followed;
    expect(events).toEqual([]);
    commands[0]!.confirm();
    await turn();
    expect(events).toEqual(['late']);
  });

  it('let go of who waits when it fails', async () => {
    const subscriptions = create();
    const followed = follow(subscriptions, 'a');
    await turn();
    commands[0]!.refuse('broken');
    await followed;
    expect(events).toEqual(['failed: broken']);
    expect(vi.getTimerCount()).toBe(0);
  });
});
