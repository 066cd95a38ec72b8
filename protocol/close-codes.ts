// Why a connection ends. The range alone says what the client does next, so that an old client
// handles a new code: 40xx stop, 41xx back off, 42xx come back at once, 43xx fetch a fresh token and then come
// back at once; a client that can fetch none backs off.

export const closeCodes = {
  binaryFrame: 1003,
  badFrame: 4000,
  badToken: 4001,
  otherRoom: 4002,
  kicked: 4010,
  banned: 4011,
  overloaded: 4100,
  helloTimeout: 4101,
  noAnswer: 4102,
  flood: 4103,
  internal: 4104,
  drain: 4200,
  slowReader: 4201,
  reset: 4202,
  tokenExpired: 4300,
} as const;

export type CloseCode = (typeof closeCodes)[keyof typeof closeCodes];

export type AfterClose = 'stop' | 'back-off' | 'come-back' | 'renew';

/** RFC 6455 codes that say the two sides do not speak the same language: trying again is no use. */
const hopeless: ReadonlySet<number> = new Set([1002, 1003, 1007, 1008, 1009, 1010]);

/** What a client does after a connection closed with this code. */
export function afterClose(code: number): AfterClose {
  if (code >= 4200 && code < 4300) return 'come-back';
  if (code >= 4300 && code < 4400) return 'renew';
  if (code >= 4000 && code < 4100) return 'stop';
  return hopeless.has(code) ? 'stop' : 'back-off';
}
