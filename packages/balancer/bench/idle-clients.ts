import { argv, exit } from 'node:process';

/** Opens many idle clients, in a process of its own: `bun idle-clients.ts <port> <count> <name>`. They end with its standard input. */
const [port = '', count = '', name = ''] = argv.slice(2);
const BATCH = 100;

const sockets: WebSocket[] = [];
for (let opened = 0; opened < Number(count); opened += BATCH) {
  await Promise.all(Array.from({ length: BATCH }, (_, n) => open(opened + n)));
}
for await (const _ of Bun.stdin.stream());
exit(0);

/** Twenty to a room. */
async function open(n: number): Promise<void> {
  const ws = new WebSocket(`ws://127.0.0.1:${port}/api/room/${name}-${Math.floor(n / 20)}`);
  sockets.push(ws);
  await new Promise((resolve, reject) => {
    ws.addEventListener('open', resolve, { once: true });
    ws.addEventListener('close', () => reject(new Error('a client was closed')), { once: true });
  });
  ws.send('{"action":"auth","token":"a-token-of-some-length-as-they-are-in-real-life"}');
}
