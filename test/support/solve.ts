// Does the work that a challenge asks for, by Node's own digest: another hand than the widget's.
import { createHash } from 'node:crypto';
import type { Prove } from '../../protocol/client-messages.ts';
import type { Challenge } from '../../protocol/server-messages.ts';

export function solve({ algorithm, challenge, maxnumber, salt, signature }: Challenge): Prove['solution'] {
  for (let number = 0; number <= maxnumber; number++)
    if (createHash('sha256').update(`${salt}${number}`).digest('hex') === challenge)
      return { algorithm, challenge, number, salt, signature };
  throw new Error('No number fits the challenge.');
}
