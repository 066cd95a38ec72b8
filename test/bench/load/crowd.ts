// Brings a crowd in and leaves it alone: what a connect costs, and what a connection weighs.
import { setTimeout as after } from 'node:timers/promises';
import { bringIn, sourceAddress, type Arrival } from './arrival.ts';
import { Client, type Audience } from './client.ts';
import { dialects } from './dialects.ts';
import type { CrowdJob, CrowdResult } from './job.ts';
import { memory, processorTime, usedSince } from './process-usage.ts';
import { microseconds } from './stamp.ts';

/** Who comes first warms the code up, and goes again. */
const warmUpConnections = 300;

/** Memory that does not come to rest is read all the same. */
const longestMs = 30_000;
const idleMs = 5_000;

interface Guest {
  readonly arrival: Arrival;
  client: Client<Guest> | undefined;
}

export async function crowd(job: CrowdJob): Promise<CrowdResult> {
  const lost: string[] = [];
  const audience: Audience<Guest> = {
    ready: (guest) => guest.arrival.arrived(),
    delivered() {},
    accepted() {},
    readBegan() {},
    readDone() {},
    lost(guest, why) {
      lost.push(why);
      guest.arrival.failed(why);
    },
  };
  const dialect = dialects[job.dialect];
  const enter = async (count: number) => {
    const guests: Guest[] = [];
    await bringIn(count, (index, arrival) => {
      const guest: Guest = { arrival, client: undefined };
      const door = { port: job.port, room: 'room-0', from: sourceAddress(index), dialect };
      guest.client = new Client(door, guest, audience);
      guests.push(guest);
    });
    return guests;
  };

  for (const { client } of await enter(warmUpConnections)) client!.cut();
  await stillness(job);
  const before = memory(job.pid);
  const begun = { server: processorTime(job.pid), own: processorTime(process.pid), at: microseconds() };
  const guests = await enter(job.connections);
  const seconds = (microseconds() - begun.at) / 1_000_000;
  const serverSeconds = usedSince(job.pid, begun.server);
  const ownSeconds = usedSince(process.pid, begun.own);
  await stillness(job);
  const { proportionalBytes, residentBytes } = memory(job.pid);
  const idle = processorTime(job.pid);
  await after(idleMs);
  const idleShare = usedSince(job.pid, idle) / (idleMs / 1_000);
  for (const { client } of guests) client!.cut();
  return {
    kind: 'crowd',
    connections: job.connections,
    seconds,
    connectsPerSecond: job.connections / seconds,
    microsecondsPerConnect: (serverSeconds / job.connections) * 1_000_000,
    busy: { server: serverSeconds / seconds, generator: ownSeconds / seconds },
    bytesPerConnection: (proportionalBytes - before.proportionalBytes) / job.connections,
    residentBytes,
    idleShare,
    lost: lost.slice(0, 5),
  };
}

/** Resolves when the server's memory has come to rest. */
async function stillness({ pid, stillMs }: CrowdJob): Promise<void> {
  let last = memory(pid).residentBytes;
  let stillFor = 0;
  for (let waited = 0; waited < longestMs && stillFor < stillMs; waited += 500) {
    await after(500);
    const now = memory(pid).residentBytes;
    stillFor = Math.abs(now - last) < 65_536 ? stillFor + 500 : 0;
    last = now;
  }
}
