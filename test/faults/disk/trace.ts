// What a program did to the files of one folder, in order, as `strace` saw it.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export type DiskEvent =
  | { readonly type: 'write'; readonly file: string; readonly offset: number; readonly bytes: Buffer }
  | { readonly type: 'truncate'; readonly file: string; readonly length: number }
  | { readonly type: 'remove'; readonly file: string }
  | { readonly type: 'sync'; readonly file: string }
  | { readonly type: 'said'; readonly text: string };

const calls = 'openat,close,pwrite64,ftruncate,unlink,fsync,fdatasync,write';

export function hasStrace(): boolean {
  return spawnSync('strace', ['-V']).status === 0;
}

/** Runs a program that works on the log at `path` on its main thread only, as its first argument says. */
export function traceProgram(program: string, path: string, args: readonly string[]): DiskEvent[] {
  const file = join(dirname(path), 'trace');
  const options = ['-xx', '-s', '2000000', '-e', `trace=${calls}`, '-o', file];
  const { error } = spawnSync('strace', [...options, process.execPath, program, path, ...args], {
    stdio: 'ignore',
  });
  if (error) throw error;
  return readTrace(readFileSync(file, 'latin1'), path);
}

/** Keeps what happened to files whose names begin with `path` and to their folder, and what was said on standard output. */
function readTrace(trace: string, path: string): DiskEvent[] {
  const open = new Map<string, string>();
  const events: DiskEvent[] = [];
  for (const line of trace.split('\n')) {
    const [, call = '', rest = ''] = /^(\w+)\((.*)$/.exec(line) ?? [];
    const descriptor = /^\d+/.exec(rest)?.[0] ?? '';
    const text = bytesIn(rest);
    const file = open.get(descriptor);
    if (call === 'openat') {
      const opened = /= (\d+)$/.exec(rest)?.[1];
      if (opened !== undefined && (text.toString().startsWith(path) || text.toString() === dirname(path)))
        open.set(opened, text.toString());
    } else if (call === 'close') open.delete(descriptor);
    else if (call === 'unlink' && text.toString().startsWith(path))
      events.push({ type: 'remove', file: text.toString() });
    else if (call === 'write' && descriptor === '1') events.push({ type: 'said', text: text.toString() });
    else if (file !== undefined) {
      if (call === 'pwrite64')
        events.push({ type: 'write', file, offset: Number(/, (\d+)\) += /.exec(rest)![1]), bytes: text });
      if (call === 'ftruncate')
        events.push({ type: 'truncate', file, length: Number(/, (\d+)\)/.exec(rest)![1]) });
      if (call.endsWith('sync')) events.push({ type: 'sync', file });
    }
  }
  return events;
}

/** The first text in quotes; every byte of it is written as \xNN. */
function bytesIn(rest: string): Buffer {
  return Buffer.from((/"([^"]*)"/.exec(rest)?.[1] ?? '').replaceAll('\\x', ''), 'hex');
}
