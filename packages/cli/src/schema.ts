import { linkConfig } from '@usher/link-auth';
import { LOG_LEVELS } from '@usher/kit/runtime';
import { z } from 'zod';

/** The sections that every role uses (CFG-1). */
export const commonSections = {
  region: z.string().default(() => process.env['FLY_REGION'] ?? 'unknown'),
  log_level: z.enum(LOG_LEVELS).default('info'),
  link: linkConfig.prefault({}),
};

/** A section of another role: one file serves all of them, and each reads its own part (CFG-1). */
export const otherRole = z
  .unknown()
  .optional()
  .transform(() => undefined);
