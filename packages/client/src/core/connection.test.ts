import { describe, expect, it } from 'bun:test';
import { CLOSE_CODES, reconnectDelayMs, type CloseCode, type ServerMessage } from '@usher/protocol';
import { connectionDeadline, stepConnection } from './connection.ts';
import type { ConnectionEffect, ConnectionInput, ConnectionState } from './connection.ts';
import { fullSync } from '../testing/messages.ts';

const RANDOM = 0.5;

/** One connection, driven by hand. */
class Life {
  now = 0;
  state: ConnectionState = { state: 'idle' };
  effects: readonly ConnectionEffect[] = [];

  input(input: ConnectionInput): this {
    const { next, effects } = stepConnection(this.state, input, { now: this.now, random: RANDOM });
    this.state = next;
    this.effects = effects;
    return this;
  }

  /** Lets time pass to the state's deadline. */
  expire(): this {
    this.now = connectionDeadline(this.state) ?? this.now;
    return this.input({ kind: 'tick' });
  }

  open(token: string | null = 'secret'): this {
    this.input({ kind: 'start', token });
    if (token === null) this.input({ kind: 'token', token: 'granted' });
    return this.reopen();
  }

  reopen(): this {
    return this.input({ kind: 'opened' }).input({ kind: 'message', message: fullSync() });
  }

  close(code: number): this {
    return this.input({ kind: 'closed', code });
  }

  get attempt(): number | null {
    return 'attempt' in this.state ? this.state.attempt : null;
  }
}

const chat: ServerMessage = {
  action: 'chat',
  from: { id: 'c1', name: 'ann', isLoggedIn: false, status: 'none', role: 0 },
  text: 'hi',
};

describe('connecting', () => {
  it('[API-1] asks for a token when it has none, and then connects', () => {
    const life = new Life().input({ kind: 'start', token: null });
    expect(life.effects).toEqual([{ kind: 'fetch-token' }]);
    life.input({ kind: 'token', token: 'granted' });
    expect(life.effects).toEqual([{ kind: 'connect' }]);
  });

  it('[CON-2] authenticates as soon as the socket is open', () => {
    const life = new Life().input({ kind: 'start', token: 'secret' }).input({ kind: 'opened' });
    expect(life.effects).toEqual([{ kind: 'authenticate', token: 'secret' }]);
    expect(life.state.state).toBe('syncing');
  });

  it('[CON-3] ignores what comes before the first full sync, and delivers from there', () => {
    const life = new Life().input({ kind: 'start', token: 'secret' }).input({ kind: 'opened' });
    for (const message of [chat, { action: 'sync', isPlaying: true } as const]) {
      life.input({ kind: 'message', message });
      expect([life.state.state, life.effects]).toEqual(['syncing', []]);
    }
    const message = fullSync();
    life.input({ kind: 'message', message });
    expect([life.state.state, life.effects]).toEqual(['open', [{ kind: 'deliver', message }]]);
    life.input({ kind: 'message', message: chat });
    expect(life.effects).toEqual([{ kind: 'deliver', message: chat }]);
  });

  it('[CON-3] ignores what comes before the first full sync after a reconnect, too', () => {
    const life = new Life().open().close(1006).expire().input({ kind: 'opened' });
    life.input({ kind: 'message', message: chat });
    expect(life.effects).toEqual([]);
  });

  it.each([
    ['fetching-token', [{ kind: 'start', token: null }]],
    ['connecting', [{ kind: 'start', token: 'secret' }]],
    ['syncing', [{ kind: 'start', token: 'secret' }, { kind: 'opened' }]],
  ] satisfies [ConnectionState['state'], ConnectionInput[]][])(
    '[CON-9] gives up %s after a while and tries again',
    (name, inputs) => {
      const life = new Life();
      for (const input of inputs) life.input(input);
      expect(life.state.state).toBe(name);
      life.expire();
      expect([life.state.state, life.attempt, life.effects]).toEqual(['waiting', 1, [{ kind: 'abandon' }]]);
    },
  );
});

describe('closed', () => {
  const expected: Record<CloseCode, ConnectionState['state']> = {
    1000: 'waiting',
    1001: 'waiting',
    1002: 'waiting',
    1003: 'waiting',
    1007: 'waiting',
    1008: 'waiting',
    1009: 'waiting',
    1011: 'waiting',
    1012: 'waiting',
    1013: 'waiting',
    4000: 'stopped',
    4001: 'stopped',
    4002: 'stopped',
    4003: 'stopped',
    4004: 'fetching-token',
    4005: 'stopped',
  };

  it('[CON-9] has an expectation for every code of the table', () => {
    expect(Object.keys(expected)).toEqual(Object.keys(CLOSE_CODES));
  });

  const codes: [number, ConnectionState['state']][] = [
    ...Object.entries(expected).map(([code, state]): [number, ConnectionState['state']] => [
      Number(code),
      state,
    ]),
    [1005, 'waiting'],
    [1006, 'waiting'],
    [3999, 'waiting'],
    [4321, 'stopped'],
  ];
  it.each(codes)('[CON-9] with %i, an open connection is %s', (code, state) => {
    const life = new Life().open().close(code);
    expect(life.state.state).toBe(state);
    if (life.state.state === 'stopped') expect(life.state.code).toBe(code);
  });

  it('[CON-9] keeps what the server said beside the code', () => {
    const life = new Life().open().input({ kind: 'closed', code: 4005, reason: 'banned' });
    expect(life.state).toEqual({ state: 'stopped', code: 4005, reason: 'banned' });
  });

  it('[CON-9] keeps its token over a reconnect', () => {
    const life = new Life().open(null).close(1001).expire().input({ kind: 'opened' });
    expect(life.effects).toEqual([{ kind: 'authenticate', token: 'granted' }]);
  });

  it('[CON-9] gets one new token after 4004, and stops when that is refused as well', () => {
    const life = new Life().open().close(4004);
    expect(life.effects).toEqual([{ kind: 'fetch-token' }]);
    life.input({ kind: 'token', token: 'new' }).input({ kind: 'opened' });
    expect(life.effects).toEqual([{ kind: 'authenticate', token: 'new' }]);
    life.close(4004);
    expect(life.state).toEqual({ state: 'stopped', code: 4004 });
  });

  it('[CON-9] may get a new token again once the last one was accepted', () => {
    const life = new Life().open().close(4004).input({ kind: 'token', token: 'new' }).reopen().close(4004);
    expect(life.state.state).toBe('fetching-token');
  });
});

describe('reconnecting', () => {
  it('[CON-9] waits longer with every attempt, and counts them from 1', () => {
    const life = new Life().input({ kind: 'start', token: 'secret' });
    for (const attempt of [1, 2, 3]) {
      life.close(1006);
      expect(life.attempt).toBe(attempt);
      expect(connectionDeadline(life.state)).toBe(life.now + reconnectDelayMs(attempt - 1, RANDOM));
      life.expire();
      expect([life.state.state, life.attempt]).toEqual(['connecting', attempt]);
    }
  });

  it('[CON-9] is soon, and spread over a second, after 1012', () => {
    const life = new Life().open().close(1012);
    expect(connectionDeadline(life.state)).toBe(life.now + 500);
  });

  it('[CON-9] counts on when a violation ends a connection at once, and anew when it had lasted', () => {
    const life = new Life().open().close(1008).expire().reopen().close(1008);
    expect(life.attempt).toBe(2);
    life.expire().reopen();
    life.now += 10_000;
    expect(life.close(1008).attempt).toBe(1);
  });

  it('[CON-9] counts anew after a connection that the server ended in peace', () => {
    expect(new Life().open().close(1001).expire().reopen().close(1001).attempt).toBe(1);
  });

  it('does not wait when asked to retry', () => {
    const life = new Life().open().close(1006).input({ kind: 'retry' });
    expect([life.state.state, life.effects]).toEqual(['connecting', [{ kind: 'connect' }]]);
  });

  it('tries again later when there is no token to be had', () => {
    const life = new Life().input({ kind: 'start', token: null }).input({ kind: 'token-failed' });
    expect(life.state.state).toBe('waiting');
    expect(life.expire().effects).toEqual([{ kind: 'fetch-token' }]);
  });

  it('lets go of a socket that nobody answers on', () => {
    const life = new Life().open().input({ kind: 'silent' });
    expect([life.state.state, life.effects]).toEqual(['waiting', [{ kind: 'abandon' }]]);
  });
});

describe('stopping', () => {
  it('lets go of everything, and starts again only when told to', () => {
    const life = new Life().open().input({ kind: 'stop' });
    expect([life.state, life.effects]).toEqual([{ state: 'stopped', code: null }, [{ kind: 'abandon' }]]);
    expect(life.close(1006).state.state).toBe('stopped');
    expect(life.input({ kind: 'token', token: 'late' }).state.state).toBe('stopped');
    expect(life.input({ kind: 'start', token: 'secret' }).state.state).toBe('connecting');
  });
});
