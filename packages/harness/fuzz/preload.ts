import { configureGlobal } from 'fast-check';
import { fuzzBudget } from './budget.ts';

const budget = fuzzBudget();
if (budget !== null)
  configureGlobal({
    seed: budget.seed,
    numRuns: Number.MAX_SAFE_INTEGER,
    interruptAfterTimeLimit: budget.milliseconds,
  });
