// A real nginx in front of the chat, with the location block that the README gives, or another configuration.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram, runListening } from './program.ts';

const program = findProgram(['/usr/sbin/nginx', '/usr/local/sbin/nginx', '/opt/homebrew/bin/nginx']);

export const nginxIsHere = program !== undefined;

/** The README's own lines, so that they are never untrue; test/e2e/readme.spec.ts has them with all that stands around. */
export function readmeLocation(chatPort: number): string {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const [block] = /^  location \/ \{\n[^]*?^  \}$/m.exec(readme)!;
  return block.replace('127.0.0.1:8080', `127.0.0.1:${chatPort}`);
}

/** Serves `location` on `port` until it is disposed of; its files lie in `folder`. */
export function runNginx(folder: string, port: number, location: string): Promise<AsyncDisposable> {
  return runNginxHttp(folder, port, `server { listen 127.0.0.1:${port}; ${location} }`);
}

/** The same with what stands in `http`; it listens on `port` among others. */
export async function runNginxHttp(folder: string, port: number, http: string): Promise<AsyncDisposable> {
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((kind) => `${kind}_temp_path ${folder}/${kind};`)
    .join(' ');
  // As root, its workers would be somebody who may not enter our folder.
  const workers = process.getuid?.() === 0 ? 'user root;' : '';
  const file = join(folder, 'nginx.conf');
  writeFileSync(
    file,
    `${workers} daemon off; error_log stderr; pid ${folder}/nginx.pid; events {}
http { access_log off; ${paths}
${http}
}`,
  );
  return runListening(program!, ['-c', file, '-p', folder], port);
}
