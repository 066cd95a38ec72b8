// What is said of an act that was done.
import type { Moderated } from '../../protocol/server-messages.ts';
import type { enModeration } from '../locales/en-moderation.ts';
import type { ModerationAct } from '../moderating.ts';
import { durationOf, type DurationWords } from '../text/duration.ts';

export function doneSentence(
  act: ModerationAct,
  name: string,
  { count = 0, more = false }: Moderated,
  words: typeof enModeration & DurationWords,
): string {
  const further = more ? ` ${words.moreLeft}` : '';
  switch (act.do) {
    case 'remove-all':
      return words.didRemoveAll(name, count) + further;
    case 'clear':
      return words.didClear(count) + further;
    case 'mute': {
      const time = act.forMs === undefined ? words.untilLifted : durationOf(act.forMs, words);
      return act.shadow ? words.didShadow(name, time) : words.didMute(name, time);
    }
    case 'unmute':
      return words.didUnmute(name);
    case 'kick':
      return words.didKick(name);
    case 'ban':
      return words.didBan(name, act.forMs === undefined ? words.forGood : durationOf(act.forMs, words));
    case 'unban':
      return words.didUnban(name);
    case 'mode':
      return Object.values(act.mode).some(Boolean) ? words.didSetMode : words.didOpen;
    case 'approve':
      return words.didApprove(name);
    case 'decline':
      return words.didDecline(name);
    case 'resolve':
      return words.didResolve;
    case 'dismiss':
      return words.didDismiss;
    case 'shield':
      return act.on ? words.didShield : words.didUnshield;
    case 'undo':
      return more ? words.didUndoInPart : words.didUndo;
    // What else there is, is not asked for here.
    default:
      return '';
  }
}
