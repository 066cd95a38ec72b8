// A network of its own for one node, with two cables: one to the engines, which a test can pull out so that no end
// of a link hears of it, and one to its visitors. It takes Linux, `ip`, and root.
import { execFileSync, spawnSync } from 'node:child_process';
import { createFaultProxy, type FaultProxy } from './fault-proxy.ts';

export interface NodeNetwork extends Disposable {
  readonly name: string;
  /** An engine’s port on this machine, as an address by which the node gets there. */
  wayOut(port: number): Promise<Way>;
  /** A port on this machine that leads to that of the node. */
  wayIn(port: number): Promise<FaultProxy>;
  /** Pulls the cable to the engines: what is sent is lost, and nobody is told. */
  pull(): void;
  plugIn(): void;
}

export interface Way extends AsyncDisposable {
  readonly host: string;
  readonly port: number;
}

/** Addresses that no other network is likely to have, other ones in each process of the tests. */
const net = `10.213.${process.pid % 256}`;

/** Whether such a network can be made here. */
export function canMakeNetworks(): boolean {
  const name = `wschat-try-${process.pid}`;
  if (spawnSync('ip', ['netns', 'add', name], { stdio: 'ignore' }).status !== 0) return false;
  const cable = ['link', 'add', `wct${process.pid}`, 'type', 'veth', 'peer', 'name', 'far', 'netns', name];
  const { status } = spawnSync('ip', cable, { stdio: 'ignore' });
  ip('netns', 'del', name);
  return status === 0;
}

export function makeNodeNetwork(): NodeNetwork {
  const name = `wschat-${process.pid}`;
  const engines = { near: `wce${process.pid}`, far: 'engines', host: `${net}.1`, node: `${net}.2` };
  const visitors = { near: `wcv${process.pid}`, far: 'visitors', host: `${net}.5`, node: `${net}.6` };
  ip('netns', 'add', name);
  ip('-n', name, 'link', 'set', 'lo', 'up');
  for (const { near, far, host, node } of [engines, visitors]) {
    ip('link', 'add', near, 'type', 'veth', 'peer', 'name', far, 'netns', name);
    ip('addr', 'add', `${host}/30`, 'dev', near);
    ip('-n', name, 'addr', 'add', `${node}/30`, 'dev', far);
    ip('link', 'set', near, 'up');
    ip('-n', name, 'link', 'set', far, 'up');
  }
  return {
    name,
    async wayOut(port) {
      const proxy = await createFaultProxy(port, 1, { host: engines.host });
      return {
        host: engines.host,
        port: proxy.port,
        [Symbol.asyncDispose]: () => proxy[Symbol.asyncDispose](),
      };
    },
    wayIn: (port) => createFaultProxy(port, 1, { targetHost: visitors.node }),
    pull: () => ip('link', 'set', engines.near, 'down'),
    plugIn: () => ip('link', 'set', engines.near, 'up'),
    // The cables go with it.
    [Symbol.dispose]: () => ip('netns', 'del', name),
  };
}

function ip(...args: string[]): void {
  execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'inherit'] });
}
