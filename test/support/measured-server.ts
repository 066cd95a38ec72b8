// A server of one process that is asked for its metrics as Prometheus asks.
import type { Config } from '../../server/config/settings.ts';
import { serveMetrics } from '../../server/http/metrics-server.ts';
import { startChatServer, type RunningServer } from './chat-server.ts';
import { Exposition } from './exposition.ts';
import { until } from './until.ts';

export interface MeasuredServer extends RunningServer {
  scrape(): Promise<Exposition>;
  /** Asks until a sample has this value: what clients did may still be on its way. */
  comesTo(
    value: number,
    name: string,
    labels?: Readonly<Record<string, string | number>>,
  ): Promise<Exposition>;
}

export async function startMeasuredServer(over: Partial<Config> = {}): Promise<MeasuredServer> {
  const address = '127.0.0.1:0';
  const server = await startChatServer({ metrics: address, ...over });
  const metrics = await serveMetrics(
    address,
    () => server.metrics!.text(),
    (error) => {
      throw error;
    },
  );
  const scrape = () => scrapeFrom(metrics.url);
  return {
    ...server,
    scrape,
    comesTo: (value, name, labels) =>
      until(`${name} ${JSON.stringify(labels)} to be ${value}`, async () => {
        const exposition = await scrape();
        return exposition.value(name, labels) === value && exposition;
      }),
    async [Symbol.asyncDispose]() {
      await metrics.close();
      await server[Symbol.asyncDispose]();
    },
  };
}

export async function scrapeFrom(url: string): Promise<Exposition> {
  const response = await fetch(url);
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${response.status}: ${text}`);
  return new Exposition(text);
}
