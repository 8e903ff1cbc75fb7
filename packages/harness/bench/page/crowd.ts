import { SiteApi } from '@usher/client';
import { until } from '@usher/kit/testing';
import { RequestType, type PlayerStatus, type QueueMode } from '@usher/protocol';
import { Talker } from '../../src/talker.ts';

/** How often each thing is done by the people of one room, all together, per second. */
const PER_SECOND = {
  chat: 4,
  play: 0.2,
  seek: 0.2,
  add: 0.5,
  remove: 0.5,
  /** Votes where people vote, else items are moved. */
  order: 3,
  status: 1,
  come: 0.5,
};
type Action = keyof typeof PER_SECOND;

/** For people. */
export const RATES = Object.entries(PER_SECOND)
  .map(([action, rate]) => `${action} ${rate}/s`)
  .join(', ');

const ITEMS_PER_REQUEST = 100;

/** People without a screen who fill a room and keep it busy. The last of them comes and goes. */
export class Crowd implements Disposable {
  readonly room: string;
  readonly #port: number;
  readonly #isVoting: boolean;
  readonly #people: Talker[] = [];
  #turn = 0;
  #added = 0;

  private constructor(port: number, room: string, queueMode: QueueMode) {
    this.#port = port;
    this.room = room;
    this.#isVoting = queueMode === 'vote';
  }

  /** Makes a room in which the demo clip plays, with so many people and so long a queue. */
  static async gather(
    port: number,
    { people, queued, queueMode }: { people: number; queued: number; queueMode: QueueMode },
  ): Promise<Crowd> {
    const api = new SiteApi(`http://127.0.0.1:${port}`);
    const owner = await api.grantToken();
    const crowd = new Crowd(port, await api.generateRoom(owner), queueMode);
    await crowd.#come(owner);
    const [host] = crowd.#people;
    if (host === undefined) throw new Error('nobody came');
    host.request({ type: RequestType.ApplySettings, settings: { queueMode, waitForReadySeconds: 0 } });
    host.request({ type: RequestType.PlayNow, video: { service: 'direct', id: '/demo/usher-demo.mp4' } });
    await until('it can play', () => host.state.currentSource);
    while (crowd.#queue.length < queued) {
      const count = Math.min(ITEMS_PER_REQUEST, queued - crowd.#queue.length);
      const before = crowd.#queue.length;
      host.request({
        type: RequestType.Add,
        videos: Array.from({ length: count }, () => crowd.#newVideo()),
      });
      await until('they are queued', () => crowd.#queue.length >= before + count, 20_000);
    }
    for (let n = 1; n < people; n++) await crowd.#come(await api.grantToken());
    host.request({ type: RequestType.Playback, state: true });
    return crowd;
  }

  /** All that people do, evenly over time, until told to stop. */
  keepBusy(): Disposable {
    const timers = (Object.keys(PER_SECOND) as Action[]).map((action) =>
      setInterval(() => this.#act(action), 1000 / PER_SECOND[action]),
    );
    return { [Symbol.dispose]: () => timers.forEach((timer) => clearInterval(timer)) };
  }

  [Symbol.dispose](): void {
    for (const person of this.#people) person[Symbol.dispose]();
  }

  #act(action: Action): void {
    const person = this.#people[this.#turn++ % (this.#people.length - 1)];
    const video = this.#queue[Math.floor(Math.random() * Math.min(20, this.#queue.length))];
    if (person === undefined) return;
    switch (action) {
      case 'chat':
        return person.say();
      case 'play':
        return person.request({ type: RequestType.Playback, state: person.state.isPlaying !== true });
      case 'seek':
        return person.request({ type: RequestType.Seek, value: Math.random() * 40 });
      case 'add':
        return person.request({ type: RequestType.Add, video: this.#newVideo() });
      case 'remove':
        return person.request({ type: RequestType.Remove, video: this.#queue.at(-1) ?? this.#newVideo() });
      case 'order':
        if (video !== undefined && this.#isVoting)
          return person.request({
            type: RequestType.Vote,
            video: { service: video.service, id: video.id },
            add: Math.random() < 0.7,
          });
        return person.request({ type: RequestType.Order, fromIdx: 3 + (this.#turn % 20), toIdx: 10 });
      case 'status':
        return person.send({
          action: 'status',
          status: (['ready', 'buffering'] as PlayerStatus[])[this.#turn % 2] ?? 'ready',
        });
      case 'come':
        return void this.#replaceLast();
    }
  }

  async #replaceLast(): Promise<void> {
    const last = this.#people.pop();
    last?.[Symbol.dispose]();
    await this.#come(last?.token ?? '');
  }

  async #come(token: string): Promise<void> {
    this.#people.push(await Talker.join(this.#port, this.room, token));
  }

  get #queue() {
    return this.#people[0]?.state.queue ?? [];
  }

  #newVideo() {
    return { service: 'direct', id: `/demo/usher-demo.mp4?clip=${++this.#added}` } as const;
  }
}
