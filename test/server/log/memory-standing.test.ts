import { MemoryStanding } from '../../support/memory-standing.ts';
import { describeStanding } from './standing-contract.ts';

describeStanding('memory', () => {
  const store = new MemoryStanding();
  return { open: () => Promise.resolve(store), dispose: () => {} };
});
