import type { NumberedClient } from './numbered-client.ts';

/** What is waited for, as data: the clients are in other processes. */
export type Condition =
  | { readonly kind: 'in' }
  /** Nobody is served by that Monolith any more. */
  | { readonly kind: 'left-monolith'; readonly monolith: string }
  /** Nobody is connected to that Balancer any more. */
  | { readonly kind: 'left-balancer'; readonly origin: string }
  | { readonly kind: 'heard-since'; readonly at: number }
  /** Who is behind that link has had the room's whole state since. */
  | {
      readonly kind: 'synced-since';
      readonly at: number;
      readonly origin: string;
      readonly monolith: string;
    };

export function isMet(condition: Condition, client: NumberedClient): boolean {
  if (!client.isOpen) return false;
  switch (condition.kind) {
    case 'in':
      return client.clientId !== null;
    case 'left-monolith':
      return client.monolith !== condition.monolith;
    case 'left-balancer':
      return client.origin !== condition.origin;
    case 'heard-since':
      return client.heardAt > condition.at;
    case 'synced-since':
      return (
        client.servedAt >= condition.at ||
        client.origin !== condition.origin ||
        client.monolith !== condition.monolith
      );
    default:
      return condition satisfies never;
  }
}
