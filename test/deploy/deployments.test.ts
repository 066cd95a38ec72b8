// The files of deploy/ are true of the product: each setting is one, each address answers, and nothing is killed
// before it had its time.
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../server/config/read-config.ts';
import { flagOf, settingNames, variableOf, type Config } from '../../server/config/settings.ts';
import { endMs } from '../../server/stop-on-signal.ts';
import { createHttpServer } from '../../server/http/http-server.ts';
import { deadAfterMs } from '../../protocol/timing.ts';
import { startChatServer } from '../support/chat-server.ts';
import {
  compose,
  composeNode,
  deployFolder,
  deployText,
  deployYaml,
  kubernetesNode,
  pod,
  systemdNode,
  type Deployment,
} from '../support/deployments.ts';
import { endsWithTest } from '../support/ends-with-test.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { yamlMissing } from '../support/yaml.ts';

/** Not in the table of settings yet: they come with the second node. */
const coming = ['log', 'bus', 'workers'].filter((name) => !settingNames.some((known) => known === name));

const files = globSync('**/*', { cwd: fileURLToPath(deployFolder), withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name));

const text = files.map((file) => readFileSync(file, 'utf8')).join('\n');

const matches = (pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map(([, found]) => found!))];

describe('everything in deploy/', () => {
  it('names no variable that is no setting', () => {
    const known = [...settingNames.map(variableOf), 'WS_CHAT_CONFIG'];
    const comingVariables = coming.map((name) => `WS_CHAT_${name.toUpperCase()}`);
    const named = matches(/\b(WS_CHAT_[A-Z_]+)\b/g);
    expect(named.length).toBeGreaterThan(8);
    expect(named.filter((name) => ![...known, ...comingVariables].includes(name))).toEqual([]);
  });

  it('names no flag that is no setting', () => {
    const known = [...settingNames.map(flagOf), '--config', '--help', '--version'];
    const comingFlags = coming.map((name) => `--${name}`);
    // Those of the server stand in backticks, or where a comment speaks of proxies.
    const named = [...matches(/`(--[a-z-]+)[^`\n]*`/g), ...matches(/(--trusted-[a-z]+)/g)];
    expect(named).toContain('--trusted-proxies');
    expect(named.filter((name) => ![...known, ...comingFlags].includes(name))).toEqual([]);
  });

  it('asks for a health that the server tells', async () => {
    const server = endsWithTest(await startChatServer());
    const paths = matches(/(\/health\/[a-z]+)/g);
    expect(paths.sort()).toEqual(['/health/live', '/health/ready']);
    for (const path of paths) expect((await fetch(server.url + path)).status).toBe(200);
  });

  it('gives a silent WebSocket more time than the chat does', () => {
    for (const [file, pattern] of [
      ['nginx/ws-chat.conf', /proxy_read_timeout (\d+)s/],
      ['nginx/ws-chat.conf', /proxy_send_timeout (\d+)s/],
      ['haproxy/haproxy.cfg', /timeout tunnel (\d+)s/],
      ['kubernetes/ingress.yaml', /timeout tunnel (\d+)s/],
    ] as const)
      expect(Number(pattern.exec(deployText(file))![1]) * 1_000, file).toBeGreaterThan(deadAfterMs);
  });

  it('lets go of an idle connection to a node before the node does', () => {
    const { keepAliveTimeout } = createHttpServer(() => {}, { maxSockets: 1 });
    for (const [file, pattern] of [
      ['nginx/ws-chat.conf', /keepalive_timeout (\d+)s/],
      ['caddy/Caddyfile', /keepalive (\d+)s/],
    ] as const)
      expect(Number(pattern.exec(deployText(file))![1]) * 1_000, file).toBeLessThan(keepAliveTimeout);
    for (const file of ['haproxy/haproxy.cfg', 'kubernetes/ingress.yaml'])
      expect(deployText(file)).toContain('http-reuse never');
  });

  it('has the same three nodes in each balancer, which are the processes of ws-chat@', () => {
    const ports = (path: string) =>
      [...new Set(deployText(path).match(/\b808[1-9]\b/g))].toSorted(
        (one, other) => Number(one) - Number(other),
      );
    for (const path of [
      'nginx/ws-chat.conf',
      'haproxy/haproxy.cfg',
      'caddy/Caddyfile',
      'systemd/ws-chat@.service',
    ])
      expect(ports(path), path).toEqual(['8081', '8082', '8083']);
  });
});

interface Ingress {
  readonly spec: {
    readonly rules: readonly [
      {
        readonly host: string;
        readonly http: { readonly paths: readonly [{ readonly backend: { readonly service: object } }] };
      },
    ];
  };
}

interface Service {
  readonly metadata: { readonly name: string };
  readonly spec: { readonly ports: readonly [{ readonly name: string; readonly targetPort: string }] };
}

/** As the server would start, but for the folder of its settings. */
function configOf({ environment, settings, settingsPath }: Deployment): Config {
  expect(environment.WS_CHAT_CONFIG).toBe(settingsPath);
  const folder = endsWithTest(temporaryFolder());
  const file = join(folder.path, 'ws-chat.json');
  const kept = Object.entries(settings).filter(([name]) => !coming.includes(name));
  writeFileSync(file, JSON.stringify(Object.fromEntries(kept)));
  const known = Object.entries(environment).filter(
    ([name]) => !coming.some((setting) => name === `WS_CHAT_${setting.toUpperCase()}`),
  );
  return readConfig({ flags: [], environment: { ...Object.fromEntries(known), WS_CHAT_CONFIG: file } });
}

const systemd = [systemdNode('ws-chat.service'), systemdNode('ws-chat@.service', '8081')];

function holds(deployment: Deployment): void {
  const config = configOf(deployment);
  expect(config.origins).toEqual(['https://www.example.com']);
  expect(config.trustedProxies).toBe(1);
  // All that it ever writes is there.
  expect(deployment.writable).toContain(config.data);
  expect(deployment.graceMs).toBeGreaterThan(endMs + 2_000);
}

describe('under systemd', () => {
  it.each(systemd)('$name starts with settings that are some, and has its time to stop', holds);

  it('listens where the balancer on the same machine looks for it', () => {
    const [alone, one] = systemd.map(configOf) as [Config, Config];
    expect([alone.host, alone.port]).toEqual(['127.0.0.1', 8_080]);
    expect([one.host, one.port]).toEqual(['127.0.0.1', 8_081]);
  });
});

const needsYaml = yamlMissing === undefined ? '' : ` (not tried: ${yamlMissing})`;

describe.skipIf(yamlMissing !== undefined)(`in containers${needsYaml}`, () => {
  it.each(['node-1', 'node-2', 'node-3'])('%s of the compose file is such a node', (name) => {
    holds(composeNode(name));
    const { services, secrets } = compose();
    expect(services[name]).toMatchObject({ read_only: true, cap_drop: ['ALL'] });
    for (const secret of services[name]!.secrets!) expect(secrets).toHaveProperty([secret]);
  });

  it('has a proxy that knows all of them by the port they listen on', () => {
    const { services } = compose();
    const { port } = configOf(composeNode('node-1'));
    const nodes = Object.keys(services).filter((name) => name.startsWith('node-'));
    expect(services.proxy!.environment.CHAT_NODES).toBe(nodes.map((name) => `${name}:${port}`).join(' '));
  });

  it('keeps its secrets out of the repository', () => {
    const { secrets } = compose();
    const ignored = readFileSync(new URL('../.gitignore', deployFolder), 'utf8');
    expect(ignored).toContain('/deploy/secrets/\n');
    for (const { file } of Object.values(secrets)) expect(file).toMatch(/^\.\/secrets\//);
  });

  it('is such a node on Kubernetes too, where probes ask it on its own port', () => {
    holds(kubernetesNode());
    const { port } = configOf(kubernetesNode());
    const { containers, securityContext } = pod();
    const [{ ports, startupProbe, livenessProbe, readinessProbe, securityContext: own }] = containers;
    expect(ports).toEqual([{ name: 'http', containerPort: port }]);
    const probes = [startupProbe, livenessProbe, readinessProbe].map(({ httpGet }) => httpGet);
    expect(probes.map((probe) => probe.port)).toEqual(['http', 'http', 'http']);
    expect(probes.map(({ path }) => path)).toEqual(['/health/live', '/health/live', '/health/ready']);
    expect(own).toMatchObject({ readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } });
    expect(securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 1_000 });
  });

  it('leads on Kubernetes from the Ingress to that port', () => {
    const ingress = deployYaml('kubernetes/ingress.yaml') as Ingress;
    const service = deployYaml('kubernetes/service.yaml') as Service;
    const [rule] = ingress.spec.rules;
    const [path] = rule.http.paths;
    expect(path.backend.service).toEqual({
      name: service.metadata.name,
      port: { name: service.spec.ports[0].name },
    });
    expect(service.spec.ports[0].targetPort).toBe(pod().containers[0].ports[0]!.name);
    expect(configOf(kubernetesNode()).publicUrl).toBe(`https://${rule.host}`);
  });

  it('brings everything on Kubernetes but the secret, and that by the name that is asked for', () => {
    const { resources } = deployYaml('kubernetes/kustomization.yaml') as { resources: string[] };
    const there = globSync('*.yaml', { cwd: fileURLToPath(new URL('kubernetes/', deployFolder)) });
    expect([...resources, 'kustomization.yaml', 'secret.example.yaml'].sort()).toEqual(there.sort());
    const { metadata } = deployYaml('kubernetes/secret.example.yaml') as { metadata: { name: string } };
    expect(pod().volumes.find(({ name }) => name === 'settings')!.secret!.secretName).toBe(metadata.name);
  });
});
