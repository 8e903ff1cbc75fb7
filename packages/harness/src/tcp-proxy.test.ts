import { describe, expect, it } from 'bun:test';
import { until } from '@usher/kit/testing';
import { TcpProxy } from './tcp-proxy.ts';

/** Answers every message with itself. */
function startEcho() {
  const server = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    fetch: (request, listener) => (listener.upgrade(request) ? undefined : new Response('')),
    websocket: { message: (ws, text) => void ws.send(text) },
  });
  return { port: server.port ?? 0, [Symbol.asyncDispose]: () => server.stop(true) };
}

async function dial(port: number) {
  const ws = new WebSocket(`ws://127.0.0.1:${port}/`);
  const dialled = { ws, heard: [] as string[], isClosed: false, [Symbol.dispose]: () => ws.terminate() };
  ws.addEventListener('message', ({ data }) => void dialled.heard.push(String(data)));
  ws.addEventListener('close', () => (dialled.isClosed = true));
  await until('it is open or refused', () => ws.readyState !== WebSocket.CONNECTING);
  return dialled;
}

describe('TcpProxy', () => {
  it('passes bytes on, holds them while stalled, and loses none', async () => {
    await using echo = startEcho();
    await using proxy = await TcpProxy.to(echo.port);
    using client = await dial(proxy.port);
    client.ws.send('one');
    await until('it is echoed', () => client.heard.length === 1);
    proxy.stall();
    client.ws.send('two');
    using direct = await dial(echo.port);
    direct.ws.send('x');
    await until('the echo works', () => direct.heard.length === 1);
    expect(client.heard).toEqual(['one']);
    proxy.resume();
    await until('it is echoed', () => client.heard.length === 2);
    expect(client.heard).toEqual(['one', 'two']);
  });

  it('cuts connections and refuses new ones, until it is told to resume', async () => {
    await using echo = startEcho();
    await using proxy = await TcpProxy.to(echo.port);
    using client = await dial(proxy.port);
    expect(proxy.connections).toBe(1);
    proxy.cut();
    await until('it is closed', () => client.isClosed);
    using refused = await dial(proxy.port);
    await until('it is closed', () => refused.isClosed);
    proxy.resume();
    using again = await dial(proxy.port);
    again.ws.send('hello');
    await until('it is echoed', () => again.heard.length === 1);
  });
});
