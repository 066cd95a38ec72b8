import { expect } from 'chai';
import { keepChoices, usualChoices } from '../../../widget/choices.ts';
import { ChoiceKeeper } from '../../../widget/controllers/choice-keeper.ts';
import { browserKeep } from '../../../widget/storage.ts';
import { newServer } from '../support/chat-under-test.ts';

const host = {
  addController() {},
  removeController() {},
  requestUpdate() {},
  updateComplete: Promise.resolve(true),
};

describe('choice keeper', () => {
  it('knows the usual choices where there is no server', () => {
    const keeper = new ChoiceKeeper(host, () => undefined);
    keeper.hostUpdate();
    expect([keeper.choices, keeper.keep]).to.deep.equal([usualChoices, undefined]);
  });

  it('knows what was chosen for each server', () => {
    const [here, there] = [newServer(), newServer()];
    keepChoices(browserKeep(here), { sound: true });
    let server = here;
    const keeper = new ChoiceKeeper(host, () => server);
    keeper.hostUpdate();
    expect(keeper.choices.sound).to.equal(true);
    server = there;
    keeper.hostUpdate();
    expect(keeper.choices.sound).to.equal(false);
  });

  it('takes what is chosen meanwhile when it is told to', () => {
    const server = newServer();
    const keeper = new ChoiceKeeper(host, () => server);
    keeper.hostUpdate();
    keepChoices(browserKeep(server), { sound: true });
    expect(keeper.choices.sound).to.equal(false);
    keeper.read();
    expect(keeper.choices.sound).to.equal(true);
  });
});
