// Loaded before a program (`node --import`): at SIGUSR2 it prints how many timers wait, and how many bytes
// are held once everything that can be collected is.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  process.on('SIGUSR2', () => {
    const timers = process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
    collect();
    const { heapUsed, external } = process.memoryUsage();
    process.stdout.write(`${JSON.stringify({ timers, bytes: heapUsed + external })}\n`);
  });
}
