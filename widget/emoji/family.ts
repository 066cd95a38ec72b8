// What becomes of a person's emoji where it is a man or a woman: how it looks, and what it is called.

/** In the person's place where that has a tool, and else by a sign behind it. */
export function signOf(person: string, instead: string, sign: string): string {
  return person.startsWith('🧑\u200d') ? person.replace('🧑', instead) : `${person}\u200d${sign}\ufe0f`;
}

/** `person running` -> `man running`, `judge` -> `man judge` */
export function manly(name: string): string {
  const man = name.replace('person', 'man').replace('people', 'men');
  return man === name ? `man ${name}` : man;
}

/** `policeman` -> `policewoman` */
export function womanly(man: string): string {
  return man.replace(/m([ae])n(?![a-z])/g, 'wom$1n');
}
