// What the dashboard and the alerts ask for, a real server serves.
import { beforeAll, describe, expect, it } from 'vitest';
import { deployFolder, deployText } from '../support/deployments.ts';
import type { Exposition } from '../support/exposition.ts';
import { readYaml, yamlMissing } from '../support/yaml.ts';
import { startWorkersServer } from '../support/workers.ts';

interface Target {
  readonly expr: string;
  readonly refId: string;
}

interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly Target[];
}

interface Dashboard {
  readonly schemaVersion: number;
  readonly uid: string;
  readonly title: string;
  readonly panels: readonly Panel[];
  readonly templating: { readonly list: readonly { readonly name: string; readonly query: unknown }[] };
}

const dashboard = JSON.parse(deployText('grafana/ws-chat.json')) as Dashboard;
const panels = dashboard.panels.filter(({ type }) => type !== 'row');
const expressions = panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));
const alerts = [...deployText('prometheus/ws-chat.rules.yaml').matchAll(/^ +expr: (.+)$/gm)].map(
  ([, expr]) => expr!,
);

/** Words of the language, and what Prometheus itself adds. */
const words = new Set(['sum', 'rate', 'histogram_quantile', 'time', 'by', 'or', 'up']);
const added = new Set(['job', 'instance', 'le']);

/** The metrics of an expression, each with what is asked of its labels. */
function asked(expression: string) {
  const bare = expression.replace(/\[[^\]]*\]/g, '').replace(/\bby \([^)]*\)/g, '');
  return [...bare.matchAll(/([a-z_]\w*)(?:\{([^}]*)\})?/g)]
    .filter(([, name]) => !words.has(name!))
    .map(([, name, selectors = '']) => ({
      name: name!,
      labels: [...selectors.matchAll(/(\w+)(=~?)"([^"]*)"/g)].map(([, label, how, value]) => ({
        label: label!,
        matches: new RegExp(`^(?:${how === '=~' ? value : value})$`),
      })),
    }));
}

describe('what is asked of a server', { timeout: 120_000 }, () => {
  let served: Exposition;
  beforeAll(async () => {
    await using server = await startWorkersServer(2, ['--metrics=127.0.0.1:0']);
    served = await server.scrape();
  }, 120_000);

  it.each([...expressions, ...alerts])('is served: %s', (expression) => {
    const metrics = asked(expression);
    if (!expression.startsWith('up{')) expect(metrics.length).toBeGreaterThan(0);
    for (const { name, labels } of metrics) {
      const samples = served.samples.filter((sample) => sample.name === name);
      expect(samples.length, name).toBeGreaterThan(0);
      for (const { label, matches } of labels.filter((one) => !added.has(one.label)))
        expect(
          samples.some((sample) => matches.test(sample.labels[label] ?? '')),
          label,
        ).toBe(true);
    }
    const grouped = [...expression.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, labels]) =>
      labels!.split(', '),
    );
    for (const label of grouped.filter((one) => one === 'le' || !added.has(one)))
      expect(
        metrics.every(({ name }) =>
          served.samples.some((sample) => sample.name === name && label in sample.labels),
        ),
      ).toBe(true);
  });

  it('is everything there is', () => {
    const wanted = expressions.join('\n');
    for (const name of served.families.keys()) expect(wanted).toMatch(new RegExp(`\\b${name}(_bucket)?\\{`));
  });
});

describe('the dashboard', () => {
  it('is one of Grafana’s: panels with ids of their own, and their place beside each other', () => {
    expect(dashboard).toMatchObject({ uid: 'ws-chat', title: 'ws-chat' });
    expect(dashboard.schemaVersion).toBeGreaterThanOrEqual(39);
    expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
    const cells = dashboard.panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, index) => `${x + (index % w)},${y + Math.floor(index / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    for (const { gridPos } of dashboard.panels) expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
  });

  it('names no data source and no variable that is not its own', () => {
    const own = dashboard.templating.list.map(({ name }) => name);
    const text = deployText('grafana/ws-chat.json');
    const used = [...text.matchAll(/\$\{?([a-z_]\w*)/g)].map(([, name]) => name!);
    expect(new Set(used.filter((name) => !name.startsWith('__')))).toEqual(new Set(own));
    expect([...text.matchAll(/"uid": "([^"]*)"/g)].map(([, uid]) => uid)).toEqual(
      expect.not.arrayContaining([expect.stringMatching(/^(?!\$\{datasource\}$|ws-chat$)/)]),
    );
  });
});

describe('the alerts', () => {
  it.skipIf(yamlMissing !== undefined)('say each what to do, and have a name of their own', () => {
    const [file] = readYaml(new URL('prometheus/ws-chat.rules.yaml', deployFolder)) as {
      groups: { rules: { alert: string; expr: string; annotations: { summary: string } }[] }[];
    }[];
    const rules = file!.groups.flatMap((group) => group.rules);
    expect(rules.map(({ expr }) => expr)).toEqual(alerts);
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
    for (const { annotations } of rules)
      expect(annotations.summary).toMatch(/^\{\{ \$labels\.instance \}\} .+\. .+\.$/);
  });
});
