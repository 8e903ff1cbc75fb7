import type { RoleProcess } from './role-process.ts';
import { TEST_KEYS } from './test-keys.ts';

/** What a Balancer tells its operators (BAL-30), as far as tests look at it. */
export interface BalancerState {
  readonly clients: number;
  readonly monoliths: readonly { readonly id: string; readonly rooms: number; readonly clients: number }[];
  readonly rooms: readonly {
    readonly room: string;
    readonly monolith: string | null;
    readonly clients: number;
  }[];
}

export async function stateOf({ ports }: RoleProcess<'balancer'>): Promise<BalancerState> {
  const headers = { Authorization: `Bearer ${TEST_KEYS.operator}` };
  const response = await fetch(`http://127.0.0.1:${ports.operatorPort}/state`, { headers });
  return (await response.json()) as BalancerState;
}
