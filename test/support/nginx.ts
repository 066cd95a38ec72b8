// A real nginx in front of the chat, with the location block that the README gives.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';

const program = ['/usr/sbin/nginx', '/usr/local/sbin/nginx', '/opt/homebrew/bin/nginx'].find((path) =>
  existsSync(path),
);

export const nginxIsHere = program !== undefined;

/** The README's own lines, so that they are never untrue. */
export function readmeLocation(chatPort: number): string {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const [, block] = /```nginx\n([^]*?)```/.exec(readme)!;
  return block!.replace('127.0.0.1:8080', `127.0.0.1:${chatPort}`);
}

/** Serves `location` on `port` until it is disposed of; its files lie in `folder`. */
export async function runNginx(folder: string, port: number, location: string): Promise<AsyncDisposable> {
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((kind) => `${kind}_temp_path ${folder}/${kind};`)
    .join(' ');
  // As root, its workers would be somebody who may not enter our folder.
  const workers = process.getuid?.() === 0 ? 'user root;' : '';
  const file = join(folder, 'nginx.conf');
  writeFileSync(
    file,
    `${workers} daemon off; error_log stderr; pid ${folder}/nginx.pid; events {}
http { access_log off; ${paths} server { listen 127.0.0.1:${port}; ${location} } }`,
  );
  const child = spawn(program!, ['-c', file, '-p', folder], { stdio: 'inherit' });
  await listening(port);
  return {
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}

async function listening(port: number): Promise<void> {
  for (;;) {
    const socket = connect(port, '127.0.0.1');
    const isOpen = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    });
    socket.destroy();
    if (isOpen) return;
  }
}
