// Looks at a chat from outside, as a visitor's browser does, and tells what is wrong and what to change.
import { lookup } from 'node:dns/promises';
import { examine } from './examination.ts';
import type { Finding } from './finding.ts';
import { closing, findingText, heading, reportJson } from './report.ts';
import type { Target } from './target.ts';
import { Visit, type Surroundings } from './visit.ts';

export interface Audience {
  /** Where it is told. */
  readonly output: { write(text: string): unknown };
  /** Whether a program reads it. */
  readonly json: boolean;
  /** Whether it is a terminal that takes colours. */
  readonly colours: boolean;
}

export const realSurroundings: Surroundings = {
  lookup: (host) => lookup(host, { all: true }),
  now: () => Date.now(),
};

/** Resolves with whether nothing is wrong; tells each finding as soon as it is there. */
export async function doctor(
  target: Target,
  { output, json, colours }: Audience,
  surroundings: Surroundings = realSurroundings,
): Promise<boolean> {
  const visit = new Visit(target, surroundings);
  const findings: Finding[] = [];
  if (!json) output.write(heading(target));
  for await (const finding of examine(visit)) {
    findings.push(finding);
    if (!json) output.write(findingText(finding, target, { colours, proxies: visit.proxies }));
  }
  output.write(json ? reportJson(findings, target, visit.proxies) : closing(findings));
  return !findings.some(({ result }) => result === 'wrong');
}
