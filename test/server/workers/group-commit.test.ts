import { describe, expect, it } from 'vitest';
import type { AppendOutcome, DraftRecord } from '../../../server/log/log.ts';
import { GroupCommit } from '../../../server/workers/group-commit.ts';
import { draft } from '../../support/drafts.ts';

/** A log that is done with a commit when the test says so. */
function slowLog() {
  const commits: { drafts: readonly DraftRecord[]; done: () => void; fails: () => void }[] = [];
  let seq = 0;
  const commit = new GroupCommit(
    (drafts) =>
      new Promise<AppendOutcome[]>((resolve, reject) =>
        commits.push({
          drafts,
          done: () => resolve(drafts.map(() => ({ outcome: 'committed', seq: ++seq }))),
          fails: () => reject(new Error('The disk is full.')),
        }),
      ),
  );
  const sizes = () => commits.map(({ drafts }) => drafts.length);
  return { commit, commits, sizes };
}

const seqs = (outcomes: readonly AppendOutcome[]) => outcomes.map(({ seq }) => seq);

describe('a group commit', () => {
  it('takes together what comes while one is on its way, and gives each their part', async () => {
    const { commit, commits, sizes } = slowLog();
    const all = [[draft('a')], [draft('b'), draft('c')], [], [draft('d')]].map((drafts) =>
      commit.append(drafts),
    );
    expect(sizes()).toEqual([1]);
    commits[0]!.done();
    await all[0];
    await Promise.resolve();
    expect(sizes()).toEqual([1, 3]);
    commits[1]!.done();
    expect((await Promise.all(all)).map(seqs)).toEqual([[1], [2, 3], [], [4]]);
  });

  it('hands over at once what has to be before something else', () => {
    const { commit, sizes } = slowLog();
    void commit.append([draft('a')]);
    void commit.append([draft('b')]);
    commit.flush();
    commit.flush();
    expect(sizes()).toEqual([1, 1]);
  });

  it('fails for all who were in it, and not for the next', async () => {
    const { commit, commits } = slowLog();
    const first = commit.append([draft('a')]);
    const next = commit.append([draft('b')]);
    commits[0]!.fails();
    await expect(first).rejects.toThrow('The disk is full.');
    await Promise.resolve();
    commits[1]!.done();
    expect(seqs(await next)).toEqual([1]);
  });
});
