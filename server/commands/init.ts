// Sets a chat up: some questions, one file with the settings, and what to do with it.
import { existsSync, writeFileSync } from 'node:fs';
import { ConfigError, UsageError } from '../config/config-error.ts';
import { readSettings } from '../config/read-config.ts';
import { lastOf, type Call, type Command, type Outcome } from './command.ts';
import { askAt, type Questions } from './questions.ts';
import { portProblem, presetUrl, publicUrlProblem, settingsOf, siteProblem, type Answers } from './set-up.ts';
import { nextSteps } from './next-steps.ts';

/** What it writes, unless told otherwise. */
const usualFile = 'ws-chat.json';

export const init: Command = {
  name: 'init',
  options: [
    {
      flag: '--site',
      value: 'ADDRESS',
      help: 'The site whose pages show the chat, as in https://www.example.com; repeat for more.',
    },
    {
      flag: '--public-url',
      value: 'ADDRESS',
      help: 'Where visitors reach the chat. Default: the site’s domain with chat. before it.',
    },
    { flag: '--port', value: 'N', help: 'Port to listen on. Default: 8080.' },
    { flag: '--data', value: 'FOLDER', help: 'Folder for all that is said. Default: data.' },
    { flag: '--file', value: 'FILE', help: `The file to write. Default: ${usualFile}.` },
    { flag: '--replace', help: 'Write over a file that is there.' },
  ],
  help: 'Set a chat up for your site: some questions, one file, and the tag for your pages.',
  more: 'What a flag says is not asked. Where nobody sits at a terminal nothing is asked, and --site must be there.',
  example: 'npx ws-chat init --site https://www.example.com --public-url https://chat.example.com',
  run: setUp,
};

async function setUp(call: Call): Promise<Outcome> {
  const file = lastOf(call, '--file') ?? usualFile;
  using questions = call.terminal.input.isTTY ? askAt(call.terminal) : undefined;
  const mayReplace = await allowed(file, call, questions);
  const answers = await answersOf(call, questions);
  const settings = settingsOf(answers);
  // What is written can be started with.
  readSettings(settings);
  write(file, `${JSON.stringify(settings, undefined, 2)}\n`, mayReplace);
  return { sentence: nextSteps(file, answers) };
}

/** Whether it may write over the file; throws where that is there and nobody allows it. */
async function allowed(file: string, { options }: Call, questions: Questions | undefined): Promise<boolean> {
  if (options.has('--replace')) return true;
  if (!existsSync(file)) return false;
  const answer = await questions?.ask(`There is a ${file} already. Write over it?`, 'no', (text) =>
    /^(y|yes|n|no)$/i.test(text) ? undefined : 'Answer yes or no.',
  );
  if (answer?.toLowerCase().startsWith('y')) return true;
  throw inTheWay(file);
}

async function answersOf(call: Call, questions: Questions | undefined): Promise<Answers> {
  const given = call.options.get('--site')?.flatMap(split);
  for (const site of given ?? []) refuse(siteProblem(site), '--site');
  if (given === undefined && questions === undefined)
    throw new UsageError(
      '--site is missing, and nobody is here to be asked. Write it as: ws-chat init --site https://www.example.com [--public-url https://chat.example.com] [--port 8080] [--data data].',
    );
  const sites =
    given ??
    split(
      await questions!.ask(
        'Address of your site, as in https://www.example.com; several with spaces between',
        undefined,
        (text) => split(text).map(siteProblem).find(Boolean),
      ),
    );
  const answer = async (
    flag: string,
    question: string,
    preset: string,
    problemOf: (text: string) => string | undefined,
  ) => {
    const said = lastOf(call, flag);
    if (said === undefined) return questions?.ask(question, preset, problemOf) ?? preset;
    refuse(problemOf(said), flag);
    return said;
  };
  const port = await answer('--port', 'Port that the chat listens on', '8080', portProblem);
  const publicUrl = await answer(
    '--public-url',
    'Address at which visitors reach the chat',
    presetUrl(sites[0]!, port),
    (text) => publicUrlProblem(text, sites),
  );
  const data = await answer('--data', 'Folder for all that is said', 'data', () => undefined);
  return { sites, publicUrl, port, data };
}

function split(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}

function refuse(problem: string | undefined, flag: string): void {
  if (problem !== undefined) throw new UsageError(`${flag}: ${problem}`);
}

function write(file: string, text: string, mayReplace: boolean): void {
  try {
    // Whatever came there meanwhile stays, too.
    writeFileSync(file, text, { flag: mayReplace ? 'w' : 'wx' });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw inTheWay(file);
    throw new ConfigError(
      `${file} could not be written (${message}). Name another one with --file, in a folder that is there and that this user may write in.`,
    );
  }
}

function inTheWay(file: string): ConfigError {
  return new ConfigError(
    `There is a ${file} already, and it stays as it is. Add --replace to write over it, or name another one with --file.`,
  );
}
