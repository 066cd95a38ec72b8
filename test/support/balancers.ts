// Real balancers in front of the chat, with the files of deploy/: only ports, certificates and the list of nodes
// are the test's.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Certificate } from './certificate.ts';
import { nginxIsHere, runNginxHttp } from './nginx.ts';
import { findProgram, runListening } from './program.ts';
import { readYaml, yamlMissing } from './yaml.ts';

const deployFolder = new URL('../../deploy/', import.meta.url);

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
  readonly name: string;
  /** Why it cannot be tried here. */
  readonly missing: string | undefined;
  /** Whether a 503 is kept from visitors as long as another node has an answer. */
  readonly triesAnother: boolean;
  start(job: BalancerJob): Promise<AsyncDisposable>;
}

const haproxy = findProgram(['/usr/sbin/haproxy', '/usr/local/sbin/haproxy', '/opt/homebrew/bin/haproxy']);
const haproxyMissing = haproxy ? undefined : 'HAProxy is not installed (Debian: apt-get install -y haproxy)';
const caddy = findProgram(['/usr/bin/caddy', '/usr/local/bin/caddy', '/opt/homebrew/bin/caddy']);

export const balancers: readonly BalancerKind[] = [
  {
    name: 'nginx',
    missing: nginxIsHere ? undefined : 'nginx is not installed (Debian: apt-get install -y nginx)',
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
    missing: haproxyMissing,
    triesAnother: true,
    start(job) {
      const file = join(job.folder, 'haproxy.cfg');
      writeFileSync(file, haproxyConfig(job));
      return runListening(haproxy!, ['-db', '-f', file], job.port);
    },
  },
  {
    name: 'HAProxy as the Ingress asks for it',
    missing: haproxyMissing ?? yamlMissing,
    triesAnother: true,
    start(job) {
      const [listening] = haproxyConfig(job).split('\nbackend ws-chat\n') as [string];
      const file = join(job.folder, 'haproxy.cfg');
      writeFileSync(file, `${listening}\n${ingressBackend(job.nodes)}`);
      return runListening(haproxy!, ['-db', '-f', file], job.port);
    },
  },
  {
    name: 'Caddy',
    missing: caddy ? undefined : 'Caddy is not installed (Debian: apt-get install -y caddy)',
    triesAnother: false,
    start(job) {
      const { certificateFile, keyFile } = job.certificate;
      const file = join(job.folder, 'Caddyfile');
      // Host and nodes by the environment, as in the compose file; a certificate of our own has no place in ours.
      writeFileSync(
        file,
        `{
	admin off
	http_port ${job.plainPort}
	https_port ${job.port}
}
${adapted('caddy/Caddyfile', [
  ['chat.example.com} {\n', `chat.example.com} {\n\ttls ${certificateFile} ${keyFile}\n`],
])}`,
      );
      const environment = {
        ...{ HOME: job.folder, XDG_DATA_HOME: job.folder, XDG_CONFIG_HOME: job.folder },
        CHAT_SITE: '127.0.0.1',
        CHAT_NODES: job.nodes.map((port) => `127.0.0.1:${port}`).join(' '),
      };
      return runListening(caddy!, ['run', '--config', file, '--adapter', 'caddyfile'], job.port, environment);
    },
  },
];

function haproxyConfig(job: BalancerJob): string {
  return adapted('haproxy/haproxy.cfg', [
    ...nodesOf(job, '  server node-3 127.0.0.1:8083\n'),
    ['bind :443 ', `bind 127.0.0.1:${job.port} `],
    ['bind :80\n', `bind 127.0.0.1:${job.plainPort}\n`],
    ['/etc/ssl/private/chat.example.com.pem', job.certificate.bothFile],
    // So many open files are not everybody's.
    ['maxconn 60000', 'maxconn 1000'],
  ]);
}

/** As the controller writes it; 128 is the weight that it gives every pod. */
function ingressBackend(nodes: readonly number[]): string {
  const [ingress] = readYaml(new URL('kubernetes/ingress.yaml', deployFolder)) as [
    { metadata: { annotations: Record<string, string> } },
  ];
  const annotation = (name: string) => ingress.metadata.annotations[`haproxy.org/${name}`]!;
  return [
    'backend ws-chat',
    `balance ${annotation('load-balance')}`,
    `option httpchk ${annotation('check-http')}`,
    ...(annotation('forwarded-for') === 'true' ? ['option forwardfor'] : []),
    ...annotation('backend-config-snippet').trimEnd().split('\n'),
    `default-server weight 128 check inter ${annotation('check-interval')}`,
    ...nodes.map((port, index) => `server SRV_${index + 1} 127.0.0.1:${port}`),
  ]
    .map((line) => `${line}\n`)
    .join('  ');
}

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
  let text = readFileSync(new URL(path, deployFolder), 'utf8');
  for (const [from, to] of changes) {
    if (text.split(from).length !== 2)
      throw new Error(`deploy/${path} has not “${from}” once, which the test puts something else for.`);
    text = text.replace(from, () => to);
  }
  return text;
}
