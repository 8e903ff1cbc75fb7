import type { Asker } from './asker.ts';
import type { Outcome } from './requests/handler.ts';
import type { Turn } from './turn.ts';

/** Where an error names the type of its request, and there is none. */
export const NO_REQUEST = -1;

/** Tells whoever asked what became of a request: over HTTP always, in the room only what went wrong (MSG-26). */
export function answer(turn: Turn, { client, call }: Asker, requestType: number, outcome: Outcome): void {
  if (outcome === 'later') return;
  const error = outcome === 'done' ? null : outcome;
  if (call !== null) turn.effects.push({ kind: 'answer', call, error });
  else if (client !== null && error !== null) {
    turn.send(client, { action: 'error', code: error.code, message: error.message, request: requestType });
  }
}
