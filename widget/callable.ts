// Whom one can call by name. The same room gives the same lists, so that nothing is drawn anew for them.
import type { Participant } from '../protocol/server-messages.ts';
import type { ChatState } from './chat-state.ts';

export interface Callable {
  /** For who writes: who has spoken lately comes first, then who else is here; never oneself. */
  readonly people: readonly Participant[];
  /** For what was written. */
  readonly names: readonly string[];
}

export function createCallable(): (state: ChatState) => Callable {
  let of: readonly unknown[] = [];
  let callable: Callable;
  return ({ here, you, timeline: { lines } }) => {
    const parts = [here, you, lines];
    if (parts.every((part, index) => part === of[index])) return callable;
    of = parts;
    const everybody = [...lines.map(({ from }) => from).reverse(), ...(here ?? [])];
    // The first of a name stays in its place.
    const byName = new Map(everybody.map((person) => [person.name, person]));
    callable = {
      people: [...byName.values()].filter(({ id }) => id !== you?.id),
      names: [...byName.keys()],
    };
    return callable;
  };
}
