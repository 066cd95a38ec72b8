// What a process takes of its machine, by the names that dashboards know from every other program.
import type { Registry } from 'prom-client';
import { readCounter, readGauge } from './instruments.ts';

export function measureProcess(registry: Registry): void {
  readCounter(
    { registry, name: 'process_cpu_seconds_total', help: 'Processor time that was taken, in seconds.' },
    () => {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1e6;
    },
  );
  readGauge(
    { registry, name: 'process_resident_memory_bytes', help: 'Memory that is taken, in bytes.' },
    () => process.memoryUsage.rss(),
  );
  readGauge(
    {
      registry,
      name: 'process_start_time_seconds',
      help: 'When the process began, in seconds of Unix time; of several, the first.',
    },
    () => performance.timeOrigin / 1e3,
    'min',
  );
}
