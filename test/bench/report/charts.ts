// The pictures of a report: which numbers they show.
import { scenarios, type ScenarioName } from '../scenarios.ts';
import { targets } from '../targets.ts';
import { barChart, type Bar, type Panel } from './chart.ts';
import { connectCost, cost, growth, p99, weight, type Metric } from './metrics.ts';
import type { Summary } from './summary.ts';

export interface Chart {
  readonly file: string;
  readonly svg: string;
}

const less = 'Less is better. Medians of one run in alternation, one core for the server.';

export function chartsOf(summary: Summary): readonly Chart[] {
  const title = (name: ScenarioName) => scenarios.find((scenario) => scenario.name === name)!.title;
  const panel = (name: ScenarioName, metric: Metric, unit: string, heading = title(name)): Panel => ({
    title: heading,
    bars: targets.flatMap(({ name: target, label }): Bar[] => {
      const value = summary.value(name, target, metric);
      if (value === undefined) return [];
      const digits = value < 10 ? metric.decimals : Math.min(1, metric.decimals);
      return [{ label, value, told: `${value.toFixed(digits)}${unit}`, isOurs: target === 'ws-chat' }];
    }),
  });
  switch (summary.report.suite) {
    case 'delivery':
      return [
        {
          file: 'cost.svg',
          svg: barChart(
            'CPU seconds per million deliveries',
            `${less} ws-chat and “+ SQLite” keep every message; the others keep none.`,
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
            panel('stalled', p99, ' ms', 'p99 of the 100 others'),
            panel('healthy', p99, ' ms', 'p99 of the 100 others, were all of them readers'),
          ]),
        },
      ];
    case 'storm':
      return [];
  }
}
