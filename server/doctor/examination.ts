// All checks in their order: what means nothing after an earlier one is left out, and said to be.
import { addressCheck } from './checks/address-check.ts';
import { bodyCheck } from './checks/body-check.ts';
import { bundleCheck } from './checks/bundle-check.ts';
import { certificateCheck } from './checks/certificate-check.ts';
import type { Check } from './checks/check.ts';
import { clockCheck } from './checks/clock-check.ts';
import { forwardedCheck } from './checks/forwarded-check.ts';
import { headersCheck } from './checks/headers-check.ts';
import { httpCheck } from './checks/http-check.ts';
import { idleCheck } from './checks/idle-check.ts';
import { nameCheck } from './checks/name-check.ts';
import { originCheck } from './checks/origin-check.ts';
import { pathCheck } from './checks/path-check.ts';
import { reachCheck } from './checks/reach-check.ts';
import { readyCheck } from './checks/ready-check.ts';
import { streamCheck } from './checks/stream-check.ts';
import { tlsCheck } from './checks/tls-check.ts';
import { upgradeCheck } from './checks/upgrade-check.ts';
import { welcomeCheck } from './checks/welcome-check.ts';
import { cannotTell, type Finding, type Verdict } from './finding.ts';
import { Unanswered, type Visit } from './visit.ts';

/** The one that waits comes last. */
export const checks: readonly Check[] = [
  ...[nameCheck, reachCheck, tlsCheck, certificateCheck, pathCheck, readyCheck, httpCheck],
  ...[addressCheck, bundleCheck, headersCheck, clockCheck, forwardedCheck],
  ...[originCheck, upgradeCheck, welcomeCheck, streamCheck, bodyCheck, idleCheck],
];

/** Each finding as soon as it is there. */
export async function* examine(visit: Visit): AsyncGenerator<Finding> {
  /** Without what comes after them. */
  const dead = new Map<string, string>();
  for (const { name, needs, look } of checks) {
    const need = needs.find((one) => dead.has(one));
    if (need !== undefined) {
      const cause = dead.get(need)!;
      dead.set(name, cause);
      yield { check: name, result: 'skipped', cause: `Not looked at, because of “${cause}”.` };
      continue;
    }
    const verdict = await judged(look, visit);
    if (verdict.result === 'wrong' && verdict.passable !== true) dead.set(name, name);
    yield { check: name, ...verdict };
  }
}

async function judged(look: Check['look'], visit: Visit): Promise<Verdict> {
  try {
    return await look(visit);
  } catch (error) {
    if (!(error instanceof Unanswered)) throw error;
    return cannotTell(`There was no answer: ${error.message}.`, 'Look again.');
  }
}
