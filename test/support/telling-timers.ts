// Loaded before a program (`node --import`): at SIGUSR2 it prints how many timers wait.
import { isMainThread } from 'node:worker_threads';

if (isMainThread)
  process.on('SIGUSR2', () => {
    const timers = process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
    process.stdout.write(`${JSON.stringify({ timers })}\n`);
  });
