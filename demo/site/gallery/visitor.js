// What a visitor does in a scene of the gallery, once there is what they do it to.

/** Looks until it is there. */
export const until = async (look) => {
  for (;;) {
    const found = look();
    if (found) return found;
    await new Promise(requestAnimationFrame);
  }
};

export const within = (chat, selector) => until(() => chat.shadowRoot?.querySelector(selector));

/** Reads further up, once the chat is at its latest message. */
export const scrollTo = async (chat, place) => {
  const scroller = await within(chat, '.scroller');
  await until(() => scroller.scrollTop > 0);
  await until(() => {
    place(scroller);
    return chat.shadowRoot.querySelector('.jump');
  });
};

export const toTop = (scroller) => (scroller.scrollTop = 0);

export const to = (selector) => (scroller) =>
  scroller.querySelector(selector)?.scrollIntoView({ block: 'center' });

export const fieldOf = (chat) => within(chat, 'textarea');

export const send =
  (...texts) =>
  async (chat) => {
    await fieldOf(chat);
    await chat.updateComplete;
    for (const text of texts) chat.send(text);
  };

export const type =
  (text, where = 'textarea') =>
  async (chat) => {
    const field = await within(chat, where);
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  };

export const writeInFocus = (text) => async (chat) => {
  const field = await fieldOf(chat);
  field.focus();
  await type(text)(chat);
};

export const press = (selector) => async (chat) => (await within(chat, selector)).click();

/** Presses one of the tools of a message. */
export const useTool = (seq, number) => async (chat) => {
  (await within(chat, `[data-seq="${seq}"]`)).focus();
  const tools = await until(() => {
    const found = chat.shadowRoot.querySelectorAll('ws-chat-row-tools .tool');
    return found.length > 2 && found;
  });
  tools[number].click();
};

/** What no server says yet stands in the composer all the same. */
export const closeField = (sentence, label) => async (chat) => {
  await fieldOf(chat);
  const composer = chat.shadowRoot.querySelector('ws-chat-composer');
  composer.closed = { sentence, ...(label && { action: { label, run: () => {} } }) };
};

/** One after the other. */
export const steps =
  (...all) =>
  async (chat) => {
    for (const step of all) await step(chat);
  };
