import { describe, expect, it } from 'vitest';
import { faultsOf, type Release } from '../../../tools/release/faults.ts';

const ready: Release = {
  tag: 'v1.2.3',
  repository: 'https://git.example/ann/chat',
  manifest: { version: '1.2.3', repository: { url: 'git+https://git.example/ann/chat.git' } },
  changelog: '# Changelog\n\n## 1.2.3 (2026-11-27)\n\n- All.\n\n## 1.2.30\n',
};

describe('a release', () => {
  it('is ready where tag, version, changelog and repository fit together', () => {
    expect(faultsOf(ready)).toEqual([]);
  });

  it.each<[string, Partial<Release>, string]>([
    [
      'another tag',
      { tag: 'v1.2.4' },
      'The tag is v1.2.4 and package.json has 1.2.3. Tag the commit as v1.2.3',
    ],
    ['no word of it', { changelog: '## Unreleased\n\n## 1.2.30\n' }, 'CHANGELOG.md has nothing of 1.2.3. '],
    [
      'no repository',
      { manifest: { version: '1.2.3' } },
      'package.json does not say that its repository is https://git.example/ann/chat',
    ],
    [
      'somebody else’s repository',
      { manifest: { version: '1.2.3', repository: 'https://git.example/bo/chat' } },
      'package.json does not say that its repository is https://git.example/ann/chat',
    ],
  ])('with %s is not, and says what to do', (_what, over, sentence) => {
    const faults = faultsOf({ ...ready, ...over });
    expect(faults).toEqual([expect.stringContaining(sentence)]);
  });
});
