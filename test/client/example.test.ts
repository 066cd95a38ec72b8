// The example of docs/client.md: it runs as it stands there, and its types are those that are shipped.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startChatServer } from '../support/chat-server.ts';
import { createNodeClient, reaches } from '../support/node-client.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const [, example] = /```js\n(.*?)```/s.exec(readFileSync(join(root, 'docs/client.md'), 'utf8'))!;

describe('the example of the chat without a screen', () => {
  it('is a chat for a terminal', async () => {
    await using server = await startChatServer({ allowMissingOrigin: true });
    const code = example!.replace('https://chat.example.com', server.url);
    const terminal = spawn(process.execPath, ['--input-type=module', '--eval', code], {
      cwd: root,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    onTestFinished(() => void terminal.kill());
    const lines = createInterface({ input: terminal.stdout })[Symbol.asyncIterator]();
    const next = async () => ((await lines.next()) as IteratorResult<string, string>).value;

    terminal.stdin.write('Hello from a terminal\n');
    expect(await next()).toBe('Ann: Hello from a terminal');
    const bo = createNodeClient(server.port, 'Bo');
    onTestFinished(() => bo.close());
    bo.start();
    bo.post('Hello from elsewhere');
    expect(await next()).toBe('Bo: Hello from elsewhere');
    await reaches(bo, () => bo.state.timeline.lines.length === 2);

    terminal.stdin.write(`${'x'.repeat(2_001)}\n`);
    expect(await next()).toMatch(/^Not sent: x{2001} \(.+\)$/);
    const ended = new Promise((resolve) => terminal.once('exit', resolve));
    terminal.stdin.end();
    expect(await ended).toBe(0);
  });

  it('is known to the types that are shipped, which need nothing that is not', ({ skip }) => {
    skip(
      !existsSync(join(root, 'dist/widget-types')),
      'dist/widget-types is not built; run npm run build:typings',
    );
    using folder = temporaryFolder(join(root, 'dist'));
    const file = join(folder.path, 'example.mts');
    writeFileSync(file, example!);
    const program = ts.createProgram([file], {
      target: ts.ScriptTarget.ES2024,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
      types: ['node'],
    });
    const files = program.getSourceFiles();
    const ours = files.filter(({ fileName }) => fileName.startsWith(join(root, 'dist')));
    expect(ours.length).toBeGreaterThan(10);
    const said = ours.flatMap((one) => [
      ...program.getSyntacticDiagnostics(one),
      ...program.getSemanticDiagnostics(one),
    ]);
    expect(said.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))).toEqual([]);
    // What a user has: the compiler, Node, and what the package depends on.
    const known = /node_modules\/(typescript|@types\/node|undici-types|zod)\//;
    const foreign = files.filter((one) => !ours.includes(one) && !known.test(one.fileName));
    expect(foreign.map(({ fileName }) => fileName)).toEqual([]);
  });
});
