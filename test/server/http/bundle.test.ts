import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundleOf, pinnedTag, readBundle } from '../../../server/http/bundle.ts';
import { endsWithTest } from '../../support/ends-with-test.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const contents = (files: Readonly<Record<string, string>>) =>
  new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)]));

const usual = bundleOf('1.2.3', contents({ 'ws-chat.js': 'alert(1)', 'ws-chat/poll.js': 'alert(2)' }));

describe('a bundle', () => {
  it('is named by its version and by what is in it', () => {
    expect(usual.folder).toMatch(/^ws-chat@1\.2\.3-[0-9a-f]{12}$/);
    const others = [
      bundleOf('1.2.4', contents({ 'ws-chat.js': 'alert(1)', 'ws-chat/poll.js': 'alert(2)' })),
      bundleOf('1.2.3', contents({ 'ws-chat.js': 'alert(1)', 'ws-chat/poll.js': 'alert(3)' })),
      bundleOf('1.2.3', contents({ 'ws-chat.js': 'alert(1)', 'ws-chat/pole.js': 'alert(2)' })),
      bundleOf('1.2.3', contents({ 'ws-chat.js': 'alert(1)' })),
    ];
    expect(new Set([usual, ...others].map(({ folder }) => folder)).size).toBe(5);
  });

  it('is the same in whatever order its files were found', () => {
    const other = contents({ 'ws-chat/poll.js': 'alert(2)', 'ws-chat.js': 'alert(1)' });
    expect(JSON.stringify(bundleOf('1.2.3', other))).toBe(JSON.stringify(usual));
  });

  it('has the hash of each file as browsers compare it', () => {
    // As `openssl dgst -sha384 -binary | base64` has it.
    expect(usual.files['ws-chat.js']).toBe(
      'sha384-HT2E9NfWiuQ/w1PRai+hTyqW16NIoCGA/m8VQDUopfAtcz6YQjtsMmQd5uRbVDpW',
    );
  });

  it('is read as it was written, and is none where nothing was built', () => {
    const folder = endsWithTest(temporaryFolder()).path;
    expect(readBundle(folder)).toBeUndefined();
    writeFileSync(join(folder, 'integrity.json'), JSON.stringify(usual));
    expect(readBundle(folder)).toEqual(usual);
  });

  it('has a tag that holds a page to it', () => {
    expect(pinnedTag(usual, 'https://chat.example.com', 'lobby')).toBe(
      `<script async src="https://chat.example.com/${usual.folder}/ws-chat.js" integrity="${usual.files['ws-chat.js']!}" crossorigin="anonymous" data-room="lobby"></script>`,
    );
  });
});
