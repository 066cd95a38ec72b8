// What the rules would do to a text by somebody of a role: the same functions that judge, without a room around them.
import type { Role } from '../../protocol/server-messages.ts';
import { authorize, type Permissions } from '../identity/permissions.ts';
import { applyRules, createRules, type RuleSettings } from './rules/rules.ts';
import { unfit } from './size.ts';

export type Trial =
  | { readonly verdict: 'publish' | 'hold'; readonly text: string }
  | { readonly verdict: 'refuse'; readonly code: string; readonly sentence: string };

export function trial(
  text: string,
  role: Role,
  permissions: Permissions,
  rules: RuleSettings,
  now: number,
): Trial {
  const draftId = 'trial';
  const misshapen = unfit({ type: 'post', draftId, text });
  if (misshapen) return { verdict: 'refuse', ...misshapen };
  const may = (capability: Parameters<typeof authorize>[1]) =>
    authorize({ role }, capability, { permissions });
  if (may('bypass-rules')) return { verdict: 'publish', text };
  const ruled = applyRules(createRules(rules), text, {
    mayLink: may('link'),
    mayLinkImages: may('image-link'),
    mayMentionAll: may('mention-all'),
    draftId,
    recent: [],
    print: () => 0,
    now,
  });
  if (ruled.refusal) return { verdict: 'refuse', ...ruled.refusal };
  return { verdict: ruled.hold ? 'hold' : 'publish', text: ruled.text };
}
