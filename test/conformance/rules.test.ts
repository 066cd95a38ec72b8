// Every rule of protocol/README.md is tried by a test of this suite whose name begins with its ID, or stands
// here with the reason why a server cannot be tried on it.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const ofScreens = 'is a duty of clients with a screen, which neither server nor stranger have';

const untried: Readonly<Record<string, string>> = {
  'FOLD-8': ofScreens,
  'TYPE-1': ofScreens,
  'LIFE-5': ofScreens,
  'RENEW-4': 'is a duty of clients that fetch tokens from a page, which the stranger does not',
  'BACK-7': 'is a duty of clients that fetch tokens from a page, which the stranger does not',
  'STREAM-5':
    'is a duty of clients that know both ways, which the stranger does not; test/e2e/fallback.spec.ts tries it',
  'GROW-4': 'is about what may change one day',
};

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');

const rules = [...read('../../protocol/README.md').matchAll(/^\*\*([A-Z]+-\d+)\*\*/gm)].map(([, id]) => id!);

const tried = new Set(
  readdirSync(new URL('.', import.meta.url), { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.test.ts'))
    .flatMap((name) => [...read(name).matchAll(/['"`]([A-Z]+-\d+) /g)])
    .map(([, id]) => id!),
);

it('tries every rule, or says why it cannot', () => {
  expect(rules.filter((id) => !tried.has(id) && !(id in untried))).toEqual([]);
});

it('excuses no rule that it tries, or that is none', () => {
  expect(Object.keys(untried).filter((id) => tried.has(id) || !rules.includes(id))).toEqual([]);
});

it('names no rule that is none', () => {
  expect([...tried].filter((id) => !rules.includes(id))).toEqual([]);
});
