// People by their ids, as far as a room has told of them: acts and lists name only ids.
import type { Participant } from '../../../protocol/server-messages.ts';
import type { ChatState } from '../../chat-state.ts';
import { html } from 'lit';

/** Names by ids. */
export type Known = ReadonlyMap<string, string>;

export function knownIn(state: ChatState, others: readonly Pick<Participant, 'id' | 'name'>[] = []): Known {
  const names = new Map<string, string>();
  for (const { id, name } of others) names.set(id, name);
  for (const { from } of state.timeline.lines) names.set(from.id, from.name);
  for (const { id, name } of state.here ?? []) names.set(id, name);
  if (state.you) names.set(state.you.id, state.you.name);
  return names;
}

/** The name with the id beside it for who wants to be sure; the id alone where nobody told a name. */
export function personTemplate(id: string, known: Known) {
  const name = known.get(id);
  return name === undefined
    ? html`<code class="id" title=${id}>${id}</code>`
    : html`<bdi class="person" title=${id}>${name}</bdi>`;
}

/** Networks are kept by a keyed hash: nobody can tell which it was. */
export function isNetwork(subject: string): boolean {
  return subject.startsWith('network:');
}
