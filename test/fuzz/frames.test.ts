import { describe, expect, it } from 'vitest';
import { sayInProcess } from './in-process.ts';
import { heldBytes } from './memory.ts';
import { Random } from './random.ts';

const frames = 100_000;

/** What a run may leave behind: code made ready, caches of patterns. A leak of 100 bytes a frame is more. */
const slackBytes = 8_000_000;

const prototypes = [Object.prototype, Array.prototype, String.prototype, Function.prototype, Map.prototype];
const keysOfPrototypes = () => prototypes.map((prototype) => Reflect.ownKeys(prototype));

describe('frames of every kind', () => {
  it(`are each answered as the wire says, ${frames} of them, and leave nothing behind`, async () => {
    const before = keysOfPrototypes();
    Object.freeze(Object.prototype);
    await sayInProcess(new Random(1), frames / 10, () => {});
    const held = await heldBytes();
    await sayInProcess(new Random(2), frames - frames / 10, () => {});
    expect((await heldBytes()) - held).toBeLessThan(slackBytes);
    expect(keysOfPrototypes()).toEqual(before);
  }, 300_000);
});
