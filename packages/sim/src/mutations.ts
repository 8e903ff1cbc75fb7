/** A rule that is switched off, to see whether its absence is noticed (SIM-3). */
export interface Mutation {
  /** From the packages' directory. */
  readonly file: string;
  readonly replace: string;
  readonly by: string;
}

/** By name. Text that is not found exactly once is an error: then the rule stands elsewhere by now, and this has to follow it. */
export const MUTATIONS = {
  /** A Monolith serves on though its session was not renewed in time (OWN-3). */
  fencing: {
    file: 'monolith/src/store/live-state.ts',
    replace: 'serveMs: 2000',
    by: 'serveMs: 3_600_000',
  },
  /** Gossip unmaps a room though a Join to it is unanswered (LNK-32). */
  'gossip-in-flight': {
    file: 'balancer/src/core/reports.ts',
    replace: 'if (openJoin(client) === from && isUnanswered(client)) return;',
    by: '',
  },
  /** A Leave goes to wherever the room is mapped by then (LNK-25). */
  'leave-to-the-joined-monolith': {
    file: 'balancer/src/core/joins.ts',
    replace: "t.emit({ kind: 'leave', client, at, awayMs });",
    by: "t.emit({ kind: 'leave', client, get at() { const { mapping } = t.room(client.room); return mapping.state === 'unmapped' ? at : mapping.at; }, awayMs });",
  },
  /** A room whose release was not answered is served on under the same epoch (OWN-2). */
  'release-in-doubt': {
    file: 'monolith/src/rooms/rooms.ts',
    replace: 'room.session === session && !mayBeReleased',
    by: 'room.session === session',
  },
  /** Two Balancers that disagree on where a room may be send it to and fro (BAL-30). */
  'evictions-spaced': {
    file: 'balancer/src/core/reports.ts',
    replace: 'if (t.evicted.has(room.key)) return;',
    by: '',
  },
  /** The store takes what a former owner saves (OWN-2). */
  'stale-saves-accepted': {
    file: 'sim/src/store/store-server.ts',
    replace: 'record?.epoch === epoch && record.owner !== null',
    by: 'record !== undefined && record.owner !== null',
  },
  /** The database takes the row of a former owner though the present one has read it (OWN-2). */
  'stale-rows-accepted': {
    file: 'sim/src/store/simulated-database.ts',
    replace: 'if (row === undefined || row.epoch > epoch) return false;',
    by: 'if (row === undefined) return false;',
  },
  /** Who does not read is never cut off (LNK-51). */
  'slow-consumers-kept': {
    file: 'client-gate/src/slow-consumers.ts',
    replace: "this.#cutOff(ws, bytes, 'client_queue');",
    by: '',
  },
  /** Who says nothing is never cut off (CON-6). */
  'silent-clients-kept': {
    file: 'client-gate/src/gated-sockets.ts',
    replace: "if (verdict === 'dead') this.#terminateSilent(ws);",
    by: '',
  },
  /** Clients are read though their Monolith does not keep up (LNK-50). */
  'congested-links-filled': {
    file: 'balancer/src/shell/client-messages.ts',
    replace: 'if (link.isCongested) linkPressure.hold(ws, link);',
    by: '',
  },
  /** A client whom a drain sends away may be back before its Monolith has read that it is away (LNK-25). */
  'leave-overtaken': {
    file: 'balancer/src/shell/effects.ts',
    replace: 'link.whenRead(() => this.#sockets.end(ws, code, reason));',
    by: 'this.#sockets.end(ws, code, reason);',
  },
} as const satisfies Readonly<Record<string, Mutation>>;

export type MutationName = keyof typeof MUTATIONS;

export const isMutation = (name: string): name is MutationName => Object.hasOwn(MUTATIONS, name);

/** The source text with the rule switched off. */
export function mutate(source: string, { file, replace, by }: Mutation): string {
  const parts = source.split(replace);
  if (parts.length !== 2)
    throw new Error(
      `this stands ${parts.length - 1} times in packages/${file} and must stand there once: ${replace}`,
    );
  return parts.join(by);
}
