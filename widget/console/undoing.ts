// Takes back what was done a moment ago, for as long as the console says that it was done.
import type { Desk } from './desk.ts';
import type { Answer, ModeratorAct } from './room-keeper.ts';

/** Who may do what in a room, and does it. */
interface Hands {
  readonly may: readonly string[];
  carryOut(act: ModeratorAct): Promise<Answer>;
}

/** `done`: the draft ids of the acts, in the order in which they are undone. Undefined where nothing can be. */
export function undoing(
  hands: Hands,
  done: readonly string[],
  { say, strings }: Pick<Desk, 'say' | 'strings'>,
  then: () => void = () => {},
): (() => void) | undefined {
  if (done.length === 0 || !hands.may.includes('undo')) return undefined;
  const undo = async (): Promise<void> => {
    for (const of of done) {
      const answer = await hands.carryOut({ do: 'undo', of });
      if (answer.kind === 'refused') return say(answer.sentence || strings.failed);
    }
    say(strings.undone);
    then();
  };
  return () => void undo();
}
