// Prometheus' text form, read by its grammar and by the rules of its kinds; whatever breaks one of them throws.

export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface Family {
  readonly type: string;
  readonly help: string;
  readonly samples: readonly Sample[];
}

export class Exposition {
  readonly families: ReadonlyMap<string, Family>;

  constructor(text: string) {
    this.families = familiesOf(text);
    for (const [name, family] of this.families) check(name, family);
  }

  /** Of one sample, by its whole name and all of its labels. */
  value(name: string, labels: Readonly<Record<string, string | number>> = {}): number {
    const wanted = key(Object.fromEntries(Object.entries(labels).map(([label, is]) => [label, String(is)])));
    const found = this.samples.filter((sample) => sample.name === name && key(sample.labels) === wanted);
    if (found.length !== 1) throw new Error(`There are ${found.length} samples ${name}${wanted}.`);
    return found[0]!.value;
  }

  /** Of all samples of a name together. */
  total(name: string): number {
    return this.samples
      .filter((sample) => sample.name === name)
      .reduce((total, { value }) => total + value, 0);
  }

  get samples(): readonly Sample[] {
    return [...this.families.values()].flatMap(({ samples }) => samples);
  }

  /** What may be asked of a family. */
  labelsOf(family: string): readonly string[] {
    const all = this.families.get(family)!.samples.flatMap(({ labels }) => Object.keys(labels));
    return [...new Set(all)].filter((label) => label !== 'le').sort();
  }
}

const metricName = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const sampleLine =
  /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{((?:[a-zA-Z_]\w*="(?:[^"\\\n]|\\[\\"n])*",?)*)\})? (\S+)$/;
const types = ['counter', 'gauge', 'histogram', 'summary', 'untyped'];

function familiesOf(text: string): Map<string, Family> {
  if (!text.endsWith('\n')) throw new Error('The last line does not end.');
  const families = new Map<string, { type: string; help: string; samples: Sample[] }>();
  let current = '';
  for (const line of text.slice(0, -1).split('\n')) {
    if (line === '') continue;
    const [, word, name, rest] = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line) ?? [];
    if (word === 'HELP') {
      if (!metricName.test(name!) || families.has(name!)) throw new Error(`Twice, or no name: ${line}`);
      current = name!;
      families.set(current, { type: '', help: rest!, samples: [] });
    } else if (word === 'TYPE') {
      if (name !== current || !types.includes(rest!)) throw new Error(`Not where it should be: ${line}`);
      families.get(current)!.type = rest!;
    } else {
      const sample = sampleOf(line);
      const family = families.get(current);
      if (!family || family.type === '' || !belongs(sample.name, current, family.type))
        throw new Error(`Without its type: ${line}`);
      family.samples.push(sample);
    }
  }
  return families;
}

function sampleOf(line: string): Sample {
  const [, name, labelText = '', number] = sampleLine.exec(line) ?? [];
  const value = number === '+Inf' ? Infinity : Number(number);
  if (name === undefined || Number.isNaN(value)) throw new Error(`This is no sample: ${line}`);
  const labels = [...labelText.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, label, is]) => [label, is]);
  return { name, labels: Object.fromEntries(labels) as Record<string, string>, value };
}

function belongs(sample: string, family: string, type: string): boolean {
  if (type !== 'histogram') return sample === family;
  return ['_bucket', '_sum', '_count'].some((end) => sample === family + end);
}

function check(name: string, { type, samples }: Family): void {
  const series = samples.map((sample) => sample.name + key(sample.labels));
  if (samples.length === 0 || new Set(series).size < series.length)
    throw new Error(`${name} has nothing, or something twice.`);
  if (type === 'counter' && !name.endsWith('_total')) throw new Error(`${name} is a counter without _total.`);
  if (type !== 'gauge' && samples.some(({ value }) => !(value >= 0))) throw new Error(`${name} is below 0.`);
  if (type === 'histogram') checkBuckets(name, samples);
}

function checkBuckets(name: string, samples: readonly Sample[]): void {
  const buckets = samples.filter((sample) => sample.name === `${name}_bucket`);
  const count = samples.find((sample) => sample.name === `${name}_count`)?.value;
  const rises = buckets.every(({ labels, value }, index) => {
    const before = buckets[index - 1];
    if (!before) return true;
    return bound(labels) > bound(before.labels) && value >= before.value;
  });
  if (!rises || bound(buckets.at(-1)!.labels) !== Infinity || buckets.at(-1)!.value !== count)
    throw new Error(`The buckets of ${name} do not rise to its count.`);
}

function bound({ le }: Readonly<Record<string, string>>): number {
  return le === '+Inf' ? Infinity : Number(le);
}

function key(labels: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.entries(labels).sort());
}
