// A Valkey that lets in only whom it knows, and one that speaks TLS.
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createServer, getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { readValkeyAddresses } from '../../../../server/bus/valkey/addresses.ts';
import { ValkeyBus } from '../../../../server/bus/valkey/valkey-bus.ts';
import { Ear } from '../../../support/ear.ts';
import { endsWithTest } from '../../../support/ends-with-test.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { until } from '../../../support/until.ts';
import { startValkey } from '../../../support/valkey.ts';

let ears: Ear[] = [];

afterEach(async () => {
  await Promise.all(ears.map(({ bus }) => bus.close()));
  ears = [];
});

function begin(node: string, url: string): Ear {
  const ear = new Ear(new ValkeyBus(readValkeyAddresses(url), node));
  ears.push(ear);
  return ear;
}

async function meet(url: string): Promise<void> {
  const [a, b] = [begin('a', url), begin('b', url)];
  await until('a healthy bus', () => a.bus.healthy && b.bus.healthy);
  await b.follow('lobby');
  a.bus.publish('lobby', 'hello');
  expect(await b.hears(1)).toEqual(['lobby hello']);
  expect([...a.failures, ...b.failures]).toEqual([]);
}

async function failure(url: string): Promise<string> {
  const ear = begin('a', url);
  await until('a failure that is told', () => ear.failures.length > 0);
  expect(ear.bus.healthy).toBe(false);
  const { message } = ear.failures[0] as Error;
  expect(message).not.toMatch(/secret|wrong-one/);
  return message;
}

describe('a Valkey with a password', () => {
  const start = async () => endsWithTest(await startValkey({ flags: ['--requirepass', 'secret@1'] }));

  it('lets in who knows it', async () => {
    const { port } = await start();
    await meet(`redis://:secret%401@127.0.0.1:${port}`);
    await meet(`redis://default:secret%401@127.0.0.1:${port}/2`);
  });

  it('is told of in a sentence where it turns somebody away', async () => {
    const { port } = await start();
    const cure = `Put the right ones into --bus: redis://user:password@host:6379.`;
    expect(await failure(`redis://:wrong-one@127.0.0.1:${port}`)).toContain(cure);
    expect(await failure(`redis://127.0.0.1:${port}`)).toContain(cure);
  });
});

it('needs of a user of its own what the sentence says, and no more', async () => {
  const rights = (...rest: readonly string[]) => [
    '--user',
    'chat',
    'on',
    '>secret',
    'resetchannels',
    ...rest,
  ];
  const start = async (...rest: readonly string[]) => {
    const { port } = endsWithTest(await startValkey({ flags: rights(...rest) }));
    return `redis://chat:secret@127.0.0.1:${port}`;
  };
  const message = await failure(await start('+@all'));
  const [, needed = ''] = /ACL SETUSER name (.+?)\. It is tried/.exec(message)!;
  await meet(await start(...needed.split(' ')));
});

describe('a Valkey with TLS', () => {
  const certify = () => {
    const folder = endsWithTest(temporaryFolder()).path;
    const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
    const kind = [
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-days',
      '2',
    ];
    execFileSync('openssl', ['req', ...kind, ...subject, '-keyout', key, '-out', certificate], {
      stdio: 'ignore',
    });
    return { key, certificate };
  };
  const trusted = getCACertificates('default');

  afterEach(() => setDefaultCACertificates(trusted));

  it('is spoken to where its certificate is trusted, with a password, too', async () => {
    const tls = certify();
    const { port } = endsWithTest(await startValkey({ tls, flags: ['--requirepass', 'secret'] }));
    setDefaultCACertificates([...trusted, readFileSync(tls.certificate, 'utf8')]);
    await meet(`rediss://:secret@127.0.0.1:${port}`);
    await meet(`valkeys://:secret@localhost:${port}`);
  });

  it('is not spoken to where it is not', async () => {
    const { port } = endsWithTest(await startValkey({ tls: certify() }));
    expect(await failure(`rediss://:secret@127.0.0.1:${port}`)).toMatch(
      /is not trusted.*NODE_EXTRA_CA_CERTS/,
    );
  });

  it('is asked for by its name, where many share an address', async () => {
    const { key, certificate } = certify();
    const names: string[] = [];
    const server = createServer({
      key: readFileSync(key),
      cert: readFileSync(certificate),
      SNICallback: (name, answer) => {
        names.push(name);
        answer(null);
      },
    });
    await once(server.listen(0, 'localhost'), 'listening');
    begin('a', `rediss://localhost:${(server.address() as AddressInfo).port}`);
    await until('somebody who asks', () => names.length > 0);
    server.close();
    expect(names[0]).toBe('localhost');
  });

  it('is told from one without', async () => {
    const plain = endsWithTest(await startValkey());
    expect(await failure(`rediss://127.0.0.1:${plain.port}`)).toMatch(
      /speaks TLS on this port; without, write redis:/,
    );
    const { port } = endsWithTest(await startValkey({ tls: certify() }));
    expect(await failure(`redis://127.0.0.1:${port}`)).toMatch(
      /nothing but TLS on this port; then write rediss:/,
    );
  });
});
