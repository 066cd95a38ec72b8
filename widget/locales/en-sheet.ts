// What everything says that lies over the conversation, in English.

export const enSheet = {
  backToChat: 'Back to the chat',
};
