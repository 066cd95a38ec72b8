// A chat as the doctor finds it, behind a real nginx or without.
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Config } from '../../server/config/settings.ts';
import { realSurroundings } from '../../server/doctor/doctor.ts';
import { examine } from '../../server/doctor/examination.ts';
import type { Finding } from '../../server/doctor/finding.ts';
import { readTarget, type Wish } from '../../server/doctor/target.ts';
import { Visit, type Surroundings } from '../../server/doctor/visit.ts';
import { site, startChatServer, type RunningServer } from './chat-server.ts';
import { endsWithTest } from './ends-with-test.ts';
import { nginxIsHere, runNginxHttp } from './nginx.ts';
import { quietPorts } from './program.ts';
import { temporaryFolder } from './temporary-folder.ts';

export const nginxMissing = nginxIsHere
  ? undefined
  : 'nginx is not installed (Debian: apt-get install -y nginx)';

const bundle = fileURLToPath(new URL('../../dist/widget/ws-chat.js', import.meta.url));

/** Without it the server has no script to give, and the doctor says so. */
export const bundleMissing = existsSync(bundle)
  ? undefined
  : 'dist/widget/ws-chat.js is not built; run npm run build:widget';

export interface Examined {
  of(check: string): Finding;
  /** The checks with this result, in their order; the script only where there is one. */
  with(result: Finding['result']): readonly string[];
}

/** For pages of the admitted site, and with a second of idleness: what is about longer says so. */
export async function examined(wish: Wish, over: Partial<Surroundings> = {}): Promise<Examined> {
  const findings: Finding[] = [];
  for await (const finding of examine(visitOf(wish, over))) findings.push(finding);
  return {
    of: (check) => findings.find((finding) => finding.check === check)!,
    with: (result) =>
      findings
        .filter((finding) => finding.result === result)
        .map(({ check }) => check)
        .filter((check) => check !== 'script' || bundleMissing === undefined),
  };
}

/** One finding, without those that come after it. */
export async function finding(check: string, wish: Wish, over: Partial<Surroundings> = {}): Promise<Finding> {
  for await (const one of examine(visitOf(wish, over))) if (one.check === check) return one;
  throw new Error(`There is no check “${check}”.`);
}

function visitOf(wish: Wish, over: Partial<Surroundings>): Visit {
  return new Visit(readTarget({ origin: site, idle: '1', ...wish }), { ...realSurroundings, ...over });
}

/** What a proxy passes on, line by line, where it is set up well. */
export const passedOn = {
  version: 'proxy_http_version 1.1;',
  upgrade: 'proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection "upgrade";',
  host: 'proxy_set_header Host $http_host; proxy_set_header X-Forwarded-Proto $scheme;',
} as const;

export const wellSet = Object.values(passedOn).join(' ');

export interface ProxySetUp {
  /** What nginx does with the chat that listens there. */
  readonly locations: (chatPort: number) => string;
  /** What stands beside the locations. */
  readonly beside?: string;
  /** What stands behind `listen`, as `ssl`. */
  readonly listen?: string;
  /** The port is that of the proxy. */
  readonly config?: (port: number) => Partial<Config>;
}

export interface ProxiedChat {
  readonly port: number;
  readonly server: RunningServer;
}

/** A real chat behind a real nginx, until the test ends. */
export async function chatBehindNginx(setUp: ProxySetUp): Promise<ProxiedChat> {
  const { locations, beside = '', listen = '', config = () => ({}) } = setUp;
  const folder = endsWithTest(temporaryFolder());
  const { port } = await quietPorts('port');
  const server = endsWithTest(await startChatServer({ trustedProxies: 1, ...config(port) }));
  const http = `server { listen 127.0.0.1:${port} ${listen}; ${beside} ${locations(server.port)} }`;
  endsWithTest(await runNginxHttp(folder.path, port, http));
  return { port, server };
}

/** All of the site is the chat, with these lines in its location. */
export function everything(lines: string): ProxySetUp['locations'] {
  return (port) => `location / { proxy_pass http://127.0.0.1:${port};\n${lines}\n}`;
}

export interface Upstream extends AsyncDisposable {
  readonly port: number;
}

/** A tiny real server, for what the chat would never answer. */
export async function startUpstream(listener: RequestListener): Promise<Upstream> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      const closed = once(server.close(), 'close');
      server.closeAllConnections();
      await closed;
    },
  };
}
