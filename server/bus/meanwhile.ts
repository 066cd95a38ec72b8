/** What it means for those who use the chat, at the end of every failure of a bus. */
export const meanwhile =
  'It is tried again by itself; until then this node hears only from the log what others say, some seconds late.';
