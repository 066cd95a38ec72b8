// What was found, for a person in a terminal and for a program.
import { oneLine } from '../telemetry/one-line.ts';
import { proxyNames, remedyLines, type ProxyName } from './proxies.ts';
import type { Finding } from './finding.ts';
import type { Target } from './target.ts';

/** How a result is marked, and by which colour of a terminal. */
const marks = {
  fine: ['✓', 32],
  wrong: ['✗', 31],
  'cannot tell': ['?', 33],
  skipped: ['–', 2],
} as const satisfies Record<Finding['result'], readonly [string, number]>;

/** As wide as the longest name of a check. */
const nameWidth = 12;

export interface Looks {
  /** Whether the terminal takes colours. */
  readonly colours: boolean;
  /** Who answered; for the others the lines stand in the documents. */
  readonly proxies: readonly ProxyName[];
}

export function heading({ url, origin, room }: Target): string {
  return `${url}, room ${room}, for pages of ${origin}\n\n`;
}

/** One line, and below it what is to be done. */
export function findingText(finding: Finding, target: Target, { colours, proxies }: Looks): string {
  const [mark, colour] = marks[finding.result];
  const painted = colours ? `\u001B[${colour}m${mark}\u001B[0m` : mark;
  const indent = ' '.repeat(nameWidth + 3);
  const lines = [`${painted} ${finding.check.padEnd(nameWidth)} ${oneLine(finding.cause)}`];
  const cure = 'cure' in finding ? finding.cure : undefined;
  if (cure !== undefined) lines.push(indent + oneLine(cure));
  if (finding.result === 'wrong' && finding.remedy !== undefined) {
    const shown = proxies.length > 0 ? proxies : proxyNames;
    for (const [proxy, text] of remedyLines(finding.remedy, target, shown))
      lines.push(`${indent}${proxy}:`, ...text.split('\n').map((line) => `${indent}  ${line}`));
  }
  return `${lines.join('\n')}\n`;
}

export function closing(findings: readonly Finding[]): string {
  const count = (result: Finding['result']) => findings.filter((one) => one.result === result).length;
  const [bad, unknown, skipped] = [count('wrong'), count('cannot tell'), count('skipped')];
  const rest = [
    ...(unknown > 0 ? [`${unknown} cannot be told from here`] : []),
    ...(skipped > 0 ? [`${skipped} not looked at`] : []),
  ].join(', ');
  const summary =
    bad === 0 ? 'Nothing is wrong' : bad === 1 ? 'One thing is wrong' : `${bad} things are wrong`;
  return `\n${summary}${rest && `; ${rest}`}.\n`;
}

/** All lines for all proxies: a program can choose. */
export function reportJson(
  findings: readonly Finding[],
  target: Target,
  proxies: readonly ProxyName[],
): string {
  const { url, origin, room } = target;
  return `${JSON.stringify(
    {
      ...{ url, origin, room, proxies },
      fine: !findings.some(({ result }) => result === 'wrong'),
      findings: findings.map((finding) => ({
        check: finding.check,
        result: finding.result,
        cause: finding.cause,
        ...('cure' in finding && { cure: finding.cure }),
        ...(finding.result === 'wrong' &&
          finding.remedy !== undefined && {
            change: Object.fromEntries(remedyLines(finding.remedy, target)),
          }),
      })),
    },
    undefined,
    2,
  )}\n`;
}
