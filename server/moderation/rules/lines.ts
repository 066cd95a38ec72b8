// A message that is mostly height.
import { refuse, type Rule } from './rule.ts';

const lineEnd = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g;

export function createLineRule(most: number): Rule {
  return (text) => {
    let lines = 1;
    // Counted without a list of them, which would grow with the text.
    while (lineEnd.test(text)) lines++;
    if (lines <= most) return undefined;
    return refuse('too-many-lines', `This message has ${lines} lines; ${most} fit. Join some of them.`);
  };
}
