// The table of all emoji. The build and the test server put it in this module's place (tools/emoji-table.js).
export const tableText = '' as string;
