/** A role's process without a role, for tests of what starts and stops such processes. Behaves as `STAND_IN` says. */
import { runRole } from '../process/run-role.ts';

const behaviour = process.env['STAND_IN'] ?? '';
if (behaviour === 'misconfigured') process.exit(2);
if (behaviour === 'dies-at-start') process.exit(1);

console.log(`port ${process.env['PORT']}`);
await runRole<'balancer'>(async () => ({
  id: 'stand-in',
  // So that whoever starts it learns its process id.
  ports: { port: process.pid, operatorPort: 1 },
  async stop() {
    console.log('stopping');
    if (behaviour === 'never-stops') await new Promise(() => setInterval(() => {}, 1000));
    console.log('stopped');
  },
}));
