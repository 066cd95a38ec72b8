// Scenes of the ways to stand in a page: beside a recording, over a picture, in a corner.
import { news, talk } from './evening.js';
import { archive, conversation, welcome } from './server.js';

/** A recording in which nothing is heard. */
function silence(seconds) {
  const rate = 3_000;
  const samples = seconds * rate;
  const header = new DataView(new ArrayBuffer(44));
  const numbers = [0x52494646, 36 + samples, 0x57415645, 0x666d7420, 16, 0x10001, rate, rate, 0x80001];
  // The marks between the numbers are letters, which stand the other way round.
  [...numbers, 0x64617461, samples].forEach((number, index) =>
    header.setUint32(index * 4, number, ![0, 2, 3, 9].includes(index)),
  );
  const data = new Uint8Array(samples).fill(128);
  return URL.createObjectURL(new Blob([header, data], { type: 'audio/wav' }));
}

/** Puts the recording of the replay beside it. */
function addRecording(chat) {
  const audio = document.createElement('audio');
  Object.assign(audio, { id: 'recording', controls: true, src: silence(360) });
  audio.currentTime = 290;
  chat.parentElement.before(audio);
}

export const standing = {
  readonly: {
    title: 'To be read only',
    play: conversation(talk),
    attributes: { mode: 'readonly' },
    shows: '.row',
  },
  overlay: {
    title: 'Over a picture',
    play: conversation(talk),
    attributes: { mode: 'overlay', theme: 'dark' },
    place: 'backdrop',
    shows: '.row',
  },
  replay: {
    title: 'Beside a recording',
    play: archive(talk.slice(1)),
    attributes: { replay: '', for: 'recording' },
    then: addRecording,
    place: 'beside',
    shows: '.row',
  },
  replayAlone: {
    title: 'Beside no recording',
    play: archive(talk.slice(1)),
    attributes: { replay: '', for: 'nowhere' },
    shows: '.notice',
  },
  closed: {
    title: 'Floating, closed',
    play: (message, say) => {
      if (message.type !== 'hello') return;
      say(welcome(talk));
      setTimeout(() => say(...news), 50);
    },
    attributes: { mode: 'floating' },
    place: 'frame',
    shows: '.badge',
  },
  opened: {
    title: 'Floating, open',
    play: conversation(talk),
    attributes: { mode: 'floating', open: '' },
    place: 'frame tall',
    shows: '.row',
  },
  popout: {
    title: 'In a window of its own',
    play: conversation(talk),
    attributes: { mode: 'popout' },
    shows: '.launcher',
  },
};
