// What this process holds when everything that can go is gone.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { settled } from '../support/settled.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes on the heap when all that can be collected is. */
export async function heldBytes(): Promise<number> {
  // What has a finaliser takes two rounds, with a turn of the loop between them.
  for (let round = 0; round < 3; round++) {
    collectGarbage();
    await settled();
  }
  return process.memoryUsage().heapUsed;
}
