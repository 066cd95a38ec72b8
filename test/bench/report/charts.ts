// The pictures of a report: which numbers they show.
import { scenarios, type ScenarioName } from '../scenarios.ts';
import { targets } from '../targets.ts';
import { barChart, type Bar, type Panel } from './chart.ts';
import { connectCost, cost, growth, p99, weight, type Metric } from './metrics.ts';
import type { Summary } from './summary.ts';
import { told } from './table.ts';

export interface Chart {
  readonly file: string;
  readonly svg: string;
}

const less = 'Less is better. Medians of rounds in alternation, one core for the server.';

export function chartsOf(summary: Summary): readonly Chart[] {
  const title = (name: ScenarioName) => scenarios.find((scenario) => scenario.name === name)!.title;
  const panel = (name: ScenarioName, metric: Metric, unit: string, heading = title(name)): Panel => ({
    title: heading,
    bars: targets.flatMap(({ name: target, label }): Bar[] => {
      const value = summary.value(name, target, metric);
      if (value === undefined) return [];
      const decimals = value < 10 ? metric.decimals : value < 100 ? Math.min(1, metric.decimals) : 0;
      return [{ label, value, told: `${told(value, decimals)}${unit}`, isOurs: target === 'ws-chat' }];
    }),
  });
  switch (summary.report.suite) {
    case 'delivery':
      return [
        {
          file: 'cost.svg',
          svg: barChart(
            'CPU seconds per million deliveries',
            'Less is better. ws-chat and “+ SQLite” keep every message on disk; the others keep none.',
            [panel('saturation', cost, ''), panel('steady', cost, ''), panel('rooms', cost, '')],
          ),
        },
        {
          file: 'connections.svg',
          svg: barChart('What a connection costs', less, [
            panel('idle', weight, ' KiB', 'Memory of the server for each of 10,000 idle connections'),
            panel('idle', connectCost, ' µs', 'CPU for one connect; with ws-chat’s hello and welcome in it'),
          ]),
        },
      ];
    case 'slow':
      return [
        {
          file: 'slow.svg',
          svg: barChart('200 readers that never read', less, [
            panel('stalled', growth, ' MB', 'Growth of the server’s memory'),
            panel('stalled', p99, ' ms', 'p99 of the 100 who read'),
            panel('healthy', p99, ' ms', 'p99 of the same 100 without them'),
          ]),
        },
      ];
    case 'storm':
      return [];
  }
}
