// Every rule of protocol/README.md is tried by a test of this suite whose name begins with its ID, or stands
// here with the reason why a server cannot be tried on it.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const ofClients = 'is a duty of clients: a server shows nothing of it';

const untried: Readonly<Record<string, string>> = {
  'ENTRY-3': ofClients,
  'POST-7': ofClients,
  'HIST-2': ofClients,
  'TYPE-1': ofClients,
  'LIFE-5': ofClients,
  'BACK-1': ofClients,
  'BACK-5': ofClients,
  'GROW-1': 'is about what servers will say one day, and clients must live with',
  'GROW-4': 'is about what may change',
  'ENTRY-7': 'needs the server’s own command, which erases a participant',
  'FOLD-5': 'needs a moderator, and everybody is a guest so far',
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
