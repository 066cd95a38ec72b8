// Calling everybody at once is for those who keep the room.
import { refuse, type Rule } from './rule.ts';

const everybody = /(?<![\p{L}\p{N}_])@(?:all|everyone)(?![\p{L}\p{N}_])/iu;

export const mentionRule: Rule = (text, { mayMentionAll }) =>
  !mayMentionAll && everybody.test(text)
    ? refuse(
        'mention-not-allowed',
        'Calling everybody at once is not for everybody here. Name whom you mean.',
      )
    : undefined;
