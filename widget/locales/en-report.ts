// What is said where a message is reported, in English.
import type { ReportReason } from '../../protocol/reports.ts';

export const enReport = {
  reportWhat: (name: string) => `Report what ${name} wrote`,
  reportHint: 'Those who keep this room will see it. Nobody else is told.',
  reportReason: (reason: ReportReason) =>
    ({
      spam: 'Spam',
      abuse: 'Insults or harassment',
      danger: 'Somebody may come to harm',
      other: 'Something else',
    })[reason],
  reportText: 'A word about it, if you like',
  sendReport: 'Report',
};
