import { afterEach, beforeEach, describe, expect, it } from 'bun:test';
import { until } from '@usher/kit/testing';
import type { ClientData } from './client-socket.ts';
import { FrontListener } from './front-listener.ts';

const TOPIC = 'room';

/** Whoever connects is in the room; a plain request is answered with the settings. */
function serve(port: number, settings: string) {
  if (settings === 'unusable') throw new Error('these cannot be used');
  return Bun.serve<ClientData>({
    hostname: '127.0.0.1',
    port,
    fetch: (request, server) =>
      server.upgrade(request, { data: {} as ClientData }) ? undefined : new Response(settings),
    websocket: { data: {} as ClientData, open: (ws) => void ws.subscribe(TOPIC), message() {} },
  });
}

describe('the public port', () => {
  let listener: FrontListener<string>;
  const sockets: WebSocket[] = [];

  beforeEach(() => {
    listener = new FrontListener(serve, { port: 0, settings: 'first' });
  });
  afterEach(async () => {
    for (const ws of sockets.splice(0)) ws.terminate();
    await listener.terminate();
  });

  async function connect(): Promise<string[]> {
    const ws = new WebSocket(`ws://127.0.0.1:${listener.port}/`);
    sockets.push(ws);
    const heard: string[] = [];
    ws.addEventListener('message', ({ data }) => heard.push(String(data)));
    await until('it is in the room', () => {
      listener.publish(TOPIC, 'hello');
      return heard.length > 0;
    });
    return heard;
  }

  async function publish(text: string, ...listeners: readonly string[][]): Promise<void> {
    listener.publish(TOPIC, text);
    listener.publish(TOPIC, `after ${text}`);
    await until('all have heard it', () => listeners.every((heard) => heard.includes(`after ${text}`)));
  }

  /** Over a connection of its own. */
  const ask = async () => {
    const response = await fetch(`http://127.0.0.1:${listener.port}/`, { headers: { Connection: 'close' } });
    return response.text();
  };

  const timesHeard = (text: string, heard: readonly string[]) => heard.filter((each) => each === text).length;

  it('[BAL-32] [LNK-4] says everything once to those who are still there after it has closed', async () => {
    const heard = await connect();
    void listener.close();
    await publish('farewell', heard);
    expect(timesHeard('farewell', heard)).toBe(1);
  });

  it('[BAL-23] [LNK-4] says everything once to everyone after it has been opened anew, and closed then', async () => {
    const before = await connect();
    listener.reopen('second');
    const after = await connect();
    await publish('welcome', before, after);
    void listener.close();
    await publish('farewell', before, after);
    for (const heard of [before, after])
      expect([timesHeard('welcome', heard), timesHeard('farewell', heard)]).toEqual([1, 1]);
  });

  it('[BAL-32] resolves when the last socket is gone, and stays closed', async () => {
    await connect();
    let isClosed = false;
    void listener.close().then(() => (isClosed = true));
    listener.reopen('second');
    sockets[0]?.close();
    await until('it is closed', () => isClosed);
    expect(await ask().catch(() => 'refused')).toBe('refused');
  });

  it('[BAL-23] goes on as before when it cannot be opened with other settings, and takes the next that can be used', async () => {
    const before = await connect();
    expect(() => listener.reopen('unusable')).toThrow('these cannot be used');
    expect(await ask()).toBe('first');
    const after = await connect();
    await publish('welcome', before, after);
    listener.reopen('second');
    expect(await ask()).toBe('second');
  });

  it('[BAL-23] is opened by the next settings if it could not even be opened again', async () => {
    listener.reopen('second');
    await listener.terminate();
    const { port } = listener;
    let isTaken = false;
    const taken = () => {
      if (isTaken) throw new Error('the port is taken');
      return serve(port, 'any');
    };
    listener = new FrontListener(taken, { port, settings: 'any' });
    isTaken = true;
    expect(() => listener.reopen('other')).toThrow('the public port is shut');
    expect(await ask().catch(() => 'refused')).toBe('refused');
    isTaken = false;
    listener.reopen('other');
    expect(await ask()).toBe('any');
  });
});
