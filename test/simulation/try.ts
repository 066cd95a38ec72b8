import { simulate } from './simulate.ts';
const from = Number(process.argv[2] ?? 1), count = Number(process.argv[3] ?? 100);
const trace = process.argv[4] === 'trace' ? (l: string) => console.log(l) : undefined;
let bad = 0; const t = performance.now(); let acks = 0;
for (let seed = from; seed < from + count; seed++) {
  try { acks += (await simulate(seed, trace)).acknowledged; } catch (e) { bad++; if (bad < 20) console.log(seed, trace ? e : (e as Error).message, (e as Error).cause ?? ''); }
}
console.log({ bad, acks, msPerSeed: (performance.now() - t) / count });
