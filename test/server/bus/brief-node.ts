// A process that joins a bus, says something, and closes it: then nothing may keep it.
import { argv } from 'node:process';
import { openBus } from '../../../server/bus/open-bus.ts';

const [bus, state] = argv.slice(2);
const node = openBus({ bus, node: 'brief' });
const changed = new Promise<void>((resolve) => {
  node.listen({ heard: () => {}, missed: resolve, failed: () => resolve() });
  // Followed before it is up, so that `missed` says when it is.
  void node.follow('lobby');
});
if (state === 'settled') await changed;
node.publish('lobby', 'hello');
await node.close();
console.log('closed');
