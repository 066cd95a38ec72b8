// Which licences may go out with this project, and the sentence about one that may not.
import type { Shipped } from './shipped.ts';

/** Those that ask for no more than to be named. What asks for sources, or forbids a use, is none of them. */
const admitted = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'Unicode-3.0',
]);

/** An SPDX expression: of alternatives one is enough, of what holds together all. One within another is not read. */
export function isAdmitted(expression: string): boolean {
  return expression
    .replace(/^\((.*)\)$/, '$1')
    .split(' OR ')
    .some((alternative) => alternative.split(' AND ').every((licence) => admitted.has(licence)));
}

/** Undefined where it may go out. */
export function faultOf({ name, version, licence }: Shipped): string | undefined {
  if (licence === undefined)
    return `${name} ${version} names no licence. Take another package, or ask its authors to name one.`;
  if (isAdmitted(licence)) return undefined;
  return `${name} ${version} is under ${licence}, which is not known to admit what is done here. Take another package, or add the licence to tools/licences/admitted.ts, with the reason.`;
}
