// What the owner's hook is told of an act, and what it may say of it.
import { z } from 'zod';
import type { Participant } from '../../../protocol/server-messages.ts';
import { refusalCharacters } from '../../../protocol/limits.ts';
import type { Saying } from '../saying.ts';
import { unfit } from '../size.ts';
import type { Verdict } from '../verdict.ts';
import { HookFailed } from './hook-caller.ts';

/** What the rules let through. */
export type Passed = Extract<Verdict, { readonly verdict: 'publish' | 'hold' }>;

const opinion = z.discriminatedUnion('verdict', [
  z.object({ verdict: z.literal('publish') }),
  z.object({ verdict: z.literal('edit'), text: z.string() }),
  z.object({ verdict: z.literal('hold') }),
  z.object({
    verdict: z.literal('refuse'),
    sentence: z.string().trim().min(1).max(refusalCharacters).optional(),
  }),
]);

export function question(room: string, { id, name, role }: Participant, act: Saying): string {
  return JSON.stringify({ room, participant: { id, name, role }, act });
}

/** Throws HookFailed for what is no answer. */
export function heed(passed: Passed & { readonly act: Saying }, answer: string): Verdict {
  const said = opinion.safeParse(parsed(answer));
  if (!said.success) throw new HookFailed('Its answer is none of those that docs/hook.md has.');
  const { act } = passed;
  switch (said.data.verdict) {
    case 'publish':
      return passed;
    case 'hold':
      return { verdict: 'hold', act };
    case 'edit': {
      const edited = { ...act, text: said.data.text.toWellFormed() };
      const refusal = unfit(edited);
      if (refusal) throw new HookFailed(`Its text cannot be told: ${refusal.code}.`);
      return { ...passed, act: edited };
    }
    case 'refuse': {
      const { sentence = 'This message is not wanted here.' } = said.data;
      return { verdict: 'refuse', refusal: { code: 'not-wanted', sentence: sentence.toWellFormed() } };
    }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
