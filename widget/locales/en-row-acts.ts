// What is said of what became of a wish for a message, in English.

export const enRowActs = {
  notThere: 'That message is not here.',
  copied: 'Copied.',
  reported: 'Reported. Those who keep this room will look at it.',
  notCopied: 'Select the text and copy it yourself.',
};
