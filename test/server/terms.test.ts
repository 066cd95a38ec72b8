import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ConfigError } from '../../server/config/config-error.ts';
import { readSettings } from '../../server/config/read-config.ts';
import { isFixed, settingNames } from '../../server/config/settings.ts';
import { LiveTerms } from '../../server/terms.ts';

it('takes what can change, names what cannot, and keeps that', () => {
  const terms = new LiveTerms(readSettings({ port: 8080, postBurst: 5 }));
  const next = readSettings({ port: 9090, postBurst: 7 });
  expect(terms.take(next)).toEqual({ changed: ['postBurst'], waiting: ['port'] });
  expect(terms.now.config).toMatchObject({ port: 8080, postBurst: 7 });
  expect(terms.now.rate.burst).toBe(7);
  expect(terms.take(next)).toEqual({ changed: [], waiting: ['port'] });
});

it('stays as it was where something cannot be used', () => {
  const terms = new LiveTerms(readSettings({}));
  const { now } = terms;
  const keys = [{ name: 'news', secretFile: '/nowhere', scopes: ['rooms:read'] }];
  expect(() => terms.take(readSettings({ postBurst: 7, apiKeys: keys }))).toThrow(ConfigError);
  expect(terms.now).toBe(now);
});

it('is told of every setting in docs/operation.md, on the right side', () => {
  const text = readFileSync(new URL('../../docs/operation.md', import.meta.url), 'utf8');
  const section = text.split(/^## /m).find((part) => part.startsWith('Settings, read again'))!;
  const rows = section.split('\n').filter((line) => line.startsWith('| `'));
  const named = new Map(
    rows.flatMap((row) => {
      const [, first = '', second = ''] = row.split('|');
      return [...first.matchAll(/`(\w+)`/g)].map(
        ([, name]) => [name!, second.includes('change at the next start')] as const,
      );
    }),
  );
  expect(settingNames.filter((name) => named.get(name) !== isFixed(name))).toEqual([]);
});
