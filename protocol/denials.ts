// Why an upgrade is answered with a status instead: codes for programs, beside the sentence for people.

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

export type DenialCode = (typeof denialCodes)[number];
