import { randomBytes } from 'node:crypto';
import type { Timers } from '@usher/kit';
import { realTimers } from '@usher/kit/runtime';
import { Slots } from './slots.ts';

/** OWASP's choice: what one guess costs, and what every login costs us, off the main thread. */
const MEMORY_KIB = 19_456;
const PASSES = 2;
/** Rooms are served meanwhile, so hashing gets no more of the machine than this. */
const AT_ONCE_MAX = 2;
const WAITING_MAX = 64;
const WAIT_MS = 10_000;

/** Makes and checks hashes of passwords, a few at a time (API-20: argon2id). */
export class PasswordHashing {
  readonly #slots: Slots;
  /** Of no password. Checking against it takes as long as against a real one. */
  readonly #nobodys = `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=1$${unpadded(32)}$${unpadded(32)}`;

  constructor(timers: Timers = realTimers) {
    this.#slots = new Slots({ slots: AT_ONCE_MAX, waitingMax: WAITING_MAX, waitMs: WAIT_MS, timers });
  }

  /** @throws OverloadError */
  hash(password: string): Promise<string> {
    const options = { algorithm: 'argon2id', memoryCost: MEMORY_KIB, timeCost: PASSES } as const;
    return this.#slots.run(() => Bun.password.hash(normal(password), options));
  }

  /**
   * Runs `attempt` when its turn has come, with what checks the password. `null` in place of a hash is nobody's: wrong after the same time.
   * @throws OverloadError
   */
  attempt<T>(attempt: (verify: Verify) => Promise<T>): Promise<T> {
    return this.#slots.run(() =>
      attempt(async (password, hash) => {
        const isRight = await Bun.password.verify(normal(password), hash ?? this.#nobodys);
        return isRight && hash !== null;
      }),
    );
  }
}

type Verify = (password: string, hash: string | null) => Promise<boolean>;

/** Keyboards differ in how they write the same character. */
const normal = (password: string): string => password.normalize('NFC');

const unpadded = (bytes: number): string => randomBytes(bytes).toString('base64').replaceAll('=', '');
