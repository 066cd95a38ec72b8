// What the element loads once the room is entered.
import type { ChatUnderTest } from './chat-under-test.ts';
import { drawn } from './until.ts';

/** It was fetched, and the element is drawn with it. */
export async function companyHasCome(chat: ChatUnderTest): Promise<void> {
  await import('../../../widget/later/company.ts');
  await drawn();
  await chat.rendered();
}
