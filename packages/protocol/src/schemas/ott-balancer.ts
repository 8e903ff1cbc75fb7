import { z } from 'zod';

const id = z.string();
const room = z.object({ room: z.string() });

/** What an OpenTogetherTube balancer says (OTT-1, OTT-2). */
export const ottBalancerMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('init'), payload: z.object({ id }) }),
  z.object({ type: z.literal('join'), payload: room.extend({ client: id, token: z.string() }) }),
  z.object({ type: z.literal('leave'), payload: z.object({ client: id }) }),
  z.object({
    type: z.literal('client_msg'),
    payload: z.object({ client_id: id, payload: z.custom((said) => said !== undefined, 'is missing') }),
  }),
  z.object({ type: z.literal('load'), payload: room }),
  z.object({ type: z.literal('unload'), payload: room }),
]);

export type OttBalancerMessage = z.infer<typeof ottBalancerMessage>;

/** The types that this version knows; others are ignored (LNK-3). */
export const OTT_BALANCER_TYPES: ReadonlySet<unknown> = new Set(
  ottBalancerMessage.options.map(({ shape }) => shape.type.value),
);
