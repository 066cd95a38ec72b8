// Real balancers in front of the chat, with the files of deploy/: only ports, certificates and the list of nodes
// are the test's.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Certificate } from './certificate.ts';
import { nginxIsHere, runNginxHttp } from './nginx.ts';
import { findProgram, runListening } from './program.ts';

export interface BalancerJob {
  readonly folder: string;
  /** Where it listens, by TLS. */
  readonly port: number;
  /** And without, where it has a plain one that sends to the other. */
  readonly plainPort: number;
  /** Two of them. */
  readonly nodes: readonly [number, number];
  readonly certificate: Certificate;
}

export interface BalancerKind {
  readonly name: 'nginx' | 'HAProxy' | 'Caddy';
  /** Why it cannot be tried here. */
  readonly missing: string | undefined;
  /** Whether it asks nodes how they are, and does not only see what they answer. */
  readonly looksAfterNodes: boolean;
  /** Whether a 503 is kept from visitors as long as another node has an answer. */
  readonly triesAnother: boolean;
  start(job: BalancerJob): Promise<AsyncDisposable>;
}

const haproxy = findProgram(['/usr/sbin/haproxy', '/usr/local/sbin/haproxy', '/opt/homebrew/bin/haproxy']);
const caddy = findProgram(['/usr/bin/caddy', '/usr/local/bin/caddy', '/opt/homebrew/bin/caddy']);

export const balancers: readonly BalancerKind[] = [
  {
    name: 'nginx',
    missing: nginxIsHere ? undefined : 'nginx is not installed (Debian: apt-get install -y nginx)',
    looksAfterNodes: false,
    triesAnother: true,
    start(job) {
      const http = adapted('nginx/ws-chat.conf', [
        ...nodesOf(job, '  server 127.0.0.1:8083 max_fails=0;\n'),
        ['  listen [::]:443 ssl;\n', ''],
        ['  listen [::]:80;\n', ''],
        ['listen 443 ', `listen 127.0.0.1:${job.port} `],
        ['listen 80;', `listen 127.0.0.1:${job.plainPort};`],
        ['/etc/ssl/chat.example.com.pem', job.certificate.certificateFile],
        ['/etc/ssl/private/chat.example.com.key', job.certificate.keyFile],
      ]);
      return runNginxHttp(job.folder, job.port, http);
    },
  },
  {
    name: 'HAProxy',
    missing: haproxy ? undefined : 'HAProxy is not installed (Debian: apt-get install -y haproxy)',
    looksAfterNodes: true,
    triesAnother: true,
    start(job) {
      const file = join(job.folder, 'haproxy.cfg');
      writeFileSync(
        file,
        adapted('haproxy/haproxy.cfg', [
          ...nodesOf(job, '  server node-3 127.0.0.1:8083\n'),
          ['bind :443 ', `bind 127.0.0.1:${job.port} `],
          ['bind :80\n', `bind 127.0.0.1:${job.plainPort}\n`],
          ['/etc/ssl/private/chat.example.com.pem', job.certificate.bothFile],
          // So many open files are not everybody's.
          ['maxconn 60000', 'maxconn 1000'],
        ]),
      );
      return runListening(haproxy!, ['-db', '-f', file], job.port);
    },
  },
  {
    name: 'Caddy',
    missing: caddy ? undefined : 'Caddy is not installed (Debian: apt-get install -y caddy)',
    looksAfterNodes: true,
    triesAnother: false,
    start(job) {
      const { certificateFile, keyFile } = job.certificate;
      const file = join(job.folder, 'Caddyfile');
      writeFileSync(
        file,
        `{
	admin off
	http_port ${job.plainPort}
	https_port ${job.port}
}
${adapted('caddy/Caddyfile', [
  ...nodesOf(job, ' 127.0.0.1:8083'),
  ['chat.example.com {\n', `127.0.0.1 {\n\ttls ${certificateFile} ${keyFile}\n`],
])}`,
      );
      const environment = { HOME: job.folder, XDG_DATA_HOME: job.folder, XDG_CONFIG_HOME: job.folder };
      return runListening(caddy!, ['run', '--config', file, '--adapter', 'caddyfile'], job.port, environment);
    },
  },
];

type Change = readonly [from: string, to: string];

function nodesOf({ nodes: [one, other] }: BalancerJob, third: string): readonly Change[] {
  return [
    [third, ''],
    ['127.0.0.1:8081', `127.0.0.1:${one}`],
    ['127.0.0.1:8082', `127.0.0.1:${other}`],
  ];
}

/** A file of deploy/ with these changes, each of which must find its place. */
function adapted(path: string, changes: readonly Change[]): string {
  let text = readFileSync(new URL(`../../deploy/${path}`, import.meta.url), 'utf8');
  for (const [from, to] of changes) {
    if (text.split(from).length !== 2)
      throw new Error(`deploy/${path} has not “${from}” once, which the test puts something else for.`);
    text = text.replace(from, () => to);
  }
  return text;
}
