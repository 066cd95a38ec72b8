// Why a person's draft was not taken. `retry` means the same draft may be sent again later,
// `final` that it must change first.

export type RefusalKind = 'retry' | 'final';

export const refusals = {
  'text-empty': 'final',
  'text-too-long': 'final',
  'emoji-unknown': 'final',
  'not-found': 'final',
  'not-allowed': 'final',
  'poll-ended': 'final',
  'draft-conflict': 'final',
  banned: 'final',
  'members-only': 'final',
  'emoji-only': 'final',
  'read-only': 'final',
  'word-blocked': 'final',
  'link-not-allowed': 'final',
  'mention-not-allowed': 'final',
  repeated: 'final',
  'too-many-capitals': 'final',
  'too-many-marks': 'final',
  'too-many-emoji': 'final',
  'too-many-lines': 'final',
  held: 'final',
  declined: 'final',
  'not-wanted': 'final',
  outranked: 'final',
  'too-many': 'final',
  muted: 'retry',
  'slow-mode': 'retry',
  paused: 'retry',
  'proof-needed': 'retry',
  'rate-limited': 'retry',
  unchecked: 'retry',
  busy: 'retry',
  unavailable: 'retry',
} as const satisfies Record<string, RefusalKind>;

export type RefusalCode = keyof typeof refusals;
