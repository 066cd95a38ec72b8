import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { init } from '../../../server/commands/init.ts';
import { runCommand } from '../../../server/commands/run-command.ts';
import { UsageError } from '../../../server/config/config-error.ts';
import { readConfig } from '../../../server/config/read-config.ts';
import { runCommand as runProgram } from '../../support/command.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { nobody, personWho, type TestTerminal } from '../../support/terminal.ts';

const program = fileURLToPath(new URL('../../../server/main.ts', import.meta.url));

/** Runs it over a file of the test’s own. */
async function setUp(file: string, { terminal }: TestTerminal, ...words: string[]): Promise<string> {
  const outcome = await runCommand(init, { words: ['--file', file, ...words], environment: {}, terminal });
  return outcome.sentence!;
}

const written = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as unknown;

function place() {
  const folder = temporaryFolder();
  return { file: join(folder.path, 'ws-chat.json'), [Symbol.dispose]: () => folder[Symbol.dispose]() };
}

/** Of one site, with Enter for all the rest. */
const usual = {
  origins: ['https://www.example.com'],
  publicUrl: 'https://chat.example.com',
  host: '127.0.0.1',
  trustedProxies: 1,
  port: 8080,
  data: 'data',
};

describe('the questions', () => {
  it('need an address of the site, and Enter for all the rest', async () => {
    using at = place();
    const person = personWho('https://www.example.com', '', '', '');
    await setUp(at.file, person);
    expect(written(at.file)).toEqual(usual);
    expect(person.printed().match(/\[[^\]]+\]/g)).toEqual(['[8080]', '[https://chat.example.com]', '[data]']);
  });

  it('are asked again, with the cure, until the answer can be used', async () => {
    using at = place();
    const person = personWho(
      ...['', 'example.com', 'https://example.com/shop', 'https://example.com'],
      ...['http', '70000', '9000'],
      ...['chat.example.com', 'http://chat.example.com', 'https://talk.example.com'],
      'chats',
    );
    await setUp(at.file, person);
    expect(written(at.file)).toEqual({
      ...usual,
      origins: ['https://example.com'],
      publicUrl: 'https://talk.example.com',
      port: 9000,
      data: 'chats',
    });
    for (const sentence of [
      'This one needs an answer.',
      '“example.com” is not an origin; write the scheme too, as in https://example.com.',
      '“https://example.com/shop” is not how a browser writes it; write https://example.com.',
      '“http” must be a whole number from 0 to 65535.',
      '“70000” must be a whole number from 0 to 65535.',
      '“chat.example.com” must be the address that visitors use, as in https://chat.example.com.',
      'Pages of https://example.com may only use what comes by https. Write https://chat.example.com, and let a reverse proxy speak https.',
    ])
      expect(person.printed()).toContain(`  ${sentence}\n`);
  });

  it('take several sites, and one on this machine with no proxy before it', async () => {
    using at = place();
    await setUp(at.file, personWho('http://localhost:3000 http://127.0.0.1:3000', '', '', ''));
    expect(written(at.file)).toEqual({
      origins: ['http://localhost:3000', 'http://127.0.0.1:3000'],
      publicUrl: 'http://localhost:8080',
      port: 8080,
      data: 'data',
    });
  });

  it('are not asked of what a flag says', async () => {
    using at = place();
    const person = personWho('');
    await setUp(
      at.file,
      person,
      '--site',
      'https://a.example',
      '--port=81',
      '--public-url=https://b.example',
    );
    expect(written(at.file)).toMatchObject({ publicUrl: 'https://b.example', port: 81, data: 'data' });
    expect(person.printed()).toBe('Folder for all that is said [data]: ');
  });

  it('write nothing when they are left', async () => {
    using at = place();
    const left = setUp(at.file, personWho('https://www.example.com', ''));
    await expect(left).rejects.toThrow(/^The questions were not all answered, so nothing was written\. /);
    expect(existsSync(at.file)).toBe(false);
  });

  it('are asked at a real terminal', async ({ skip }) => {
    skip(!existsSync('/usr/bin/script'), 'there is no script(1) to make a terminal with');
    using folder = temporaryFolder();
    const line = `${process.execPath} ${program} init`;
    const child = spawn('/usr/bin/script', ['-qec', line, '/dev/null'], { cwd: folder.path });
    let printed = '';
    const answers = ['https://www.example.com', '9000x', '9000', '', ''];
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const asked = printed.match(/: /g)?.length ?? 0;
      if (asked > 0 && /: (\u001b\[\d+G)?$/.test(printed)) child.stdin.write(`${answers.shift()}\n`);
    });
    const [code] = (await once(child, 'exit')) as [number];
    expect([code, printed]).toEqual([0, expect.stringContaining('ws-chat.json is written.')]);
    expect(written(join(folder.path, 'ws-chat.json'))).toEqual({ ...usual, port: 9000 });
  });
});

describe('without a person', () => {
  it('takes flags, with the same presets', async () => {
    using at = place();
    await setUp(at.file, nobody(), '--site', 'https://www.example.com');
    expect(written(at.file)).toEqual(usual);
  });

  it('says which one is missing', async () => {
    using at = place();
    const missing = setUp(at.file, nobody(), '--port', '81');
    await expect(missing).rejects.toThrow(
      '--site is missing, and nobody is here to be asked. Write it as: ws-chat init --site https://www.example.com [--public-url https://chat.example.com] [--port 8080] [--data data].',
    );
    await expect(missing).rejects.toBeInstanceOf(UsageError);
  });

  it.each([
    [
      ['--site', 'example.com'],
      '--site: “example.com” is not an origin; write the scheme too, as in https://example.com.',
    ],
    [['--site', 'https://a.example', '--port', 'x'], '--port: “x” must be a whole number from 0 to 65535.'],
    [
      ['--site', 'https://a.example', '--public-url', 'http://b.example'],
      '--public-url: Pages of https://a.example may only use what comes by https. Write https://b.example, and let a reverse proxy speak https.',
    ],
    [['--stie', 'https://a.example'], '--stie: there is no such setting. Did you mean --site?'],
  ])('says what is wrong with %j, and writes nothing', async (words, sentence) => {
    using at = place();
    await expect(setUp(at.file, nobody(), ...words)).rejects.toThrow(sentence);
    expect(existsSync(at.file)).toBe(false);
  });

  it('is what a script has, whose exit code is 2 then', async () => {
    using folder = temporaryFolder();
    using command = runProgram(['init'], { folder: folder.path });
    const { code, stdout, stderr } = await command.ended;
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^--site is missing, [^\n]+\.\n$/);
  });
});

describe('a file that is there', () => {
  const site = ['--site', 'https://www.example.com'];

  it('stays, where nobody says otherwise', async () => {
    using at = place();
    writeFileSync(at.file, 'to my aunt');
    await expect(setUp(at.file, nobody(), ...site)).rejects.toThrow(
      `There is a ${at.file} already, and it stays as it is. Add --replace to write over it, or name another one with --file.`,
    );
    for (const answer of ['', 'no', 'n'])
      await expect(setUp(at.file, personWho(answer), ...site)).rejects.toThrow(/it stays as it is/);
    expect(readFileSync(at.file, 'utf8')).toBe('to my aunt');
  });

  it('stays also where it came while the questions were answered', async () => {
    using at = place();
    const meanwhile = () => {
      writeFileSync(at.file, 'to my aunt');
      return '';
    };
    await expect(setUp(at.file, personWho('', '', meanwhile), ...site)).rejects.toThrow(/it stays as it is/);
    expect(readFileSync(at.file, 'utf8')).toBe('to my aunt');
  });

  it('is written over by --replace, or by a yes', async () => {
    using at = place();
    writeFileSync(at.file, 'to my aunt');
    await setUp(at.file, nobody(), ...site, '--replace');
    expect(written(at.file)).toEqual(usual);
    writeFileSync(at.file, 'to my aunt');
    await setUp(at.file, personWho('perhaps', 'yes', '', '', ''), ...site);
    expect(written(at.file)).toEqual(usual);
  });

  it('is in a folder that is there', async () => {
    using at = place();
    await expect(setUp(join(at.file, 'no', 'x.json'), nobody(), ...site)).rejects.toThrow(
      /x\.json could not be written \(.+\)\. Name another one with --file, in a folder that is there/,
    );
  });
});

describe('what it says in the end', () => {
  it('is the tag, how to start, and what comes next', async () => {
    using at = place();
    const said = await setUp(at.file, nobody(), '--site', 'https://www.example.com', '--port', '9000');
    expect(said).toContain(
      '<script async src="https://chat.example.com/ws-chat.js" data-room="lobby"></script>',
    );
    expect(said).toContain(`npx ws-chat --config ${at.file}`);
    expect(said).toContain(`npx ws-chat console-link --config ${at.file}`);
    expect(said).toContain('127.0.0.1:9000');
  });

  it('speaks of no proxy where there is none', async () => {
    using at = place();
    expect(await setUp(at.file, nobody(), '--site', 'http://localhost:3000')).not.toContain('proxy');
  });

  it('is true: the server starts by it, and a page of the site comes in', async () => {
    using at = place();
    await setUp(at.file, nobody(), '--site', 'http://localhost:3000', '--port', '0');
    const config = readConfig({ flags: ['--config', at.file], environment: {} });
    expect(config).toMatchObject({ origins: ['http://localhost:3000'], port: 0 });
    using folder = temporaryFolder();
    using command = runProgram(['--config', at.file, '--data', folder.path]);
    expect(JSON.parse(await command.firstLine)).toMatchObject({ msg: 'listening' });
  });
});
