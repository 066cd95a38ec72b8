// What the files of deploy/ say about a node: under which environment it starts, with which file of settings, and how
// long it has to stop. Read from the files themselves.
import { readFileSync } from 'node:fs';
import { readYaml } from './yaml.ts';

export const deployFolder = new URL('../../deploy/', import.meta.url);

export interface Deployment {
  readonly name: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Where it expects its file of settings, and what is in it as the instructions have it. */
  readonly settingsPath: string;
  readonly settings: object;
  /** What it may write, and nothing else. */
  readonly writable: readonly string[];
  /** From when it is told to stop until it is killed. */
  readonly graceMs: number;
}

export function deployText(path: string): string {
  return readFileSync(new URL(path, deployFolder), 'utf8');
}

/** The first document of a file. */
export function deployYaml(path: string): unknown {
  return readYaml(new URL(path, deployFolder))[0];
}

export function compose(): Compose {
  return deployYaml('compose.yaml') as Compose;
}

interface ComposeService {
  readonly environment: Readonly<Record<string, string>>;
  readonly secrets?: readonly string[];
  readonly tmpfs?: readonly string[];
  readonly stop_grace_period?: string;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
}

export interface Compose {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
}

/** What a visitor of the instructions would have set. */
const asked = { CHAT_SITE: 'chat.example.com', CHAT_ORIGINS: 'https://www.example.com' };

export function composeNode(name: string): Deployment {
  const { services } = compose();
  const { environment, tmpfs = [], stop_grace_period: grace = '' } = services[name]!;
  const filled = Object.entries(environment).map(([key, value]) => [key, fill(value)] as const);
  return {
    name: `compose, ${name}`,
    environment: { ...imageEnvironment(), ...Object.fromEntries(filled) },
    settingsPath: '/run/secrets/ws-chat.json',
    settings: jsonIn(deployText('compose.yaml')),
    writable: tmpfs.map((mount) => mount.split(':', 1)[0]!),
    graceMs: secondsOf(grace) * 1_000,
  };
}

/** `${NAME:?sentence}` and `${NAME}`. */
function fill(value: string): string {
  return value.replace(
    /\$\{(CHAT_SITE|CHAT_ORIGINS)(?::\?[^}]*)?\}/g,
    (_all, name: keyof typeof asked) => asked[name],
  );
}

export interface Pod {
  readonly terminationGracePeriodSeconds: number;
  readonly securityContext: { readonly runAsNonRoot: boolean; readonly runAsUser: number };
  readonly containers: readonly [PodContainer];
  readonly volumes: readonly { readonly name: string; readonly secret?: { readonly secretName: string } }[];
}

interface Probe {
  readonly httpGet: { readonly path: string; readonly port: string };
}

interface PodContainer {
  readonly env: readonly { readonly name: string; readonly value: string }[];
  readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
  readonly startupProbe: Probe;
  readonly livenessProbe: Probe;
  readonly readinessProbe: Probe;
  readonly lifecycle: {
    readonly preStop: { readonly exec: { readonly command: readonly [string, string] } };
  };
  readonly securityContext: { readonly readOnlyRootFilesystem: boolean };
  readonly volumeMounts: readonly {
    readonly mountPath: string;
    readonly name: string;
    readonly readOnly?: boolean;
  }[];
}

export function pod(): Pod {
  const deployment = deployYaml('kubernetes/deployment.yaml') as { spec: { template: { spec: Pod } } };
  return deployment.spec.template.spec;
}

export function kubernetesNode(): Deployment {
  const { terminationGracePeriodSeconds, containers } = pod();
  const [{ env, volumeMounts, lifecycle }] = containers;
  const secret = deployYaml('kubernetes/secret.example.yaml') as { stringData: Record<string, string> };
  const [[file, text]] = Object.entries(secret.stringData) as [[string, string]];
  const mount = volumeMounts.find(({ name }) => name === 'settings')!;
  return {
    name: 'Kubernetes',
    environment: {
      ...imageEnvironment(),
      ...Object.fromEntries(env.map(({ name, value }) => [name, value])),
    },
    settingsPath: `${mount.mountPath}/${file}`,
    settings: JSON.parse(text) as object,
    writable: volumeMounts.filter(({ readOnly }) => readOnly !== true).map(({ mountPath }) => mountPath),
    // What it sleeps before it is told.
    graceMs: (terminationGracePeriodSeconds - Number(lifecycle.preStop.exec.command[1])) * 1_000,
  };
}

/** `instance` is what stands behind the @, if anything does. */
export function systemdNode(file: string, instance = ''): Deployment {
  const text = deployText(`systemd/${file}`).replaceAll('%i', instance);
  const all = (key: string) =>
    [...text.matchAll(/^([A-Za-z]+)=(.*)$/gm)]
      .filter(([, name]) => name === key)
      .map(([, , value]) => value!);
  const folders = [
    ...all('StateDirectory').map((name) => `/var/lib/${name}`),
    ...all('RuntimeDirectory').map((name) => `/run/${name}`),
  ];
  return {
    name: `systemd, ${file}`,
    environment: Object.fromEntries(
      all('Environment')
        .flatMap((line) => line.split(' '))
        .map((pair) => pair.split('=', 2) as [string, string]),
    ),
    settingsPath: '/etc/ws-chat/ws-chat.json',
    settings:
      instance === ''
        ? { origins: ['https://www.example.com'] }
        : { origins: ['https://www.example.com'], log: 'postgres://ws_chat@127.0.0.1/ws_chat' },
    writable: folders,
    graceMs: Number(all('TimeoutStopSec')[0]) * 1_000,
  };
}

/** `ENV NAME=value` of the image. */
function imageEnvironment(): Record<string, string> {
  const lines = deployText('Containerfile').matchAll(/^ENV (\w+)=(.*)$/gm);
  return Object.fromEntries([...lines].map(([, name, value]) => [name!, value!]));
}

/** The object that `printf` writes, as the instructions have it. */
function jsonIn(text: string): object {
  const [, json] = /printf '(\{.*\})\\n'/.exec(text)!;
  return JSON.parse(json!) as object;
}

function secondsOf(text: string): number {
  const [, count] = /^(\d+)s$/.exec(text)!;
  return Number(count);
}
