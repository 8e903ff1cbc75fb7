import { LinkAuth, type Introduction, type Verdict } from '@usher/link-auth';
import { balancerId, type BalancerId, type MonolithId } from '@usher/protocol';
import type { Chance } from './chance.ts';
import type { SimulatedProcess } from './simulated-process.ts';

type Facts = { readonly balancer: BalancerId; readonly monolith: MonolithId; readonly nonce: string };

/** The signed handshake without its cryptography, which would take real time. What one end says the other checks as ever. */
export class SimulatedAuth extends LinkAuth {
  readonly #process: SimulatedProcess;
  readonly #chance: Chance | null;
  #nonces = 0;

  /** @param chance `null`: everything takes no time */
  constructor(process: SimulatedProcess, chance: Chance | null) {
    super({ auth: 'signed', secrets: ['a secret that is never used here'] });
    this.#process = process;
    this.#chance = chance;
  }

  override newNonce(): string {
    return `${this.#process.host}-${this.#nonces++}`;
  }

  override bearer({ balancer, nonce }: Introduction): Promise<string> {
    return this.#inAWhile(`${balancer}/${nonce}`);
  }

  override verifyBearer(authorization: string | null): Promise<Verdict<Introduction | null>> {
    const [, balancer, nonce] = /^Bearer ([^/]+)\/(.+)$/.exec(authorization ?? '') ?? [];
    if (balancer === undefined || nonce === undefined)
      return this.#inAWhile({ ok: false, reason: 'no bearer' });
    return this.#inAWhile({ ok: true, value: { balancer: balancerId(balancer), nonce } });
  }

  override initToken(monolith: MonolithId, introduction: Introduction | null): Promise<string> {
    const { balancer = '', nonce = '' } = introduction ?? {};
    return this.#inAWhile(`init ${monolith} ${balancer} ${nonce}`);
  }

  override verifyInit(
    token: string,
    monolith: MonolithId,
    { balancer, nonce }: Introduction,
  ): Promise<Verdict> {
    return this.#verdict(token === `init ${monolith} ${balancer} ${nonce}`);
  }

  override helloToken(balancer: BalancerId, monolith: MonolithId, nonce: string): Promise<string> {
    return this.#inAWhile(`hello ${balancer} ${monolith} ${nonce}`);
  }

  override verifyHello(token: string | undefined, { balancer, monolith, nonce }: Facts): Promise<Verdict> {
    return this.#verdict(token === `hello ${balancer} ${monolith} ${nonce}`);
  }

  #verdict(isGenuine: boolean): Promise<Verdict> {
    return this.#inAWhile(isGenuine ? { ok: true, value: undefined } : { ok: false, reason: 'not genuine' });
  }

  #inAWhile<T>(value: T): Promise<T> {
    if (this.#chance === null) return Promise.resolve(value);
    const { promise, resolve } = Promise.withResolvers<T>();
    this.#process.after(this.#chance.between(0, 3), () => resolve(value));
    return promise;
  }
}
