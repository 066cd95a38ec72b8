// What TLS there is on the chat's port, and what it shows of itself. Nothing is believed here, only looked at.
import { isIP } from 'node:net';
import { checkServerIdentity, connect, type PeerCertificate } from 'node:tls';
import type { Visit } from './visit.ts';

export type TlsMeeting =
  | {
      readonly kind: 'spoken';
      readonly version: string;
      readonly certificate: PeerCertificate;
      /** OpenSSL's word for why it is not trusted. */
      readonly distrust: string | undefined;
      /** Whether it has the name by which it was asked. */
      readonly isNamed: boolean;
    }
  /** Something else is spoken there. */
  | { readonly kind: 'other' }
  | { readonly kind: 'failed'; readonly why: string };

const meetingMs = 5_000;

/** What a library of TLS says where it reads anything else. */
const notTls = /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST|UNKNOWN_PROTOCOL|RECORD_LAYER/;

export function meetTls({ target: { host, port }, connecting, surroundings }: Visit): Promise<TlsMeeting> {
  const socket = connect({
    ...{ host, port, ...connecting },
    ...(isIP(host) === 0 && { servername: host }),
    ...(surroundings.ca !== undefined && { ca: surroundings.ca }),
  });
  return new Promise<TlsMeeting>((resolve) => {
    socket.once('secureConnect', () => {
      const certificate = socket.getPeerCertificate();
      // Node says either that, or that the name is another: the name is looked at below.
      const { code, message } = (socket.authorizationError as NodeJS.ErrnoException | null) ?? {};
      const reason = code ?? message ?? (socket.authorizationError as unknown as string | null) ?? undefined;
      resolve({
        kind: 'spoken',
        version: socket.getProtocol() ?? 'TLS',
        certificate,
        distrust: reason === 'ERR_TLS_CERT_ALTNAME_INVALID' ? undefined : reason,
        isNamed: checkServerIdentity(host, certificate) === undefined,
      });
    });
    socket.once('error', ({ code = '', message }: NodeJS.ErrnoException) =>
      resolve(notTls.test(code + message) ? { kind: 'other' } : { kind: 'failed', why: message }),
    );
    socket.setTimeout(meetingMs, () =>
      resolve({ kind: 'failed', why: `nothing came within ${meetingMs / 1_000} seconds` }),
    );
  }).finally(() => socket.destroy());
}
