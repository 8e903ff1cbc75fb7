import { LIMITS } from '@usher/protocol';
import { z } from 'zod';

/** The `[link]` section of the configuration, for both ends (LNK-13). */
export const linkConfig = z
  .strictObject({
    auth: z
      .enum(['signed', 'static', 'none'])
      .default('signed')
      .describe('How Balancers and Monoliths know each other: `signed`, `static` or `none`'),
    secrets: z
      .array(z.string())
      .default([])
      .describe('At least 32 characters each; the first signs, all verify'),
  })
  .superRefine(({ auth, secrets }, context) => {
    if (auth === 'none') return;
    const expected = `expected at least one secret of ${LIMITS.linkSecretLengthMin} characters or more, shared by all Balancers and Monoliths`;
    if (secrets.length === 0 || secrets.some((secret) => secret.length < LIMITS.linkSecretLengthMin)) {
      context.addIssue({ code: 'custom', path: ['secrets'], message: expected });
    }
  });

export type LinkConfig = z.output<typeof linkConfig>;
