// The page of every WebSocket tutorial, opened from a file, joins the demo.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test as base } from '@playwright/test';
import { freePort } from '../support/free-port.ts';
import { run } from '../support/processes.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { Chat } from './chat.ts';

/** As tutorials have it, but for the port. */
const tutorial = (port: number) => `<!doctype html>
<ul id="messages"></ul>
<form id="form"><input id="input" autocomplete="off"><button>Send</button></form>
<script>
  const socket = new WebSocket('ws://localhost:${port}');
  socket.onmessage = (event) => {
    const item = document.createElement('li');
    item.textContent = event.data;
    document.getElementById('messages').appendChild(item);
  };
  document.getElementById('form').addEventListener('submit', (event) => {
    event.preventDefault();
    socket.send(document.getElementById('input').value);
    document.getElementById('input').value = '';
  });
</script>`;

base('two tabs of a tutorial’s page and the widget talk in the demo', async ({ context }) => {
  using folder = temporaryFolder();
  const port = await freePort();
  const words = ['demo', `--port=${port}`, `--data=${join(folder.path, 'data')}`];
  await using demo = await run('server/main.ts', words, {}, (line) =>
    line.includes('What happens in the rooms'),
  );
  const site = demo.lines.map((line) => /A site with it +(\S+)/.exec(line)?.[1]).find(Boolean)!;
  const file = join(folder.path, 'tutorial.html');
  writeFileSync(file, tutorial(port));

  const [first, second, host] = [await context.newPage(), await context.newPage(), await context.newPage()];
  await host.goto(new URL('/radio', site).href);
  await host.getByRole('button', { name: 'Open the chat' }).click();
  const chat = new Chat(host);
  await first.goto(pathToFileURL(file).href);
  await second.goto(pathToFileURL(file).href);
  await expect(chat.root.getByText('3 here')).toBeVisible();

  await first.locator('#input').fill('hello from a tutorial');
  await first.locator('#input').press('Enter');
  await expect(second.locator('li')).toHaveText(['hello from a tutorial']);
  await expect(chat.row('hello from a tutorial')).toBeVisible();

  await chat.introduce('Mara', 'hello from the widget');
  await expect(first.locator('li')).toHaveText(['hello from the widget']);
  await expect(second.locator('li')).toHaveText(['hello from a tutorial', 'hello from the widget']);

  await expect
    .poll(() => demo.lines.join('\n'))
    .toMatch(/\[lobby\] Guest \d+ joined[^]*Guest \d+: hello from a tutorial[^]*Mara: hello from the widget/);
  await second.close();
  await expect.poll(() => demo.lines.join('\n')).toMatch(/Guest \d+ left \(2 here\)/);
});
