// A crowd in a process of its own, asked by messages. This file is both ends: imported, it starts the
// process; started, it is the process.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Crowd, type CrowdOptions } from './crowd.ts';

type Act = Exclude<keyof Crowd, symbol>;
type ArgumentsOf<Name extends Act> = Parameters<Crowd[Name]>;
type ResultOf<Name extends Act> = Awaited<ReturnType<Crowd[Name]>>;

interface Question {
  readonly id: number;
  readonly act: Act;
  readonly given: readonly unknown[];
}

type Answer =
  { readonly id: number; readonly result: unknown } | { readonly id: number; readonly problem: string };

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

export interface CrowdProcess extends AsyncDisposable {
  readonly pid: number;
  ask<Name extends Act>(act: Name, ...given: ArgumentsOf<Name>): Promise<ResultOf<Name>>;
}

const self = fileURLToPath(import.meta.url);

export async function startCrowd(options: CrowdOptions): Promise<CrowdProcess> {
  const child = fork(self, [JSON.stringify(options)], {
    serialization: 'advanced',
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let ended = false;
  child.on('message', (answer: Answer) => {
    const one = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ('problem' in answer) one?.reject(new Error(answer.problem));
    else one?.resolve(answer.result);
  });
  child.on('exit', (code) => {
    ended = true;
    for (const { reject } of waiting.values())
      reject(new Error(`The crowd ${options.name} ended with ${code}.`));
  });
  await once(child, 'spawn');
  return {
    pid: child.pid!,
    ask: (act, ...given) =>
      new Promise((resolve, reject) => {
        if (ended) return reject(new Error(`The crowd ${options.name} has ended.`));
        const id = ++lastId;
        waiting.set(id, { resolve, reject });
        child.send({ id, act, given } satisfies Question);
      }),
    async [Symbol.asyncDispose]() {
      if (ended) return;
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    },
  };
}

if (process.argv[1] === self) serve();

function serve(): void {
  const crowd = new Crowd(JSON.parse(process.argv[2]!) as CrowdOptions);
  const acts = crowd as unknown as Record<Act, (...given: readonly unknown[]) => unknown>;
  // Whoever started it is gone: nobody would ever end it.
  process.on('disconnect', () => process.exit());
  process.on('message', ({ id, act, given }: Question) => {
    const answer = (message: Answer) => process.send!(message);
    new Promise((resolve) => resolve(acts[act](...given))).then(
      (result) => answer({ id, result }),
      (error: unknown) => answer({ id, problem: String(error) }),
    );
  });
}
