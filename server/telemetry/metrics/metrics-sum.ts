// The metrics of several processes as those of one: counters and gauges are added up, or as each metric says itself.
import { AggregatorRegistry, Registry } from 'prom-client';

/** All metrics of a process with their values, as they pass between processes. */
export type MetricsRecord = Awaited<ReturnType<Registry['getMetricsAsJSON']>>;

export const metricsType = Registry.PROMETHEUS_CONTENT_TYPE;

export function sumOf(records: readonly MetricsRecord[]): MetricsRecord {
  // Each of them has its values beside what the library's types tell.
  return AggregatorRegistry.aggregate([...records]).getMetricsAsArray() as MetricsRecord;
}

/** What goes on counting for a process that has ended, so that no sum ever falls: Prometheus would take that for a new start. */
export function kept(record: MetricsRecord): MetricsRecord {
  // The library's types have numbers where it has words.
  const lasting: readonly string[] = ['counter', 'histogram'];
  return record.filter(({ type }) => lasting.includes(String(type)));
}

/** In Prometheus' text form. */
export function textOf(records: readonly MetricsRecord[]): Promise<string> {
  return AggregatorRegistry.aggregate([...records]).metrics();
}
