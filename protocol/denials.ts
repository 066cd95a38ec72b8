// Why an upgrade is answered with a status instead: codes for programs, beside the sentence for people. Clients may
// meet others, of a later server.
import type { Denial } from './server-messages.ts';

export const denialCodes = [
  'no-such-path',
  'no-such-room',
  'origin-not-allowed',
  'unknown-language',
  'restarting',
  'overloaded',
  'full',
  'too-many-connections',
] as const;

export interface KnownDenial extends Denial {
  readonly code: (typeof denialCodes)[number];
}
