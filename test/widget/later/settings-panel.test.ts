import { expect } from 'chai';
import { usualChoices, type Choices } from '../../../widget/choices.ts';
import type { SettingsPanel } from '../../../widget/later/settings-panel.ts';
import '../../../widget/later/settings-panel.ts';
import { en } from '../../../widget/locales/en.ts';
import { enSettings } from '../../../widget/locales/en-settings.ts';
import { SheetUnderTest } from '../support/sheet-under-test.ts';
import { standInForAudio } from '../support/stand-in-audio.ts';
import { standInForNotifications } from '../support/stand-in-notifications.ts';
import { afterTest } from '../support/stage.ts';
import { until } from '../support/until.ts';

/** The panel, and around it what holds the choices. */
async function create(choices: Partial<Choices> = {}, properties: Partial<SettingsPanel> = {}) {
  const panel = await SheetUnderTest.create<SettingsPanel>('ws-chat-settings-panel', {
    choices: { ...usualChoices, ...choices },
    ...properties,
  });
  panel.element.addEventListener('chat-choose', (event) => {
    const { detail } = event as Event & { readonly detail: Partial<Choices> };
    panel.element.choices = { ...panel.element.choices, ...detail };
  });
  return panel;
}

type Panel = Awaited<ReturnType<typeof create>>;

function control(panel: Panel, label: string, group = ''): HTMLInputElement {
  const found = panel
    .all('label')
    .find((one) => one.textContent.trim() === label && one.closest('fieldset')!.textContent.includes(group));
  if (!found) throw new Error(`There is no choice “${label}”.`);
  return found.querySelector('input')!;
}

const chosen = (panel: Panel) => panel.wishes.map(({ detail }) => detail);

describe('settings panel', () => {
  it('shows what is chosen', async () => {
    standInForNotifications('granted');
    const panel = await create({ announce: 'mentions', sound: true, desktop: true, about: 'everything' });
    expect(panel.all('h3')[0]!.textContent).to.equal(en.settings);
    const checked = panel
      .all('input')
      .filter((input) => (input as HTMLInputElement).checked)
      .map((input) => input.closest('label')!.textContent.trim());
    expect(checked).to.deep.equal([
      enSettings.sound,
      enSettings.desktop,
      enSettings.everything,
      enSettings.comfortable,
      enSettings.mentions,
      enSettings.enterKey,
    ]);
  });

  it('groups the choices under names', async () => {
    const panel = await create({ sound: true });
    expect(panel.all('legend').map(({ textContent }) => textContent)).to.deep.equal([
      enSettings.whileAway,
      enSettings.about,
      enSettings.density,
      enSettings.readAloud,
      enSettings.sendsBy,
    ]);
  });

  it('lets the reader choose the key that sends', async () => {
    const panel = await create();
    expect(control(panel, enSettings.enterKey).checked).to.equal(true);
    control(panel, enSettings.ctrlEnterKey).click();
    expect(chosen(panel)).to.deep.equal([{ sendsBy: 'ctrl-enter' }]);
  });

  it('lists the keys that the chat knows', async () => {
    const panel = await create();
    const lines = panel.all('.keys dl > div').map(({ children: [key, what] }) => [key, what]);
    expect(lines.map((line) => line.map((one) => one!.textContent.trim()))).to.deep.equal(
      enSettings.shortcuts,
    );
  });

  it('tells each choice at once', async () => {
    const panel = await create();
    control(panel, enSettings.off).click();
    control(panel, enSettings.badge).click();
    control(panel, enSettings.badge).click();
    control(panel, enSettings.compact).click();
    expect(chosen(panel)).to.deep.equal([
      { announce: 'off' },
      { badge: true },
      { badge: false },
      { density: 'compact' },
    ]);
  });

  it('asks what the notifications are about once any is on', async () => {
    const panel = await create();
    expect(panel.text).not.to.contain(enSettings.about);
    control(panel, enSettings.badge).click();
    await panel.set({});
    control(panel, enSettings.everything, enSettings.about).click();
    expect(chosen(panel).at(-1)).to.deep.equal({ about: 'everything' });
  });

  it('has the page’s density until the reader chooses one', async () => {
    const panel = await create({}, { density: 'compact' });
    expect(control(panel, enSettings.compact).checked).to.equal(true);
    await panel.set({ choices: { ...usualChoices, density: 'comfortable' } });
    expect(control(panel, enSettings.comfortable).checked).to.equal(true);
  });

  it('lets the sound be heard when it is switched on, and when it is made louder', async () => {
    const audio = standInForAudio();
    const panel = await create();
    control(panel, enSettings.sound).click();
    await until('it is heard', () => audio.tones.length === 2);
    await panel.set({});
    const volume = control(panel, enSettings.volume);
    volume.value = '0.9';
    volume.dispatchEvent(new Event('change'));
    await until('it is heard', () => audio.tones.length === 4);
    expect(chosen(panel)).to.deep.equal([{ sound: true }, { volume: 0.9 }]);
    control(panel, enSettings.sound).click();
    expect(audio.tones).to.have.length(4);
  });
});

describe('notifications in the settings', () => {
  it('are asked for by the click that wants them, and shown once', async () => {
    const standIn = standInForNotifications('default');
    const panel = await create();
    expect(standIn.asked).to.equal(0);
    control(panel, enSettings.desktop).click();
    await until('it is chosen', () => panel.wishes.length > 0);
    expect(chosen(panel)).to.deep.equal([{ desktop: true }]);
    expect(standIn.shown.map(({ title }) => title)).to.deep.equal([enSettings.notificationsOn]);
  });

  it('stay off where the browser refuses, which says how to allow them', async () => {
    const standIn = standInForNotifications('default');
    standIn.answer = 'denied';
    const panel = await create();
    control(panel, enSettings.desktop).click();
    await until('it says so', () => panel.text.includes(enSettings.notificationsDenied(location.host)));
    expect(chosen(panel)).to.deep.equal([{ desktop: false }]);
    expect(control(panel, enSettings.desktop).checked).to.equal(false);
    expect(standIn.shown).to.deep.equal([]);
  });

  it('are shown as off while the browser refuses, whatever was chosen before', async () => {
    standInForNotifications('denied');
    const panel = await create({ desktop: true });
    expect(control(panel, enSettings.desktop).checked).to.equal(false);
    expect(panel.text).to.contain(enSettings.notificationsDenied(location.host));
  });

  it('cannot be chosen where there are none', async () => {
    const real = Object.getOwnPropertyDescriptor(globalThis, 'Notification')!;
    Reflect.deleteProperty(globalThis, 'Notification');
    afterTest(() => Object.defineProperty(globalThis, 'Notification', real));
    const panel = await create();
    expect(control(panel, enSettings.desktop).disabled).to.equal(true);
    expect(panel.text).to.contain(enSettings.notificationsMissing);
  });

  it('stay off on a phone that allows them and shows none', async () => {
    standInForNotifications('granted', { isPhone: true });
    const panel = await create();
    control(panel, enSettings.desktop).click();
    await until('it says so', () => panel.text.includes(enSettings.notificationsMissing));
    expect(chosen(panel)).to.deep.equal([{ desktop: false }]);
  });

  it('are switched off without a question', async () => {
    const standIn = standInForNotifications('granted');
    const panel = await create({ desktop: true });
    control(panel, enSettings.desktop).click();
    expect(chosen(panel)).to.deep.equal([{ desktop: false }]);
    expect([standIn.asked, standIn.shown.length]).to.deep.equal([0, 0]);
  });
});
