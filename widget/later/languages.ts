// What all languages beside English have in common. It is fetched along with the first of them.
export { grammarOf } from '../locales/grammar.ts';
export { named } from '../locales/named.ts';
