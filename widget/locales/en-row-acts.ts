// What is said of what became of a wish for a message, in English.

export const enRowActs = {
  notThere: 'That message is not here.',
  copied: 'Copied.',
  notCopied: 'Select the text and copy it yourself.',
};
