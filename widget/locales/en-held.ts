// What is said to those who keep a room of what waits for them and of whom they hold back, in English.

export const enHeld = {
  waitingForYou: (count: number) =>
    count === 0
      ? 'Keep the room'
      : `Keep the room: ${count} ${count === 1 ? 'message waits' : 'messages wait'}`,
  keepTheRoom: 'Keep the room',
  heldHeading: 'Waiting for you',
  nothingHeld: 'Nothing waits.',
  changesMessage: 'would change a message',
  approve: 'Let in',
  approveWhose: (name: string) => `Let in the message of ${name}`,
  decline: 'Turn down',
  declineWhose: (name: string) => `Turn down the message of ${name}`,
  reportedBy: (reason: string, name: string) => `${reason}, says ${name}`,
  goThere: 'Go there',
  goToReported: (name: string) => `Go to the message of ${name}`,
  resolve: 'Settled',
  resolveWhose: (name: string) => `Settled: the report about ${name}`,
  dismiss: 'Let it be',
  dismissWhose: (name: string) => `Let it be: the report about ${name}`,
  heldBack: 'Held back',
  nobodyHeldBack: 'Nobody is muted or banned.',
  restraint: (kind: 'ban' | 'mute' | 'shadow') =>
    ({ ban: 'banned', mute: 'muted', shadow: 'muted without a word' })[kind],
  restraintFor: (what: string, time: string) => `${what}, ${time} left`,
  lift: 'Lift',
  liftWhose: (what: string, name: string) => `Lift: ${name}, ${what}`,
  network: 'A network',
  howItIsKept: 'How the room is kept',
  shieldSwitch: 'Raid shield: hold guests off',
  modeHint: 'Slow mode and a pause are set by /slow 30s and /pause 10m.',
};
