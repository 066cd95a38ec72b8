import { expect } from 'chai';
import { initialState } from '../../../widget/chat-state.ts';
import { usualChoices } from '../../../widget/choices.ts';
import { Asides } from '../../../widget/controllers/asides.ts';
import { PartEvent } from '../../../widget/elements/part.ts';
import { en } from '../../../widget/locales/en.ts';
import type { Row } from '../../../widget/rows/row.ts';
import type { Scene } from '../../../widget/scene.ts';
import { emptyTimeline } from '../../../widget/timeline/timeline.ts';
import { ann, bo, entry } from '../support/frames.ts';
import { rowsFor } from '../support/log-under-test.ts';

const muted = new Map([['bo', 'Bo']]);
const link = { kind: 'live', attempt: 0, since: 0 } as const;

function createAsides() {
  let updates = 0;
  const renderRoot = document.createElement('div');
  const asides = new Asides({
    renderRoot,
    addController() {},
    removeController() {},
    requestUpdate: () => updates++,
    updateComplete: Promise.resolve(true),
  });
  asides.hostConnected();
  const scene: Omit<Scene, 'state'> = {
    server: 'https://chat.example/',
    room: 'lobby',
    heading: 'Lobby',
    choices: usualChoices,
    strings: en,
    density: 'comfortable',
    presenceMessages: 'auto',
    client: { act: () => undefined, attach() {} },
    say() {},
    learn: () => Promise.resolve(),
    of: [],
    isShown: true,
    rows: () => [],
    show() {},
  };
  const hear = (here: readonly (typeof ann)[], { isEntered = true } = {}) => {
    const timeline = { ...emptyTimeline, epoch: isEntered ? 'epoch-1' : undefined, last: 2 };
    asides.hear({ ...scene, state: { ...initialState(link, true), you: ann, here, timeline } });
  };
  return { asides, hear, renderRoot, updates: () => updates };
}

const kinds = (rows: readonly Row[]) => rows.map(({ kind }) => kind);

describe('asides', () => {
  const rows = rowsFor([entry(1), entry(2)]);

  it('leave the rows alone while there is nothing to tell', () => {
    const { asides } = createAsides();
    expect(asides.among(rows, new Map())).to.deep.equal(rows);
  });

  it('give the same rows for the same lines, so that the list leaves them alone', () => {
    const { asides, hear } = createAsides();
    hear([ann]);
    hear([ann, bo]);
    const first = asides.among(rows, muted);
    expect(kinds(first)).to.deep.equal(['day', 'aside', 'aside']);
    const again = asides.among([...rows], muted);
    again.forEach((row, index) => expect(row).to.equal(first[index]));
  });

  it('give other rows when the lines have changed', () => {
    const { asides, hear } = createAsides();
    hear([ann]);
    hear([ann, bo]);
    const [, , first] = asides.among(rows, new Map()).slice(1);
    hear([ann, bo, { id: 'cy', name: 'Cy', role: 'guest' }]);
    const [, , second] = asides.among(rows, new Map()).slice(1);
    expect([first!.kind, second!.kind]).to.deep.equal(['aside', 'aside']);
    expect(first).not.to.equal(second);
  });

  it('show what is folded when they are told to', () => {
    const { asides, renderRoot, updates } = createAsides();
    const keys = rows.filter(({ kind }) => kind === 'message').map(({ key }) => key);
    renderRoot.dispatchEvent(new PartEvent('chat-show', keys));
    expect(updates()).to.equal(1);
    expect(asides.among(rows, muted)).to.deep.equal(rows);
  });

  it('hear nothing before the room is entered', () => {
    const { asides, hear } = createAsides();
    hear([], { isEntered: false });
    hear([ann, bo]);
    expect(kinds(asides.among(rows, new Map()))).to.deep.equal(kinds(rows));
  });
});
