import type { LinkAuth } from '@usher/link-auth';
import { LIMITS, monolithId, type BalancerId, type MonolithId } from '@usher/protocol';
import type { Init, LinkDialect } from '@usher/protocol/link';
import type { MonolithInfo } from '../core/records.ts';
import { authority, type LinkAddress } from './discovery/link-address.ts';

export interface HandshakeContext {
  readonly balancer: BalancerId;
  readonly region: string;
  readonly dialect: LinkDialect;
  readonly auth: LinkAuth;
}

/** What a frame means to a link that is not established yet. */
type Received =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'error'; readonly reason: string }
  /** It is to be verified. */
  | { readonly kind: 'init'; readonly init: Init }
  /** More has followed `init` than is kept while that is verified. */
  | { readonly kind: 'overflow' };

/** A Monolith that belongs to the cluster, and what is to be known of it. */
export interface Proven {
  readonly monolith: MonolithInfo;
  /** Where it serves HTTP (LNK-11). */
  readonly httpOrigin: string;
  /** What is said to it before anything else; `null` to one that does not know the word (LNK-15). */
  readonly hello: string | null;
  /** What it said after `init`, in order (LNK-4). */
  readonly held: readonly string[];
}

type HandshakeVerdict =
  | { readonly ok: true; readonly proven: Proven }
  | { readonly ok: false; readonly id: MonolithId; readonly reason: string };

/** How the two ends of one connection prove themselves to each other: the Balancer's side of it (LNK-10 to LNK-15). */
export class LinkHandshake {
  readonly #context: HandshakeContext;
  readonly #address: LinkAddress;
  readonly #nonce: string;
  /** What has come since `init`; `null` until that is there. */
  #held: string[] | null = null;
  #heldLength = 0;

  constructor(context: HandshakeContext, address: LinkAddress) {
    this.#context = context;
    this.#address = address;
    this.#nonce = context.auth.newNonce();
  }

  /** Step 1, with the upgrade request: this Balancer belongs to the cluster (LNK-10). */
  async headers(): Promise<Record<string, string>> {
    const { auth, balancer } = this.#context;
    const bearer = await auth.bearer({ balancer, nonce: this.#nonce });
    return bearer === null ? {} : { Authorization: `Bearer ${bearer}` };
  }

  get awaitsInit(): boolean {
    return this.#held === null;
  }

  /** Nothing before a valid `init` is acted on (LNK-14); what follows it is held while it is verified. */
  received(text: string): Received {
    if (this.#held !== null) return this.#hold(this.#held, text);
    const frame = this.#context.dialect.read(text);
    if (frame.kind === 'error') return frame;
    if (frame.kind !== 'control' || frame.control.action !== 'init') return { kind: 'nothing' };
    this.#held = [];
    return { kind: 'init', init: frame.control };
  }

  /** Step 2: the Monolith belongs to it, too (LNK-12). Step 3: it is given what proves this connection to be no other's (LNK-15). */
  async verify(init: Init): Promise<HandshakeVerdict> {
    const { auth, balancer, dialect } = this.#context;
    const id = monolithId(init.id ?? authority(this.#address));
    const verdict = await auth.verifyInit(init.token, id, { balancer, nonce: this.#nonce });
    if (!verdict.ok) return { ok: false, id, reason: verdict.reason };
    const abilities = dialect.abilitiesOf(init);
    const hello = abilities.understandsControl ? await this.#hello(id, init.nonce ?? '') : null;
    const monolith = { id, region: init.region ?? 'unknown', ...abilities };
    const httpOrigin = `http://${authority({ host: this.#address.host, port: init.port })}`;
    return { ok: true, proven: { monolith, httpOrigin, hello, held: this.#held ?? [] } };
  }

  async #hello(to: MonolithId, nonce: string): Promise<string | null> {
    const { auth, balancer, region, dialect } = this.#context;
    const token = await auth.helloToken(balancer, to, nonce);
    const hello = { action: 'hello', id: balancer, region, version: 1 } as const;
    return dialect.writeControl(token === undefined ? hello : { ...hello, token });
  }

  #hold(held: string[], text: string): Received {
    held.push(text);
    this.#heldLength += text.length;
    return { kind: this.#heldLength > LIMITS.handshakeHeldBytesMax ? 'overflow' : 'nothing' };
  }
}
