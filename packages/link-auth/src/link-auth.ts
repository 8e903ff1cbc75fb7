import { randomBytes } from 'node:crypto';
import { equalInConstantTime } from '@usher/kit/runtime';
import { balancerId, LIMITS, type BalancerId, type MonolithId } from '@usher/protocol';
import { jwtVerify, SignJWT, type JWTPayload } from 'jose';
import type { LinkConfig } from './config.ts';

/** The outcome of a check: a peer's wrong token is data, not an exception. */
export type Verdict<T = undefined> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

/** A Balancer as its bearer introduces it; `nonce` is what `init` must answer (LNK-10). */
export interface Introduction {
  readonly balancer: BalancerId;
  readonly nonce: string;
}

const BALANCER = 'usher/balancer';
const MONOLITH = 'usher/monolith';

/** Proves both ends of a link to each other (LNK-10, LNK-12, LNK-13, LNK-15). */
export class LinkAuth {
  readonly mode: LinkConfig['auth'];
  readonly #secrets: readonly string[];
  readonly #keys: readonly Uint8Array[];

  constructor(config: LinkConfig) {
    this.mode = config.auth;
    this.#secrets = config.secrets;
    this.#keys = config.secrets.map((secret) => new TextEncoder().encode(secret));
  }

  /** 128 random bits. */
  newNonce(): string {
    return randomBytes(16).toString('base64url');
  }

  /** What the Balancer's upgrade request carries; `null` when the mode has no bearer (LNK-10, LNK-13). */
  async bearer({ balancer, nonce }: Introduction): Promise<string | null> {
    if (this.mode !== 'signed') return null;
    return this.#sign(BALANCER, balancer, MONOLITH, { jti: nonce });
  }

  /** Checks the `Authorization` header of an upgrade; `null` when the mode asks for none (LNK-10). */
  async verifyBearer(authorization: string | null): Promise<Verdict<Introduction | null>> {
    if (this.mode !== 'signed') return { ok: true, value: null };
    const [scheme, token] = authorization?.split(' ') ?? [];
    if (scheme?.toLowerCase() !== 'bearer' || token === undefined)
      return { ok: false, reason: 'no bearer token' };
    const verdict = await this.#verify(token, BALANCER, MONOLITH);
    if (!verdict.ok) return verdict;
    const { sub, jti } = verdict.value;
    if (sub === undefined || jti === undefined) return { ok: false, reason: 'sub or jti is missing' };
    return { ok: true, value: { balancer: balancerId(sub), nonce: jti } };
  }

  /** The `token` of `init` (LNK-11, LNK-12). */
  async initToken(monolith: MonolithId, introduction: Introduction | null): Promise<string> {
    if (this.mode === 'signed' && introduction !== null) {
      return this.#sign(MONOLITH, monolith, introduction.balancer, { nonce: introduction.nonce });
    }
    return this.mode === 'static' ? (this.#secrets[0] ?? '') : '';
  }

  /** Checks the `token` of `init` (LNK-12, LNK-13). */
  async verifyInit(token: string, monolith: MonolithId, introduction: Introduction): Promise<Verdict> {
    if (this.mode === 'none') return { ok: true, value: undefined };
    if (this.mode === 'static') {
      const isGenuine = this.#secrets.filter((secret) => equalInConstantTime(secret, token)).length > 0;
      return isGenuine
        ? { ok: true, value: undefined }
        : { ok: false, reason: 'the token is not the cluster secret' };
    }
    return this.#verifyAnswer(token, MONOLITH, introduction.balancer, monolith, introduction.nonce);
  }

  /** The `token` of `hello`; `undefined` when the mode needs none (LNK-15). */
  async helloToken(balancer: BalancerId, monolith: MonolithId, nonce: string): Promise<string | undefined> {
    if (this.mode !== 'signed') return undefined;
    return this.#sign(BALANCER, balancer, monolith, { nonce });
  }

  /** Checks `hello`: required in signed mode, whose bearer alone proves nothing here (LNK-15). */
  async verifyHello(
    token: string | undefined,
    { balancer, monolith, nonce }: { balancer: BalancerId; monolith: MonolithId; nonce: string },
  ): Promise<Verdict> {
    if (this.mode !== 'signed') return { ok: true, value: undefined };
    return this.#verifyAnswer(token ?? '', BALANCER, monolith, balancer, nonce);
  }

  async #verifyAnswer(
    token: string,
    issuer: string,
    audience: string,
    subject: string,
    nonce: string,
  ): Promise<Verdict> {
    const verdict = await this.#verify(token, issuer, audience);
    if (!verdict.ok) return verdict;
    if (verdict.value.sub !== subject) return { ok: false, reason: 'sub is another peer' };
    if (verdict.value['nonce'] !== nonce)
      return { ok: false, reason: 'the nonce is not the one that was sent' };
    return { ok: true, value: undefined };
  }

  #sign(issuer: string, subject: string, audience: string, claims: JWTPayload): Promise<string> {
    const [key] = this.#keys;
    if (key === undefined) throw new Error('signed links need a secret');
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(issuer)
      .setSubject(subject)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime(`${LIMITS.linkTokenTtlSeconds}s`)
      .sign(key);
  }

  /** The first secret signs, all verify (LNK-13). */
  async #verify(token: string, issuer: string, audience: string): Promise<Verdict<JWTPayload>> {
    let reason = 'no secret';
    for (const key of this.#keys) {
      try {
        const { payload } = await jwtVerify(token, key, {
          algorithms: ['HS256'],
          issuer,
          audience,
          clockTolerance: LIMITS.clockToleranceSeconds,
          maxTokenAge: LIMITS.linkTokenTtlSeconds,
          requiredClaims: ['exp', 'sub'],
        });
        return { ok: true, value: payload };
      } catch (error) {
        reason = (error as Error).message;
      }
    }
    return { ok: false, reason };
  }
}
