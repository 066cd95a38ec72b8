// Why a person's draft was not taken. `retry` means the same draft may be sent again later,
// `final` that it must change first.

export type RefusalKind = 'retry' | 'final';

export const refusals = {
  'text-empty': 'final',
  'text-too-long': 'final',
  'emoji-unknown': 'final',
  'not-found': 'final',
  'not-allowed': 'final',
  'draft-conflict': 'final',
  'rate-limited': 'retry',
  busy: 'retry',
  unavailable: 'retry',
} as const satisfies Record<string, RefusalKind>;

export type RefusalCode = keyof typeof refusals;
