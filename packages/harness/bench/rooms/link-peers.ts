import { LinkPeer, type LinkClient } from './link-peer.ts';

/** A client, and through which of the links it speaks. */
export interface SeatedClient extends LinkClient {
  readonly link: number;
}

/** So many Balancers without clients. */
export class LinkPeers {
  readonly #peers: readonly LinkPeer[];

  private constructor(peers: readonly LinkPeer[]) {
    this.#peers = peers;
  }

  /** @param hear every frame of every link but its first, as it comes */
  static async connect(port: number, links: number, hear: (frame: string) => void): Promise<LinkPeers> {
    return new LinkPeers(
      await Promise.all(Array.from({ length: links }, () => LinkPeer.connect(port, hear))),
    );
  }

  get sent(): number {
    return this.#peers.reduce((sum, { sent }) => sum + sent, 0);
  }

  get received(): number {
    return this.#peers.reduce((sum, { received }) => sum + received, 0);
  }

  /** @param message JSON text */
  say(client: SeatedClient, message: string): void {
    this.#peerOf(client).say(client, message);
  }

  request(client: SeatedClient, request: Record<string, unknown>): void {
    this.#peerOf(client).request(client, request);
  }

  #peerOf({ link }: SeatedClient): LinkPeer {
    const peer = this.#peers[link];
    if (peer === undefined) throw new Error(`there is no link ${link}`);
    return peer;
  }
}
