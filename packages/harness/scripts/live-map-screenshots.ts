import { mkdirSync } from 'node:fs';
import { RoomClient, SiteApi } from '@usher/client';
import { startSite, stateOf, TestBrowser, TEST_KEYS } from '@usher/harness';
import { until } from '@usher/kit/testing';
import { RequestType } from '@usher/protocol';

/** The operators' live map over a real site with 3 Monoliths, 60 rooms and 300 clients, to .reports/screenshots; look at them after every change of looks. */
const ROOMS = 60;
const CLIENTS = 300;
const OUT = new URL('../../../.reports/screenshots/', import.meta.url).pathname;
const VIEWS = ['1', '2', '3'] as const;

mkdirSync(OUT, { recursive: true });
await using site = await startSite(
  { balancers: 1, monoliths: 3 },
  { balancer: { limits: { clients_per_ip: 1000 } } },
);
const [balancer] = site.balancers;
if (balancer === undefined) throw new Error('no Balancer');
const clients = await fill(`http://127.0.0.1:${balancer.ports.port}`);
await until('all are there', async () => (await stateOf(balancer)).clients === CLIENTS);
const talk = setInterval(() => {
  for (let n = 0; n < 25; n++) {
    const client = clients[Math.floor(Math.random() ** 2 * clients.length)];
    client?.send({ type: RequestType.Chat, text: 'hello' });
  }
}, 250);

await using browser = await TestBrowser.start();
const url = `http://127.0.0.1:${balancer.ports.operatorPort}/#key=${TEST_KEYS.operator}`;
for (const colorScheme of ['dark', 'light'] as const) {
  const page = await browser.open(url, { viewport: { width: 1440, height: 900 }, colorScheme });
  await page.getByText('300 clients').first().waitFor();
  for (const key of VIEWS) {
    await page.keyboard.press(key);
    await page.waitForTimeout(1500);
    await page.screenshot({ path: `${OUT}map-${key}-${colorScheme}.png` });
  }
  await page.keyboard.press('1');
  await page.getByRole('tab', { name: 'List' }).click();
  await page.getByRole('table').first().getByRole('button').first().click();
  await page.waitForTimeout(2000);
  await page.screenshot({ path: `${OUT}map-room-${colorScheme}.png` });
  await page.context().close();
}
const phone = await browser.open(url, {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  colorScheme: 'dark',
});
await phone.getByRole('tab', { name: 'Legend' }).click();
await phone.waitForTimeout(2000);
await phone.screenshot({ path: `${OUT}map-phone.png`, fullPage: true });
clearInterval(talk);
for (const client of clients) client.stop();
if (browser.complaints.length > 0) console.log(browser.complaints);

/** Few rooms are full, most are small. */
async function fill(origin: string): Promise<RoomClient[]> {
  const api = new SiteApi(origin);
  const token = await api.grantToken(null);
  const rooms: string[] = [];
  for (let n = 0; n < ROOMS; n++) rooms.push(await api.generateRoom(token));
  const made: RoomClient[] = [];
  for (let n = 0; n < CLIENTS; n++) {
    const room =
      rooms[n < ROOMS ? n : Math.floor((n / CLIENTS) ** 3 * 7919 * n) % (n % 3 === 0 ? 8 : ROOMS)] ?? '';
    const client = new RoomClient({ site: origin, room, token });
    client.start();
    made.push(client);
  }
  return made;
}
