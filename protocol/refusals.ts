// Why a person's draft was not taken. `retry` means the same draft may be sent again later,
// `final` that it must change first.

export const refusals = {
  'text-empty': 'final',
  'text-too-long': 'final',
  'draft-conflict': 'final',
  'rate-limited': 'retry',
  busy: 'retry',
  unavailable: 'retry',
} as const;

export type RefusalCode = keyof typeof refusals;

/** Unknown codes come from a newer server; their text may still be sent again by hand. */
export function isFinal(code: string): boolean {
  return Object.hasOwn(refusals, code) && refusals[code as RefusalCode] === 'final';
}
