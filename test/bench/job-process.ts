// A job done by a process of its own, both sides of it: the job goes in by message, a result comes out.
import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A job that takes longer hangs. */
const limitMs = 300_000;

type Answer<Result> =
  { readonly kind: 'done'; readonly result: Result } | { readonly kind: 'failed'; readonly why: string };

/** The result of what the command makes of the job; rejects where it could not be done. */
export async function doInProcess<Result>(command: readonly string[], job: object): Promise<Result> {
  const [program, ...args] = command;
  const child = spawn(program!, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const timer = setTimeout(() => child.kill('SIGKILL'), limitMs);
  try {
    child.send(job);
    const [answer] = (await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(() => [{ kind: 'failed', why: 'It ended before its job, or took too long.' }]),
    ])) as [Answer<Result>];
    if (answer.kind === 'failed') throw new Error(answer.why);
    return answer.result;
  } finally {
    clearTimeout(timer);
    child.kill('SIGKILL');
  }
}

/** Does whatever it is asked by the process that started this one, which knows what that is. */
export function takeJobs(run: (job: never) => Promise<unknown>): void {
  process.on('message', (job) => {
    run(job as never).then(
      (result) => answer({ kind: 'done', result }),
      (error: unknown) =>
        answer({ kind: 'failed', why: error instanceof Error ? error.stack! : String(error) }),
    );
  });
}

function answer(answer: Answer<unknown>): void {
  process.send!(answer);
}
