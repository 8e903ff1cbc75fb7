/** Below the range from which the system serves those who ask for any port: nobody comes by these by chance. */
const FIRST = 20_000;
const LAST = 32_000;

let next = FIRST + Math.floor(Math.random() * (LAST - FIRST));

/**
 * A port that nothing listens on now, with as many free ones behind it as `consecutive` says. Prefer port 0 where the process can say
 * what it got.
 */
export function freePort(consecutive = 1): number {
  for (let tried = FIRST; tried < LAST; tried += consecutive) {
    const port = next;
    next = port + consecutive < LAST ? port + consecutive : FIRST;
    const wanted = Array.from({ length: consecutive }, (_, index) => port + index);
    if (wanted.every(isFree)) return port;
  }
  throw new Error(`no ${consecutive} free ports between ${FIRST} and ${LAST}`);
}

function isFree(port: number): boolean {
  try {
    Bun.listen({ hostname: '0.0.0.0', port, socket: { data() {} } }).stop(true);
    return true;
  } catch {
    return false;
  }
}
