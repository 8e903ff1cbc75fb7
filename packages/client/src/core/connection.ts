import {
  CloseCode,
  LIMITS,
  reactionTo,
  reconnectDelayMs,
  type Reaction,
  type ServerMessage,
} from '@usher/protocol';
import { unreachable } from '@usher/kit';
import { isFullSync } from './read-message.ts';

/** What a connection carries from one try to the next. */
interface Try {
  /** 0 for the first connection, then the number of the reconnect: "attempt 3". */
  readonly attempt: number;
  readonly token: string | null;
  /** The token was fetched because the server refused the one before (4004). */
  readonly renewed: boolean;
}

/** The life of a client's connection to its room (CON-9). Times are monotonic ms. */
export type ConnectionState =
  | { readonly state: 'idle' }
  | ({ readonly state: 'fetching-token'; readonly deadline: number } & Try)
  | ({ readonly state: 'connecting'; readonly token: string; readonly deadline: number } & Try)
  /** Authenticated as far as we know; the room's state has not come yet. */
  | ({ readonly state: 'syncing'; readonly deadline: number } & Try)
  | ({ readonly state: 'open'; readonly since: number } & Try)
  | ({ readonly state: 'waiting'; readonly deadline: number } & Try)
  /** For good, until started anew. `code` is the server's reason, `null` when we left; `reason` what it said beside that. */
  | { readonly state: 'stopped'; readonly code: number | null; readonly reason?: string };

export type ConnectionInput =
  | { readonly kind: 'start'; readonly token: string | null }
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'token-failed' }
  | { readonly kind: 'opened' }
  | { readonly kind: 'message'; readonly message: ServerMessage }
  | { readonly kind: 'closed'; readonly code: number; readonly reason?: string }
  /** The socket is open, but nobody answers. */
  | { readonly kind: 'silent' }
  /** Do not wait any longer: the network is back, or a person asks. */
  | { readonly kind: 'retry' }
  | { readonly kind: 'stop' }
  | { readonly kind: 'tick' };

export type ConnectionEffect =
  | { readonly kind: 'fetch-token' }
  | { readonly kind: 'connect' }
  | { readonly kind: 'authenticate'; readonly token: string }
  | { readonly kind: 'deliver'; readonly message: ServerMessage }
  /** Let go of the socket or the fetch under way; nothing of it is heard again. */
  | { readonly kind: 'abandon' };

export interface Step {
  readonly next: ConnectionState;
  readonly effects: readonly ConnectionEffect[];
}

/** The moment (monotonic ms) and a number uniform in [0, 1) for this step. */
export interface StepContext {
  readonly now: number;
  readonly random: number;
}

const ANSWER_TIMEOUT_MS = 10_000;
/** A room may have to be placed, or waited for, before it answers (CON-3, CON-4). */
const SYNC_TIMEOUT_MS = LIMITS.parkTimeoutMs + ANSWER_TIMEOUT_MS;
/** A connection that lasted this long was a good one: its successor counts from 1 again. */
const STABLE_MS = 10_000;
const SOON_MS = 1_000;

/** When the state next wants a `tick`, or `null` when it waits for events alone. */
export function connectionDeadline(state: ConnectionState): number | null {
  return 'deadline' in state ? state.deadline : null;
}

/** One step of a connection's life (CON-9). Inputs that do not fit the state come too late and change nothing. */
export function stepConnection(current: ConnectionState, input: ConnectionInput, context: StepContext): Step {
  switch (input.kind) {
    case 'start':
      return current.state === 'idle' || current.state === 'stopped'
        ? begin({ attempt: 0, token: input.token, renewed: false }, context)
        : stay(current);
    case 'token':
      return current.state === 'fetching-token'
        ? begin({ ...tryOf(current), token: input.token }, context)
        : stay(current);
    case 'token-failed':
      return current.state === 'fetching-token' ? wait(tryOf(current), 'backoff', context) : stay(current);
    case 'opened':
      return current.state === 'connecting' ? authenticate(current, context) : stay(current);
    case 'message':
      return receive(current, input.message, context);
    case 'closed':
      return hasSocket(current) ? afterClose(current, input, context) : stay(current);
    case 'silent':
      return current.state === 'open' ? abandon(wait(tryOf(current), 'backoff', context)) : stay(current);
    case 'retry':
      return current.state === 'waiting' ? begin(tryOf(current), context) : stay(current);
    case 'stop':
      return abandon({ next: { state: 'stopped', code: null }, effects: [] });
    case 'tick':
      return tick(current, context);
    default:
      return unreachable(input);
  }
}

type WithSocket = Extract<ConnectionState, { state: 'connecting' | 'syncing' | 'open' }>;

function hasSocket(state: ConnectionState): state is WithSocket {
  return state.state === 'connecting' || state.state === 'syncing' || state.state === 'open';
}

const stay = (next: ConnectionState): Step => ({ next, effects: [] });
const tryOf = ({ attempt, token, renewed }: Try): Try => ({ attempt, token, renewed });
const abandon = ({ next, effects }: Step): Step => ({ next, effects: [{ kind: 'abandon' }, ...effects] });

function begin({ attempt, token, renewed }: Try, { now }: StepContext): Step {
  const deadline = now + ANSWER_TIMEOUT_MS;
  if (token === null) {
    return {
      next: { state: 'fetching-token', attempt, token, renewed, deadline },
      effects: [{ kind: 'fetch-token' }],
    };
  }
  return { next: { state: 'connecting', attempt, token, renewed, deadline }, effects: [{ kind: 'connect' }] };
}

// CON-2
function authenticate(from: Extract<ConnectionState, { state: 'connecting' }>, { now }: StepContext): Step {
  const next: ConnectionState = { ...from, state: 'syncing', deadline: now + SYNC_TIMEOUT_MS };
  return { next, effects: [{ kind: 'authenticate', token: from.token }] };
}

// CON-3: what comes before the first full sync belongs to a room that we do not know yet.
function receive(current: ConnectionState, message: ServerMessage, { now }: StepContext): Step {
  const deliver: Step['effects'] = [{ kind: 'deliver', message }];
  if (current.state === 'open') return { next: current, effects: deliver };
  if (current.state !== 'syncing' || !isFullSync(message)) return stay(current);
  const { attempt, token } = current;
  return { next: { state: 'open', attempt, token, renewed: false, since: now }, effects: deliver };
}

function tick(current: ConnectionState, context: StepContext): Step {
  if (!('deadline' in current) || context.now < current.deadline) return stay(current);
  if (current.state === 'waiting') return begin(tryOf(current), context);
  return abandon(wait(tryOf(current), 'backoff', context));
}

type Closed = Extract<ConnectionInput, { kind: 'closed' }>;

function afterClose(from: WithSocket, { code, reason }: Closed, context: StepContext): Step {
  const reaction = reactionTo(code);
  const { token, renewed } = from;
  switch (reaction) {
    case 'stop':
      return stay({ state: 'stopped', code, ...(reason ? { reason } : {}) });
    case 'new-token':
      if (renewed) return stay({ state: 'stopped', code: CloseCode.Unauthenticated });
      return begin({ attempt: from.attempt + 1, token: null, renewed: true }, context);
    case 'reconnect':
    case 'reconnect-soon':
    case 'backoff':
      return wait(
        { token, renewed, attempt: wasGood(from, reaction, context.now) ? 0 : from.attempt },
        reaction,
        context,
      );
    default:
      return unreachable(reaction);
  }
}

/** A server that takes us in and soon throws us out for a violation would otherwise be asked again every second. */
function wasGood(from: WithSocket, reaction: Reaction, now: number): boolean {
  return from.state === 'open' && (reaction !== 'backoff' || now - from.since >= STABLE_MS);
}

function wait({ attempt, token, renewed }: Try, reaction: Reaction, { now, random }: StepContext): Step {
  const soon = reaction === 'reconnect-soon' && attempt === 0;
  const delayMs = soon ? random * SOON_MS : reconnectDelayMs(attempt, random);
  return stay({ state: 'waiting', attempt: attempt + 1, token, renewed, deadline: now + delayMs });
}
