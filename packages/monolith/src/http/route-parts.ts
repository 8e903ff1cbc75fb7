import { z } from '@hono/zod-openapi';
import { errorBody } from './api-error.ts';

/** A response that carries JSON, for the documentation. */
export const json = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
  description,
  content: { 'application/json': { schema } },
});

/** A request that must carry JSON. */
export const body = <Schema extends z.ZodType>(schema: Schema) => ({
  body: { required: true, content: { 'application/json': { schema } } },
});

/** What every route may answer instead. */
export const refusals = { '4XX': json('Refused', errorBody), '5XX': json('Failed', errorBody) };

export const done = z.object({ success: z.literal(true) });
