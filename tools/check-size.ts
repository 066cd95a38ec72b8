// The size that a page pays for the chat, held to its budget.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

/**
 * Bytes of `gzip -9`. Raised only with a reason in the change: the latest is folding, drafts that outlive
 * a reload, holes that are filled, rosters and typing.
 */
const budgets: Readonly<Record<string, number>> = {
  'dist/widget/ws-chat.js': 25_000,
  'dist/widget/ws-chat.module.js': 25_000,
};

for (const [path, budget] of Object.entries(budgets)) {
  const bytes = gzipSync(readFileSync(path), { level: 9 }).length;
  console.log(`${path}: ${bytes} of ${budget} bytes (gzip)`);
  if (bytes <= budget) continue;
  console.error(`${path} is ${bytes - budget} bytes over its budget.`);
  process.exitCode = 1;
}
