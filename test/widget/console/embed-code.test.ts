import { expect } from 'chai';
import { embedCode, type Embed } from '../../../widget/console/embed-code.ts';

const embed = (over: Partial<Embed> = {}): Embed => ({
  server: 'https://chat.example/',
  room: 'lobby',
  mode: 'floating',
  theme: 'auto',
  density: 'comfortable',
  lang: '',
  heading: '',
  placeholder: '',
  accent: undefined,
  radius: undefined,
  ...over,
});

describe('the code that is pasted', () => {
  it('is one tag for a chat in the corner, with nothing that would be so anyway', () => {
    expect(embedCode(embed())).to.equal(
      '<script async src="https://chat.example/ws-chat.js" data-room="lobby"></script>',
    );
  });

  it('is the element where it stands in the page', () => {
    expect(embedCode(embed({ mode: 'readonly', theme: 'dark' }))).to.equal(
      '<script async src="https://chat.example/ws-chat.js"></script>\n' +
        '<ws-chat room="lobby" mode="readonly" theme="dark"></ws-chat>',
    );
  });

  it('keeps what was written inside of its attribute', () => {
    const heading = '"><img src=x onerror=alert(1)>&amp;';
    const made = new DOMParser().parseFromString(embedCode(embed({ mode: 'inline', heading })), 'text/html');
    expect(made.querySelector('ws-chat')!.getAttribute('heading')).to.equal(heading);
    expect(made.querySelector('img')).to.equal(null);
  });

  it('sets colour and corners as variables', () => {
    expect(embedCode(embed({ accent: '#336699', radius: 4 }))).to.include(
      '<style>ws-chat { --ws-chat-accent: #336699; --ws-chat-radius: 4px; }</style>',
    );
  });
});
