// Loaded before a program (`node --import`): its wall clock jumps an hour ahead, an hour back and a day back,
// again and again, as those of badly kept machines do. Timers and `performance` go on as they are.
const hourMs = 3_600_000;
const jumpsMs = [0, hourMs, -hourMs, 0, -24 * hourMs];
const jumpEveryMs = 200;

const trueNow = Date.now;
Date.now = () => trueNow() + jumpsMs[Math.floor(performance.now() / jumpEveryMs) % jumpsMs.length]!;
