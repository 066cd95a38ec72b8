// What the strings are called, in English's order. The build puts it in this module's place (tools/unnamed-strings.js).
export const names = '' as string;
