// A button to copy beside all that is to be copied. Without a script there is none, and the text can be selected.
for (const block of document.querySelectorAll('main pre')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  button.textContent = 'Copy';
  button.addEventListener('click', async () => {
    const code = block.querySelector('code') ?? block;
    try {
      await navigator.clipboard.writeText(code.textContent.trimEnd());
      button.textContent = 'Copied';
      setTimeout(() => (button.textContent = 'Copy'), 2_000);
    } catch {
      // Where a page may not write to the clipboard, one key less is left to press.
      getSelection().selectAllChildren(code);
    }
  });
  block.append(button);
}
