import { argv, env, pid } from 'node:process';
import { requireFetchLimit } from '../process/fetch-limit.ts';

/** Says how it was started, in the end. */
requireFetchLimit();
console.log(JSON.stringify({ pid, args: argv.slice(2), limit: env['BUN_CONFIG_MAX_HTTP_REQUESTS'] }));
