/** The ports that a role serves on, by role. */
export interface RolePorts {
  readonly balancer: { readonly port: number; readonly operatorPort: number };
  readonly monolith: { readonly httpPort: number; readonly linkPort: number | null };
}

export type Role = keyof RolePorts;

/** What a role's process tells the one that started it, once it serves. */
export interface Readiness<R extends Role> {
  /** `null`: a Monolith between two sessions with its store (OWN-2). */
  readonly id: string | null;
  readonly ports: RolePorts[R];
}

/** Tells the parent process that this one serves, if it asked to know. */
export function reportReadiness<R extends Role>(ready: Readiness<R>): void {
  process.send?.({ ready });
}

/** What a message of a child of the given role says; `null` when it is about something else. */
export function readinessOf<R extends Role>(message: unknown): Readiness<R> | null {
  return (message as { ready?: Readiness<R> } | null)?.ready ?? null;
}
