// What is told beside the figures: the peers, and how smooth a page is at which rate.
import { median } from '../report/runs.ts';
import type { Rows } from '../report/table.ts';
import { told } from './figures.ts';
import type { Samples } from './measure.ts';

export function peersTable(samples: Samples): Rows {
  const cell = (name: string, per = 1, decimals = 0) =>
    samples[name] ? told(median(samples[name]) / per, decimals) : '–';
  const names = Object.keys(samples)
    .filter((name) => name.startsWith('script '))
    .map((name) => name.slice('script '.length));
  return [
    ['', 'kB gzip', 'script at 4x, ms', '50 messages at 4x, ms'],
    ...names.map((name) => [
      name,
      cell(`size ${name}`, 1_000, 1),
      cell(`script ${name}`),
      cell(`mount ${name}`),
    ]),
  ];
}

export function busyTable(samples: Samples): Rows {
  const cell = (name: string, decimals = 0) => (samples[name] ? told(median(samples[name]), decimals) : '–');
  return [
    [
      'messages a second',
      'frame p95 ms',
      'longest ms',
      'over 50 ms',
      'rendering %',
      'main thread %',
      'behind s',
    ],
    ...[0, 100, 1_000].map((rate) => [
      told(rate, 0),
      cell(`frame p95 at ${rate}`, 1),
      cell(`longest frame at ${rate}`),
      cell(`frames over 50 ms at ${rate}`),
      cell(`rendering at ${rate}`, 1),
      cell(`main thread at ${rate}`, 1),
      cell(`behind at ${rate}`, 1),
    ]),
  ];
}
