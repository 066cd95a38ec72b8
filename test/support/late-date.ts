// Loaded before a program (`node --import`): its wall clock is `LATE_DATE_MS` ahead, as after so long a sleep. Timers
// and `performance` go on as they are.
const trueNow = Date.now;
const aheadMs = Number(process.env.LATE_DATE_MS);
Date.now = () => trueNow() + aheadMs;
