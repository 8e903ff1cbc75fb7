import { runBench } from '../run-bench.ts';
import { memory, smoothness } from './map-rows.ts';

/** `npm run bench:map`: how smooth the operators' live map is with 1,000 rooms, and whether its memory is bounded (WEB-20). */
await runBench({
  name: 'bench-map',
  about:
    'npm run bench:map: the live map with 1,000 rooms and 10,000 clients, in a browser without a graphics card.',
  rows: [smoothness, memory],
  busy: 'the browser draws in software on the same cores: frames come late',
});
