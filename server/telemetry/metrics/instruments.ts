// The kinds of metrics there are here: counted as it happens, or read where it is known when somebody asks.
import { Counter, Gauge, type Registry } from 'prom-client';

interface Named {
  readonly registry: Registry;
  readonly name: string;
  readonly help: string;
}

/** By the value of their one label. */
type Values = Readonly<Record<string, number>>;

/** Every code that may be has its line from the start, so that its first time is seen as an increase. */
export function countedByCode<Code extends string>(
  { registry, name, help }: Named,
  label: string,
  codes: readonly Code[],
): (code: Code) => void {
  const counter = new Counter({ name, help, labelNames: [label], registers: [registry] });
  for (const code of codes) counter.inc({ [label]: code }, 0);
  return (code) => counter.inc({ [label]: code });
}

export function counted({ registry, name, help }: Named): () => void {
  const counter = new Counter({ name, help, registers: [registry] });
  return () => counter.inc();
}

/** `read` gives what there was since the process began. */
export function readCounter({ registry, name, help }: Named, read: () => number): void {
  new Counter({
    ...{ name, help, registers: [registry] },
    collect() {
      this.reset();
      this.inc(read());
    },
  });
}

export function readCounters({ registry, name, help }: Named, label: string, read: () => Values): void {
  new Counter({
    ...{ name, help, labelNames: [label], registers: [registry] },
    collect() {
      this.reset();
      for (const [value, count] of Object.entries(read())) this.inc({ [label]: value }, count);
    },
  });
}

/** `over`: what it is of several processes together. */
export function readGauge({ registry, name, help }: Named, read: () => number, over: 'sum' | 'min' = 'sum') {
  new Gauge({
    ...{ name, help, aggregator: over, registers: [registry] },
    collect() {
      this.set(read());
    },
  });
}

export function readGauges({ registry, name, help }: Named, label: string, read: () => Values): void {
  new Gauge({
    ...{ name, help, labelNames: [label], registers: [registry] },
    collect() {
      for (const [value, count] of Object.entries(read())) this.set({ [label]: value }, count);
    },
  });
}
