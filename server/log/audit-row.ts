// A line of the audit log as a row of any database: one column says whom it is about, one or many.
import type { AuditLine, AuditRecord } from './standing.ts';

export interface AuditRow {
  readonly id: number;
  readonly at: number;
  readonly by: string;
  readonly act: string;
  readonly whom: string | null;
  readonly why: string | null;
  readonly until: number | null;
}

/** Many in the place of one: each between two spaces, so that it is found as a whole. */
export function listed(ids: readonly string[]): string {
  return ` ${ids.join(' ')} `;
}

export function whomOf({ whom, many }: Pick<AuditRecord, 'whom' | 'many'>): string | null {
  return whom ?? (many ? listed(many) : null);
}

export function readAuditRow({ whom, why, until, ...line }: AuditRow): AuditLine {
  return {
    ...line,
    ...(whom !== null && subjectOf(whom)),
    ...(why !== null && { why }),
    ...(until !== null && { until }),
  };
}

function subjectOf(whom: string): Pick<AuditLine, 'whom' | 'many'> {
  return whom.startsWith(' ') ? { many: whom.split(' ').filter(Boolean) } : { whom };
}
