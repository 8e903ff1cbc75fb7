import type { StateReport } from '@usher/protocol/operators';
import type { RoleProcess } from './role-process.ts';
import { TEST_KEYS } from './test-keys.ts';

/** What a Balancer tells its operators (BAL-30). */
export async function stateOf({ ports }: RoleProcess<'balancer'>): Promise<StateReport> {
  const headers = { Authorization: `Bearer ${TEST_KEYS.operator}` };
  const response = await fetch(`http://127.0.0.1:${ports.operatorPort}/state`, { headers });
  return (await response.json()) as StateReport;
}
