// Whether browsers believe the certificate, and for how much longer.
import { fine, wrong, type Verdict } from '../finding.ts';
import { meetTls, type TlsMeeting } from '../tls-meeting.ts';
import type { Check } from './check.ts';

const dayMs = 86_400_000;

/** A certificate is renewed long before: the usual ones have a third of their 90 days left, short ones a half. */
const soonMs = 7 * dayMs;
const soonShare = 1 / 5;

export const certificateCheck: Check = {
  name: 'certificate',
  needs: ['tls'],
  async look(visit) {
    if (!visit.target.secure) return fine('There is none to be looked at: the address says http.');
    const meeting = await meetTls(visit);
    if (meeting.kind !== 'spoken')
      return wrong('TLS broke off at the second try.', 'Look again in a moment.', { remedy: 'certificate' });
    return judged(meeting, visit.target.host, visit.surroundings.now());
  },
};

function judged(
  { certificate, distrust, isNamed }: Extract<TlsMeeting, { kind: 'spoken' }>,
  host: string,
  now: number,
): Verdict {
  const [from, to] = [Date.parse(certificate.valid_from), Date.parse(certificate.valid_to)];
  const bad = (cause: string, cure: string) => wrong(cause, cure, { remedy: 'certificate', passable: true });
  if (now > to)
    return bad(
      `The certificate was good until ${day(to)}: browsers refuse it.`,
      'Renew it, reload the proxy, and see why it is not renewed by itself.',
    );
  if (now < from)
    return bad(
      `The certificate is good from ${day(from)} on only.`,
      'Wait until then or take another, and see whether this machine’s clock is right.',
    );
  if (!isNamed)
    return bad(
      `The certificate is one for ${names(certificate.subjectaltname)}, not for ${host}.`,
      `Take one that has ${host}, or reach the chat by a name that is on it.`,
    );
  if (distrust !== undefined) return bad(...distrusted(distrust));
  if (to - now < Math.min(soonMs, (to - from) * soonShare))
    return bad(
      `The certificate is good until ${day(to)} only, and should have been renewed.`,
      'Renew it now, reload the proxy, and see why it is not renewed by itself.',
    );
  return fine(`The certificate is trusted, has the name ${host}, and is good until ${day(to)}.`);
}

function distrusted(code: string): [cause: string, cure: string] {
  if (code === 'DEPTH_ZERO_SELF_SIGNED_CERT')
    return [
      'The certificate is signed by itself: browsers refuse it.',
      'Take one from an authority that browsers know, as Let’s Encrypt.',
    ];
  if (code === 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' || code === 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY')
    return [
      'The certificates between this one and its authority are not sent along, or the authority is nobody’s: browsers may refuse it.',
      'Name the file with the whole chain (fullchain.pem) in the proxy.',
    ];
  return [
    `The certificate is not trusted here (${code}).`,
    'Take one from an authority that browsers know. If it is your own, name its certificate by NODE_EXTRA_CA_CERTS.',
  ];
}

function names(alternatives: string | undefined): string {
  const found = (alternatives ?? '').split(', ').map((name) => name.replace(/^(DNS|IP Address):/, ''));
  return found.filter(Boolean).slice(0, 3).join(', ') || 'no name';
}

function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
