// What the core and the files that are loaded later have in common. The core carries it and lays it out
// in the page; in the later files the build puts what lies there in this module's place, so that nothing
// is loaded twice.
export { css, html, nothing } from 'lit';
export { guard } from 'lit/directives/guard.js';
export { repeat } from 'lit/directives/repeat.js';
export { goAlong } from './elements/across.ts';
export { closedTemplate } from './elements/closed-template.ts';
export { compositionEnded, isComposing } from './elements/composing.ts';
export { closeIcon, icon } from './elements/icons.ts';
export { given, Part, PartEvent, tellMissing } from './elements/part.ts';
export { RoomClient } from './room-client.ts';
export { wear } from './styles/wear.ts';
export { balanced } from './text/bidi.ts';
export { plainText } from './text/plain-text.ts';
export { tokensOf } from './text/tokens.ts';
export { emptyFold, findLine, foldOnto, indexFrom } from './timeline/fold.ts';
export { forget } from './timeline/forget.ts';
export { olderThan, reduce } from './timeline/timeline.ts';
