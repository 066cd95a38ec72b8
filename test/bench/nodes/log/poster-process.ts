// Posts into one room of a log, so many in flight, each waiting for its answer; in a process of its own, whose
// processor time is what a node would spend.
import { setTimeout as pause } from 'node:timers/promises';
import { takeJobs } from '../../job-process.ts';
import { draftOf } from '../../load/drafts.ts';
import { familySeconds } from '../../load/process-usage.ts';
import { Samples } from '../../load/samples.ts';
import { microseconds } from '../../load/stamp.ts';
import type { LogJob, LogResult } from './job.ts';
import { Ledger } from './ledger.ts';
import { openLog, openPoster } from './poster.ts';

takeJobs(measure);

async function measure(job: LogJob): Promise<LogResult> {
  const { name, place, engine, inFlight, warmUpMs, windowMs } = job;
  const poster = await openPoster(name, place);
  const ledger = new Ledger();
  let waited = new Samples();
  let written = 0;
  let isRunning = true;
  const postOn = async () => {
    while (isRunning) {
      const draft = draftOf(++written);
      const at = microseconds();
      ledger.acknowledged(draft.draftId, await poster.post(draft));
      waited.add(microseconds() - at);
    }
  };
  const posting = Promise.all(Array.from({ length: inFlight }, postOn));
  const window = async (): Promise<Omit<LogResult, 'counted' | 'faults'>> => {
    await pause(warmUpMs);
    waited = new Samples();
    const used = () => [process.cpuUsage(), engine === undefined ? 0 : familySeconds(engine)] as const;
    const [ownBefore, engineBefore] = used();
    const before = { count: ledger.count, at: microseconds() };
    await pause(windowMs);
    const posts = ledger.count - before.count;
    const seconds = (microseconds() - before.at) / 1_000_000;
    const { user, system } = process.cpuUsage(ownBefore);
    return {
      acknowledgedPerSecond: posts / seconds,
      waited: waited.quantiles(),
      nodeCost: (user + system) / posts,
      engineCost: ((used()[1] - engineBefore) * 1_000_000) / posts,
    };
  };
  // A post that fails ends the job at once.
  const measured = await Promise.race([window(), posting.then(() => Promise.reject(new Error('It ended.')))]);
  isRunning = false;
  await posting;
  await poster.close();

  const log = await openLog(name, place);
  const faults = await ledger.faults(log, draftOf(0).room);
  await log.close();
  return { ...measured, counted: ledger.count, faults };
}
