// Knows the chat server by what it says, and tells its answers from those of a proxy.
import { z } from 'zod';
import type { Answer } from './visit.ts';

const live = z.object({ live: z.literal(true) });
const readiness = z.object({ ready: z.boolean() });
const admission = z.object({ admitted: z.literal(true) });
const denial = z.object({ status: z.number(), code: z.string(), sentence: z.string() });

export type Denial = z.infer<typeof denial>;

export function isLive({ status, text }: Answer): boolean {
  return status === 200 && reads(live, text) !== undefined;
}

/** Undefined where it is not the server that answers. */
export function isReady({ text }: Answer): boolean | undefined {
  return reads(readiness, text)?.ready;
}

export type Admission = { readonly admitted: true } | { readonly admitted: false; readonly denial: Denial };

/** Undefined where it is not the server that answers. */
export function admissionIn({ text }: Answer): Admission | undefined {
  if (reads(admission, text)) return { admitted: true };
  const found = reads(denial, text);
  return found && { admitted: false, denial: found };
}

const nothingHere = /^There is nothing here\. (?:A room’s page is \/rooms\/|The chat is at (\/\S*)\/\.)/;

/** Where the server says that there is nothing, the path that it is at; undefined where it is not the server's word. */
export function elsewhere({ status, text }: Pick<Answer, 'status' | 'text'>): string | undefined {
  const found = status === 404 ? nothingHere.exec(text) : null;
  return found ? (found[1] ?? '') : undefined;
}

/** What the gate says of an address that is no room's; only an upgrade comes to it. */
export function isGateWithoutRoom({ status, text }: Pick<Answer, 'status' | 'text'>): boolean {
  return status === 404 && text.startsWith('A chat’s address is /rooms/');
}

/** The page of a room or another page of ours, which nobody gets who asks for a WebSocket. */
export function isPage({ status, headers }: Pick<Answer, 'status' | 'headers'>): boolean {
  return status === 200 && (headers['content-type'] ?? '').startsWith('text/html');
}

function reads<Schema extends z.ZodType>(schema: Schema, text: string): z.infer<Schema> | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
