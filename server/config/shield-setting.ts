// The raid shield as the configuration has it: any part of it, over what stands without.
import { proofTries, slowSeconds } from '../../protocol/limits.ts';
import { count, group, yesOrNo } from './rule-setting.ts';

export const shieldSetting = group('the shield', {
  auto: yesOrNo('auto').optional().describe('Whether it comes up by itself; true unless set.'),
  joins: count('joins', 10, 100_000)
    .optional()
    .describe('So many new guests within a minute bring it up; 100.'),
  refusals: count('refusals', 10, 100_000)
    .optional()
    .describe('So many unwanted acts of guests within a minute bring it up; 100.'),
  minutes: count('minutes', 1, 1_440).optional().describe('How long it is up, at the least; 10.'),
  newMinutes: count('newMinutes', 0, 1_440)
    .optional()
    .describe('What guests say who came less than so long ago waits for a moderator; 10.'),
  slowSeconds: count('slowSeconds', 0, slowSeconds)
    .optional()
    .describe('The wait between two messages of one guest; 30.'),
  work: count('work', 0, proofTries)
    .optional()
    .describe('Most tries of the work that a new guest’s browser does first; 300000, and 0 for none.'),
});
