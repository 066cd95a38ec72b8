// A report as it is kept and as it is listed, whose matter it is, and how much waits.
import type { Participant, ReportLine, Waiting } from '../../protocol/server-messages.ts';
import { outranks } from '../identity/permissions.ts';
import type { ReportRecord } from '../log/standing.ts';

/** By role, so that nobody settles what is said of themselves; owners have nobody above them. */
export function maySettle(by: Participant, { about }: ReportLine): boolean {
  return by.role === 'owner' || outranks(by.role, about.role);
}

export function reportId({ participant, ref }: Pick<ReportRecord, 'participant' | 'ref'>): string {
  return `${ref}-${participant}`;
}

export function reportLineOf(report: ReportRecord): ReportLine {
  const { ref, record } = report;
  const { at, from, about, ...said } = JSON.parse(record) as Omit<ReportLine, 'id' | 'ref'>;
  return { id: reportId(report), at, from, ref, about, ...said };
}

export const nothingWaits: Waiting = { held: 0, reports: 0 };

export function isAny({ held, reports }: Waiting): boolean {
  return held + reports > 0;
}
