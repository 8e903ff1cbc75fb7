import { LIMITS } from './limits.ts';
import { isObject, parseObject } from './link/parse-object.ts';
import { RequestType } from './requests.ts';
import { utf8Length } from './utf8.ts';

/**
 * What the Balancer, or a Monolith for direct clients, makes of a client's frame before anything else sees it. `status` and `clock` are
 * messages as well; a queue treats them apart (CON-3).
 */
export type ClientFrame = 'message' | 'status' | 'clock' | 'auth' | 'not-an-object' | 'forged-membership';

/**
 * Judges a client's frame: a JSON object may be spliced into an envelope, anything else may not (LNK-21, CON-7). Forged
 * Joins and Leaves are judged on the parsed value: spellings, escapes and duplicate keys do not help (LNK-26).
 */
export function checkClientMessage(text: string): ClientFrame {
  const message = parseObject(text);
  return message === null ? 'not-an-object' : checkParsedMessage(message);
}

/** As `checkClientMessage`, of what `parseObject` has made of the frame. */
export function checkParsedMessage(
  message: Readonly<Record<string, unknown>>,
): Exclude<ClientFrame, 'not-an-object'> {
  const action = message['action'];
  if (action === 'auth' || action === 'status' || action === 'clock') return action;
  if (action !== 'req') return 'message';
  const request = message['request'];
  const type = isObject(request) ? request['type'] : undefined;
  return type === RequestType.Join || type === RequestType.Leave ? 'forged-membership' : 'message';
}

/** What a client's first frame is (CON-2). */
export type FirstMessage =
  | { readonly kind: 'auth'; readonly token: string }
  | { readonly kind: 'not-an-object' }
  | { readonly kind: 'unauthenticated'; readonly reason: string };

/** Judges a client's first frame: it must be `auth` with a token (CON-2). */
export function checkFirstMessage(text: string): FirstMessage {
  const message = parseObject(text);
  if (message === null) return { kind: 'not-an-object' };
  if (message['action'] !== 'auth') {
    return { kind: 'unauthenticated', reason: 'the first message must be {"action":"auth"}' };
  }
  const token = message['token'];
  if (typeof token !== 'string' || token === '') return { kind: 'unauthenticated', reason: 'missing token' };
  if (utf8Length(token) > LIMITS.tokenBytesMax) return { kind: 'unauthenticated', reason: 'token too long' };
  return { kind: 'auth', token };
}
