import { afterAll, beforeAll, describe } from 'bun:test';
import { accounts } from './accounts.ts';
import { announcements } from './announcements.ts';
import { bansAndInvitations } from './bans-and-invitations.ts';
import { chat } from './chat.ts';
import { coverage } from './coverage.ts';
import { errors } from './errors.ts';
import { goingOn } from './going-on.ts';
import { joinOrder } from './join-order.ts';
import { loginLimits, rateLimits } from './limits.ts';
import { playback } from './playback.ts';
import { previews } from './previews.ts';
import { queueHttp } from './queue-http.ts';
import { queue } from './queue.ts';
import { roles } from './roles.ts';
import { roomChangesHttp } from './room-changes-http.ts';
import { roomsHttp } from './rooms-http.ts';
import { sessions } from './sessions.ts';
import { settings } from './settings.ts';
import { statusAndClock } from './status-and-clock.ts';
import type { Target, TargetTraits } from './target.ts';
import { undo } from './undo.ts';
import { votes } from './votes.ts';
import { waiting } from './waiting.ts';

const START_TIMEOUT_MS = 120_000;

/** A site to run the suite against. */
export interface Candidate extends TargetTraits {
  readonly what: string;
  /** Starts it, if it does not run yet. */
  readonly start: () => Promise<RunningCandidate>;
}

export interface RunningCandidate extends AsyncDisposable {
  readonly origin: string;
}

const SUBJECTS: readonly ((site: Target) => void)[] = [
  joinOrder,
  statusAndClock,
  chat,
  playback,
  goingOn,
  waiting,
  queue,
  queueHttp,
  votes,
  undo,
  roles,
  settings,
  sessions,
  accounts,
  loginLimits,
  roomsHttp,
  roomChangesHttp,
  bansAndInvitations,
  previews,
  errors,
  announcements,
  coverage,
];

/**
 * The conformance suite: all that specs 2.2 to 4 promise to clients. It knows of a site only its address, and speaks HTTP and
 * WebSocket. The site must not limit requests (`monolith.rate_limit = 0`).
 */
export function conformance(candidate: Candidate): void {
  onTarget(candidate, (site) => {
    for (const subject of SUBJECTS) subject(site);
  });
}

/** As `conformance`, of a site that limits requests to `points` an hour, and that nobody else uses. */
export function rateLimitConformance(candidate: Candidate, points: number): void {
  onTarget(candidate, (site) => rateLimits(site, points));
}

function onTarget({ what, start, ...traits }: Candidate, subjects: (site: Target) => void): void {
  describe(what, () => {
    const site: Target & { origin: string } = { ...traits, origin: '', seen: new Set() };
    const running = new AsyncDisposableStack();
    beforeAll(async () => {
      site.origin = running.use(await start()).origin;
    }, START_TIMEOUT_MS);
    afterAll(() => running.disposeAsync());
    subjects(site);
  });
}
