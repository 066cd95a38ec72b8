import { expect } from 'chai';
import { commandsFor, furtherCommands, meaningOf } from '../../../widget/later/commands.ts';
import { moderatorCommands } from '../../../widget/later/moderator-commands.ts';
import { enCommands } from '../../../widget/locales/en-commands.ts';
import { enComposer } from '../../../widget/locales/en-composer.ts';
import { enDuration } from '../../../widget/locales/en-duration.ts';
import { enMode } from '../../../widget/locales/en-mode.ts';
import { enModeratorCommands as words } from '../../../widget/locales/en-moderator-commands.ts';
import { en } from '../../../widget/locales/en.ts';
import { hourMs } from '../../../widget/moderating.ts';
import { bo } from '../support/frames.ts';

const english = { ...en, ...enComposer, ...enDuration, ...enMode };
const may = ['remove-any', 'clear', 'mute', 'kick', 'ban', 'mode', 'notice', 'poll', 'undo', 'rename'];
const bob = { id: 'bob', name: 'Bo the Second', role: 'guest' } as const;
const room = { people: [bo, bob], further: moderatorCommands };
const meaning = (line: string) => meaningOf(line, may, english, room);
const problem = (sentence: string) => ({ kind: 'problem', sentence });
const said = (detail: object) => ({ ...wish(detail), waits: true });
const wish = (detail: object) => ({ kind: 'wish', type: 'chat-moderate', detail });
const acted = (act: object, name = 'Bo') => wish({ kind: 'act', act, name });

describe('commands of those who keep a room', () => {
  it('are there for nobody else', async () => {
    expect(await furtherCommands(['post', 'react'])).to.deep.equal([]);
    expect(await furtherCommands(['post', 'kick'])).to.equal(moderatorCommands);
    const names = (can: string[]) => commandsFor(can, en, moderatorCommands).map(({ name }) => name);
    expect(names(['post', 'kick']))
      .to.include('kick')
      .and.not.include('ban');
    expect(meaningOf('/ban @Bo', ['kick'], english, room)).to.deep.equal(
      problem(enCommands.unknownCommand('ban')),
    );
  });

  it('are about somebody, for a time and for a reason', () => {
    expect(meaning('/mute @Bo 10m too loud')).to.deep.equal(
      acted({ do: 'mute', who: 'bo', forMs: 600_000, why: 'too loud' }),
    );
    expect(meaning('/mute bo')).to.deep.equal(acted({ do: 'mute', who: 'bo' }));
    expect(meaning('/ban @Bo spam')).to.deep.equal(acted({ do: 'ban', who: 'bo', why: 'spam' }));
    expect(meaning('/ban @Bo 2d')).to.deep.equal(acted({ do: 'ban', who: 'bo', forMs: 172_800_000 }));
    expect(meaning('/kick @Bo 2 often')).to.deep.equal(acted({ do: 'kick', who: 'bo', why: '2 often' }));
    expect(meaning('/unmute @Bo')).to.deep.equal(acted({ do: 'unmute', who: 'bo' }));
    expect(meaning('/unban @Bo')).to.deep.equal(acted({ do: 'unban', who: 'bo' }));
    expect(meaning('/remove-all @Bo')).to.deep.equal(acted({ do: 'remove-all', who: 'bo', since: 0 }));
  });

  it('mean the longest name that fits', () => {
    expect(meaning('/kick @Bo the Second')).to.deep.equal(acted({ do: 'kick', who: 'bob' }, 'Bo the Second'));
  });

  it('count a time from now', () => {
    const before = Date.now() - hourMs;
    const { detail } = meaning('/remove-all @Bo 1h') as unknown as { detail: { act: { since: number } } };
    expect(detail.act.since).to.be.within(before, Date.now() - hourMs);
    const clear = meaning('/clear') as unknown as { detail: { act: object } };
    expect(clear.detail.act).to.deep.equal({ do: 'clear' });
  });

  it('say in words what is missing or wrong', () => {
    expect(meaning('/mute')).to.deep.equal(problem(enCommands.incomplete(words.muteExample)));
    expect(meaning('/mute @Nobody 10m')).to.deep.equal(problem(words.nobodyCalled('Nobody')));
    for (const time of ['5s', '10min', '400d', '10'])
      expect(meaning(`/mute @Bo ${time}`)).to.deep.equal(problem(words.noSuchTime(time)));
    for (const time of ['0m', '7h', 'soon', '1e3'])
      expect(meaning(`/slow ${time}`)).to.deep.equal(problem(words.noSuchTime(time)));
    for (const line of ['/notice', '/notice warning', '/notice highlight  '])
      expect(meaning(line)).to.deep.equal(problem(enCommands.incomplete(words.noticeExample)));
    for (const time of ['30s', '2d', 'soon'])
      expect(meaning(`/shield ${time}`)).to.deep.equal(problem(words.noSuchTime(time)));
  });

  it('keep the room', () => {
    const kept = (change: object) => wish({ kind: 'mode', change });
    expect(meaning('/slow 30')).to.deep.equal(kept({ slowSeconds: 30 }));
    expect(meaning('/slow 6h')).to.deep.equal(kept({ slowSeconds: 21_600 }));
    expect(meaning('/slow off')).to.deep.equal(kept({ slowSeconds: 0 }));
    expect(meaning('/pause')).to.deep.equal(kept({ paused: {} }));
    expect(meaning('/pause 10m Back soon')).to.deep.equal(
      kept({ paused: { forMs: 600_000, message: 'Back soon' } }),
    );
  });

  it('put the raid shield up for a time, and down', () => {
    expect(meaning('/shield')).to.deep.equal(acted({ do: 'shield', on: true }, ''));
    expect(meaning('/shield 30m')).to.deep.equal(acted({ do: 'shield', on: true, forMs: 1_800_000 }, ''));
    expect(meaning('/shield off')).to.deep.equal(acted({ do: 'shield', on: false }, ''));
  });

  it('say a line of the room’s own, which stands out where that is said first', () => {
    const notice = (text: string, level = 'info') => said({ kind: 'notice', text, level });
    expect(meaning('/notice Doors close')).to.deep.equal(notice('Doors close'));
    expect(meaning('/notice warning Doors close')).to.deep.equal(notice('Doors close', 'warning'));
    expect(meaning('/notice Highlight\nTonight')).to.deep.equal(notice('Tonight', 'highlight'));
    expect(meaning('/notice warnings ahead')).to.deep.equal(notice('warnings ahead'));
  });

  it('undo what was done last, where that may be done', () => {
    expect(meaning('/undo')).to.deep.equal(wish({ kind: 'undo' }));
    expect(meaningOf('/undo', ['kick'], english, room)).to.deep.equal(
      problem(enCommands.unknownCommand('undo')),
    );
  });

  it('ask, with answers to choose from behind bars', () => {
    const asked = (text: string, ...options: string[]) => said({ kind: 'poll', text, options });
    expect(meaning('/poll Tea or coffee? | Tea | Coffee')).to.deep.equal(
      asked('Tea or coffee?', 'Tea', 'Coffee'),
    );
    expect(meaning('/poll Tea? |Yes||No| ')).to.deep.equal(asked('Tea?', 'Yes', 'No'));
    expect(meaning('/poll お茶？｜はい｜いいえ')).to.deep.equal(asked('お茶？', 'はい', 'いいえ'));
    expect(meaning('/poll Which? | 1 | 2 | 3 | 4 | 5 | 6').kind).to.equal('wish');
  });

  it('say what is wrong with a poll, and how it is written', () => {
    for (const line of ['/poll', '/poll | Yes | No'])
      expect(meaning(line)).to.deep.equal(problem(enCommands.incomplete(words.pollExample)));
    for (const line of ['/poll Tea?', '/poll Tea? | Yes', '/poll Which? | 1 | 2 | 3 | 4 | 5 | 6 | 7'])
      expect(meaning(line)).to.deep.equal(problem(words.pollAnswers(2, 6, words.pollExample)));
    const long = '🎈'.repeat(102);
    expect(meaning(`/poll Tea? | Yes | ${long}`)).to.deep.equal(problem(words.pollAnswerTooLong(long, 2)));
    expect(meaning(`/poll Tea? | Yes | ${'🎈'.repeat(100)}`).kind).to.equal('wish');
  });

  it('each have an example that works, and lead on to a name', () => {
    const robin = { people: [{ ...bo, name: 'Robin' }], further: moderatorCommands };
    for (const { name, text, example, hint } of commandsFor(may, en, moderatorCommands)) {
      expect(meaningOf(example, may, english, robin).kind, example).to.not.equal('problem');
      expect(hint).to.not.equal('');
      if (example.includes('@')) expect(text).to.equal(`/${name} @`);
    }
  });
});
