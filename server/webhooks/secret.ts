// The secret of a webhook, as Standard Webhooks writes it.

const leastBytes = 24;
const mostBytes = 64;

/** What is said of one that is none. */
export const secretSentence = `must be whsec_ and ${leastBytes} to ${mostBytes} bytes in base64; make one by echo whsec_$(openssl rand -base64 32)`;

/** Undefined for what is no secret. */
export function keyOf(secret: string): Uint8Array | undefined {
  const [, text] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret.trim()) ?? [];
  if (text === undefined) return undefined;
  const key = Buffer.from(text, 'base64');
  return key.length >= leastBytes && key.length <= mostBytes ? key : undefined;
}
