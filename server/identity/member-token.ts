// What a member's token says, as far as it can be said without a key: its shape, its header, its claims.
import { z } from 'zod';
import { tokenCharacters } from '../../protocol/limits.ts';
import { cleanName } from './names.ts';
import { roomNamePattern } from '../../protocol/room-name.ts';

/** Only these may be said: whatever else a header offers (keys, addresses of keys, demands) is for nobody here. */
const header = z.strictObject({
  alg: z.string().max(16),
  typ: z
    .string()
    .regex(/^(application\/)?jwt$/i)
    .optional(),
  kid: z.string().min(1).max(256).optional(),
});

export type MemberHeader = z.infer<typeof header>;

const seconds = z.int().min(0);

/** Text that stands in entries and is told to everyone. */
const shortText = z.string().min(1).max(256);

const pictureAddress = z.string().max(256).refine(isPictureAddress);

/** What is left out here is nobody's business, and is not looked at. */
const claims = z.object({
  sub: shortText.refine((text) => text.isWellFormed()),
  name: shortText.transform((name, context) => {
    const clean = cleanName(name);
    if (clean === undefined) context.addIssue('needs something that can be seen');
    return clean ?? '';
  }),
  avatar: pictureAddress.optional(),
  color: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i)
    .optional(),
  role: z.enum(['owner', 'moderator', 'member']).default('member'),
  rooms: z
    .array(z.string().refine((room) => roomNamePattern.test(room.replace(/(?<=.)\*$/, ''))))
    .max(100)
    .optional(),
  exp: seconds,
  iat: seconds.optional(),
});

export type MemberClaims = z.infer<typeof claims>;

/** Guests' tokens have two parts. */
export function isMemberToken(token: string): boolean {
  const first = token.indexOf('.');
  return first >= 0 && token.includes('.', first + 1);
}

/** The header, or undefined for what is no token or says more than it may. */
export function headerOf(token: string): MemberHeader | undefined {
  if (token.length > tokenCharacters || !/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) return undefined;
  try {
    const bytes = Buffer.from(token.slice(0, token.indexOf('.')), 'base64url');
    return header.safeParse(JSON.parse(bytes.toString())).data;
  } catch {
    return undefined;
  }
}

/** The claims, or the name of the first that cannot be used. */
export function claimsOf(payload: unknown): MemberClaims | string {
  const read = claims.safeParse(payload);
  return read.success ? read.data : String(read.error.issues[0]!.path[0] ?? 'payload');
}

/** A picture comes by https, and its address carries no password. */
function isPictureAddress(text: string): boolean {
  const url = URL.parse(text);
  return url?.protocol === 'https:' && url.username === '' && url.password === '';
}
