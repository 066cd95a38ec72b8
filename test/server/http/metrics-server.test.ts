import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { serveMetrics, type ReadMetrics } from '../../../server/http/metrics-server.ts';
import { endsWithTest } from '../../support/ends-with-test.ts';
import { startMeasuredServer } from '../../support/measured-server.ts';

async function serve(read: ReadMetrics) {
  const failures: unknown[] = [];
  const server = await serveMetrics('127.0.0.1:0', read, (error) => failures.push(error));
  endsWithTest({ [Symbol.asyncDispose]: server.close });
  const ask = async (path: string, options: RequestInit = {}) => {
    const response = await fetch(new URL(path, server.url), options);
    return [response.status, await response.text()] as const;
  };
  return { ask, failures, url: server.url };
}

const nothingHere = [404, 'There is nothing here but GET /metrics.\n'];

describe('the listener for metrics', () => {
  it('answers at /metrics in the form that Prometheus asks for', async () => {
    const { url } = await serve(() => Promise.resolve('up 1\n'));
    const response = await fetch(url);
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect([response.status, await response.text()]).toEqual([200, 'up 1\n']);
  });

  it.each(['/', '/metrics/', '/health/live', '/rooms/lobby'])('has nothing at %s', async (path) => {
    const { ask } = await serve(() => Promise.resolve(''));
    expect(await ask(path)).toEqual(nothingHere);
  });

  it('takes nothing', async () => {
    const { ask } = await serve(() => Promise.resolve(''));
    expect(await ask('/metrics', { method: 'POST', body: 'up 0' })).toEqual(nothingHere);
  });

  it('says so while there is nothing to tell yet', async () => {
    const { ask } = await serve(() => undefined);
    expect(await ask('/metrics')).toEqual([503, 'The server is starting. Ask again in a moment.\n']);
  });

  it('tells its owner and not who asks what went wrong', async () => {
    const trouble = new Error('a secret');
    const { ask, failures } = await serve(() => Promise.reject(trouble));
    expect(await ask('/metrics')).toEqual([500, 'Something went wrong on the server.\n']);
    expect(failures).toEqual([trouble]);
  });

  it('is never the visitors’ port', async () => {
    const server = endsWithTest(await startMeasuredServer());
    expect((await fetch(`${server.url}/metrics`)).status).toBe(404);
  });

  it('says that another process has its port', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const setting = `127.0.0.1:${(other.address() as AddressInfo).port}`;
    await expect(
      serveMetrics(
        setting,
        () => undefined,
        () => {},
      ),
    ).rejects.toThrow(
      `--metrics ${setting}: another process has this port. Stop that one, or choose another port.`,
    );
    other.close();
  });

  it.each(['192.0.2.1:9464', 'nowhere.invalid:9464'])(
    'says that this machine has no address %s',
    async (setting) => {
      await expect(
        serveMetrics(
          setting,
          () => undefined,
          () => {},
        ),
      ).rejects.toThrow(
        /^--metrics .+: .+ no such address\. Choose one of (its own|this machine), as 127\.0\.0\.1\.$/,
      );
    },
  );
});
