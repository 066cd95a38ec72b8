// The log that other tests stand on keeps the same contract, as far as memory can.
import { MemoryLog } from '../../support/memory-log.ts';
import { describeBackUp, type BackedUpLogUnderTest } from './back-up-contract.ts';
import { describeLog } from './log-contract.ts';

describeLog('Memory', createLog);
describeBackUp('Memory', createLog);

function createLog(): BackedUpLogUnderTest {
  let log: MemoryLog | undefined;
  return {
    open: () => Promise.resolve((log = new MemoryLog(log))),
    openCopy: (path) => Promise.resolve(log!.copies.get(path)!),
    copyPath: 'copy',
    dispose: () => {},
  };
}
