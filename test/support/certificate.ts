// A certificate for 127.0.0.1 that nobody but the test trusts.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram } from './program.ts';

const program = findProgram(['/usr/bin/openssl', '/usr/local/bin/openssl', '/opt/homebrew/bin/openssl']);

export const opensslIsHere = program !== undefined;

export interface Certificate {
  /** As text, for who has to trust it. */
  readonly text: string;
  readonly certificateFile: string;
  readonly keyFile: string;
  /** Both in one file. */
  readonly bothFile: string;
}

export function makeCertificate(folder: string): Certificate {
  const [certificateFile, keyFile, bothFile] = ['certificate.pem', 'key.pem', 'both.pem'].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  execFileSync(
    program!,
    [
      ...['req', '-x509', '-nodes', '-days', '2', '-subj', '/CN=ws-chat', '-addext'],
      'subjectAltName=IP:127.0.0.1',
      ...['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'],
      ...['-keyout', keyFile, '-out', certificateFile],
    ],
    { stdio: 'pipe' },
  );
  const text = readFileSync(certificateFile, 'utf8');
  writeFileSync(bothFile, text + readFileSync(keyFile, 'utf8'));
  return { text, certificateFile, keyFile, bothFile };
}

/** One whose last day was 1 February 2025. */
export function makeExpiredCertificate(
  folder: string,
): Pick<Certificate, 'text' | 'certificateFile' | 'keyFile'> {
  const [certificateFile, keyFile, requestFile, configFile] = [
    'expired.pem',
    'expired-key.pem',
    'request.pem',
    'authority.conf',
  ].map((name) => join(folder, name)) as [string, string, string, string];
  writeFileSync(join(folder, 'index'), '');
  writeFileSync(join(folder, 'serial'), '01\n');
  writeFileSync(
    configFile,
    `[ca]\ndefault_ca = own\n[own]\nnew_certs_dir = ${folder}\ndatabase = ${folder}/index\ndefault_md = sha256
serial = ${folder}/serial\npolicy = names\nx509_extensions = more\n[names]\ncommonName = supplied\n[more]\nsubjectAltName = IP:127.0.0.1\n`,
  );
  const run = (...words: string[]) => execFileSync(program!, words, { stdio: 'pipe' });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-keyout', keyFile];
  run('req', '-new', '-nodes', '-subj', '/CN=ws-chat', ...key, '-out', requestFile);
  const days = ['-startdate', '20250101000000Z', '-enddate', '20250201000000Z'];
  const files = ['-config', configFile, '-in', requestFile, '-keyfile', keyFile, '-out', certificateFile];
  run('ca', '-selfsign', '-batch', '-notext', ...days, ...files);
  return { text: readFileSync(certificateFile, 'utf8'), certificateFile, keyFile };
}
