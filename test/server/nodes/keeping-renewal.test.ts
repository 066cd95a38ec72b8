import { describe, expect, it } from 'vitest';
import type { KeepingChange, KeepingRecord } from '../../../server/log/keeping.ts';
import { KeepingRenewal } from '../../../server/nodes/keeping-renewal.ts';
import { settled } from '../../support/settled.ts';

const record: KeepingRecord = { staff: [], passes: [], settings: [] };

function createRenewal() {
  const told: string[] = [];
  const held: { resolve(): void; reject(error: Error): void }[] = [];
  const renewal = new KeepingRenewal(
    {
      readKeeping() {
        told.push('read');
        return Promise.resolve(record);
      },
      changeKeeping: (_change: KeepingChange) =>
        new Promise<void>((resolve, reject) => held.push({ resolve, reject })),
    },
    () => told.push('changed'),
  );
  return { renewal, told, held };
}

describe('KeepingRenewal', () => {
  it('tells of a change once it is on disk', async () => {
    const { renewal, told, held } = createRenewal();
    const changed = renewal.changeKeeping({});
    await settled();
    expect(told).toEqual([]);
    held[0]!.resolve();
    await changed;
    expect(told).toEqual(['changed']);
  });

  it('tells nothing of one that failed', async () => {
    const { renewal, told, held } = createRenewal();
    const changed = renewal.changeKeeping({});
    held[0]!.reject(new Error('the disk is full'));
    await expect(changed).rejects.toThrow('the disk is full');
    expect(told).toEqual([]);
  });

  it('reads when nothing of this node is on its way', async () => {
    const { renewal, told, held } = createRenewal();
    void renewal.changeKeeping({});
    const renewed = renewal.renewed(() => 0);
    await settled();
    expect(told).toEqual([]);
    held[0]!.resolve();
    expect(await renewed).toBe(record);
    expect(told).toEqual(['changed', 'read']);
  });
});
