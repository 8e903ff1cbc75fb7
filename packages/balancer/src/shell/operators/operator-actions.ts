import { clientId, CloseCode, isKickCode, LIMITS, monolithId, roomKey, utf8Length } from '@usher/protocol';
import { z } from 'zod';
import { canBeEmptied, canBeToldWhere, takesRooms, type Monolith, type Room } from '../../core/records.ts';
import type { RouterInput } from '../../core/router-io.ts';
import type { Router } from '../../core/router.ts';
import { errorResponse } from '@usher/client-gate';

const moveBody = z.strictObject({ to: z.string().min(1).exactOptional() });
const kickBody = z.strictObject({
  code: z.number().refine(isKickCode, 'expected 1000 or 4000 to 4999').default(CloseCode.Kicked),
  reason: z
    .string()
    .refine(
      (text) => utf8Length(text) <= LIMITS.closeReasonBytesMax,
      `expected at most ${LIMITS.closeReasonBytesMax} bytes`,
    )
    .default('kicked by an operator'),
});

/** What operators can make a Balancer do (BAL-30). Every refusal says why. */
export class OperatorActions {
  readonly #router: Router;
  readonly #apply: (input: RouterInput) => void;

  constructor(options: { router: Router; apply: (input: RouterInput) => void }) {
    this.#router = options.router;
    this.#apply = options.apply;
  }

  /** The room is saved, let go and loaded elsewhere; that happens after the answer (LNK-37). */
  async moveRoom(name: string, request: Request): Promise<Response> {
    const body = await readBody(request, moveBody);
    if (!body.ok) return body.response;
    const key = roomKey(name);
    const room = key === null ? undefined : this.#router.rooms.get(key);
    if (room === undefined) return notFound(`there is no room ${name} on any connected Monolith`);
    const to = body.value.to === undefined ? null : monolithId(body.value.to);
    const target = to === null ? null : this.#router.monoliths.get(to);
    if (target === undefined) return notFound(`no Monolith ${to} is connected`);
    const obstacle = this.#obstacleToMove(room, target);
    if (obstacle !== null) return errorResponse(409, 'CannotMove', obstacle);
    this.#apply({ kind: 'operator-move', room: room.key, to });
    return Response.json({ success: true, room: room.key, to }, { status: 202 });
  }

  drainMonolith(id: string): Response {
    const monolith = this.#router.monoliths.get(monolithId(id));
    if (monolith === undefined) return notFound(`no Monolith ${id} is connected`);
    if (!this.#hasOtherThan(monolith))
      return errorResponse(409, 'CannotDrain', 'no other Monolith is there to take its rooms');
    const rooms = monolith.rooms.size;
    this.#apply({ kind: 'drain-monolith', id: monolith.id });
    return Response.json({ success: true, monolith: monolith.id, rooms }, { status: 202 });
  }

  async kickClient(id: string, request: Request): Promise<Response> {
    const body = await readBody(request, kickBody);
    if (!body.ok) return body.response;
    const client = this.#router.clients.get(clientId(id));
    if (client === undefined) return notFound(`no client ${id} is connected`);
    this.#apply({ kind: 'operator-kick', client: client.id, ...body.value });
    return Response.json({ success: true, client: client.id });
  }

  #obstacleToMove({ mapping }: Room, target: Monolith | null): string | null {
    if (mapping.state === 'unmapped') return 'no Monolith has the room at this moment';
    if (mapping.state === 'leaving') return 'the room is moving already';
    if (!canBeEmptied(mapping.at)) return 'its Monolith knows only the seed protocol and cannot be asked';
    if (!canBeToldWhere(mapping.at))
      return 'its Monolith cannot be told where to; to have all its rooms elsewhere, drain it';
    if (mapping.state === 'placed') return 'its Monolith has not loaded the room yet';
    if (mapping.at === target) return 'the room is there already';
    if (target && !takesRooms(target)) return 'that Monolith takes no new rooms';
    return target === null && !this.#hasOtherThan(mapping.at) ? 'no other Monolith takes rooms' : null;
  }

  #hasOtherThan(monolith: Monolith): boolean {
    return this.#router.candidates().some((other) => other !== monolith);
  }
}

type Body<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly response: Response };

/** An optional JSON object: no body is an empty one. */
async function readBody<Schema extends z.ZodObject>(
  request: Request,
  schema: Schema,
): Promise<Body<z.output<Schema>>> {
  const text = await request.text();
  let json: unknown;
  try {
    json = text === '' ? {} : JSON.parse(text);
  } catch {
    return badRequest('the body is not JSON');
  }
  const result = schema.safeParse(json);
  if (result.success) return { ok: true, value: result.data };
  return badRequest(
    result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '),
  );
}

const badRequest = (message: string) =>
  ({ ok: false, response: errorResponse(400, 'BadRequest', message) }) as const;

const notFound = (message: string) => errorResponse(404, 'NotFound', message);
