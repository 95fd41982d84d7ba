/**
 * Preload for `node --import`: a machine whose clock is wrong. CLOCK_SHIFT_MS moves the wall clock from the start;
 * CLOCK_JUMP_MS is added at SIGUSR2, as when somebody sets the clock of a running machine. What measures durations
 * (timers, performance.now, process.hrtime) stays right, as it does on a real machine.
 */
const RealDate = Date;
const realNow = RealDate.now;
let shiftMs = Number(process.env.CLOCK_SHIFT_MS ?? 0);

const now = () => realNow() + shiftMs;

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
  apply: () => new RealDate(now()).toString(),
  get: (target, key, receiver) => (key === 'now' ? now : Reflect.get(target, key, receiver)),
});
// `new someDate.constructor()` would find the true clock.
RealDate.prototype.constructor = globalThis.Date;

process.on('SIGUSR2', () => {
  shiftMs += Number(process.env.CLOCK_JUMP_MS ?? 0);
  console.log(`clock set, now ${shiftMs} ms off`);
});
