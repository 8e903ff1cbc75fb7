import { describe, expect, it } from 'bun:test';
import { SimulatedPlayer } from '../testing/simulated-player.ts';
import { goalAt, type PlaybackVector } from './playback-vector.ts';
import { SyncController } from './sync-controller.ts';

const STEP_MS = 100;

/** One player that follows one room. The server's clock is ours. */
class Viewing {
  now = 0;
  vector: PlaybackVector;
  readonly player: SimulatedPlayer;
  readonly rates: number[] = [];
  readonly controller: SyncController;

  constructor(vector: Partial<PlaybackVector>, player: SimulatedPlayer, fixedRate = false) {
    this.vector = { position: 0, speed: 1, playing: true, at: 0, timeline: 'server', ...vector };
    this.player = player;
    this.controller = new SyncController({ fixedRate });
  }

  run(ms: number): this {
    for (const end = this.now + ms; this.now < end;) {
      const sample = this.player.sample();
      const { commands, startsInMs } = this.controller.step(this.now, this.vector, 0, sample);
      for (const command of commands) {
        this.player.obey(command);
        if (command.kind === 'rate') this.rates.push(command.rate);
      }
      this.now += startsInMs > 0 ? Math.min(STEP_MS, startsInMs) : STEP_MS;
      this.player.advanceTo(this.now);
    }
    return this;
  }

  /** ms that the player is behind. */
  get behind(): number {
    return (goalAt(this.vector, this.now, 0).position - this.player.position) * 1000;
  }
}

/** A viewing in which player and room have run side by side for a while. */
function together(behindMs: number, fixedRate = false): Viewing {
  const player = new SimulatedPlayer({ position: 20 - behindMs / 1000 });
  player.paused = false;
  return new Viewing({ position: 20 }, player, fixedRate);
}

describe('drift', () => {
  it('[WEB-3] is left alone below 15 ms', () => {
    const viewing = together(14).run(5000);
    expect(viewing.rates).toEqual([]);
    expect(viewing.player.seeks).toBe(0);
  });

  it.each([16, -40, 120, -300, 490])(
    '[WEB-3] of %i ms is made up by the rate alone, to within 4 ms',
    (behindMs) => {
      const viewing = together(behindMs).run(10_000);
      expect(Math.abs(viewing.behind)).toBeLessThan(4.5);
      expect(viewing.player.seeks).toBe(0);
      expect(viewing.player.rate).toBe(1);
      for (const rate of viewing.rates) expect(Math.abs(rate - 1)).toBeLessThan(0.0801);
    },
  );

  it('[WEB-3] is made up relative to the speed of the room', () => {
    const viewing = together(50);
    viewing.vector = { ...viewing.vector, speed: 1.5 };
    viewing.run(100);
    expect(viewing.player.rate).toBeCloseTo(1.5 * 1.05);
    expect(viewing.run(6000).player.rate).toBe(1.5);
  });

  it('[WEB-3] stays corrected for a minute without a seek', () => {
    const viewing = together(100).run(60_000);
    expect(viewing.player.seeks).toBe(0);
    expect(viewing.rates.length).toBeLessThan(60);
  });
});

describe('seek', () => {
  it.each([40, 120, 350, 900])(
    '[WEB-3] is one per jump, and lands in sync though it takes %i ms',
    (seekMs) => {
      const player = new SimulatedPlayer({ seekMs });
      const viewing = new Viewing({ position: 100, at: 0 }, player).run(4000);
      for (const position of [500, 900, 1300, 1700]) {
        const before = player.seeks;
        viewing.vector = { ...viewing.vector, position, at: viewing.now };
        viewing.run(8000);
        expect(player.seeks - before).toBe(1);
        expect(Math.abs(viewing.behind)).toBeLessThan(15);
      }
    },
  );

  it('[WEB-3] is learned: the third one in a slow player lands within 40 ms', () => {
    const player = new SimulatedPlayer({ seekMs: 700 });
    const viewing = new Viewing({ position: 100, at: 0 }, player);
    for (const position of [500, 900, 1300, 1700, 2100]) {
      viewing.run(8000);
      viewing.vector = { ...viewing.vector, position, at: viewing.now };
    }
    viewing.run(1000);
    expect(Math.abs(viewing.behind)).toBeLessThan(40);
  });

  it('[WEB-3] is not repeated before the last one has cooled down', () => {
    const viewing = together(0);
    viewing.run(1000);
    viewing.player.position -= 3;
    viewing.run(500);
    viewing.player.position -= 3;
    viewing.run(1000);
    expect(viewing.player.seeks).toBe(1);
    expect(viewing.player.rate).toBeCloseTo(1.08);
    expect(viewing.run(1500).player.seeks).toBe(2);
  });

  it('[WEB-7] comes at once on resync, however small the drift', () => {
    const viewing = together(80);
    viewing.controller.resync();
    viewing.run(100);
    expect(viewing.player.seeks).toBe(1);
    viewing.run(3000);
    expect([viewing.player.seeks, Math.abs(viewing.behind) < 5]).toEqual([1, true]);
  });
});

describe('resync', () => {
  const paused = { position: 42, playing: false };

  it('[WEB-7] seeks in a paused room too, and not once more when it plays', () => {
    const player = new SimulatedPlayer({ position: 42.01 });
    const viewing = new Viewing(paused, player).run(300);
    expect(player.seeks).toBe(0);
    viewing.controller.resync();
    viewing.run(500);
    expect([player.seeks, player.position]).toEqual([1, 42]);
    viewing.vector = { ...viewing.vector, playing: true, at: viewing.now + 300 };
    viewing.run(5000);
    expect([player.seeks, player.paused]).toEqual([1, false]);
    expect(Math.abs(viewing.behind)).toBeLessThan(15);
  });

  it('[WEB-7] seeks though the last seek has not cooled down', () => {
    const viewing = together(0).run(1000);
    viewing.player.position -= 3;
    viewing.run(500);
    viewing.controller.resync();
    expect(viewing.run(500).player.seeks).toBe(2);
  });

  it('[WEB-7] brings a player in that waits for a start', () => {
    const player = new SimulatedPlayer({ position: 52, startMs: 0 });
    const viewing = new Viewing({ position: 50 }, player).run(100);
    viewing.controller.resync();
    viewing.run(1000);
    expect([player.seeks, player.paused, Math.abs(viewing.behind) < 15]).toEqual([1, false, true]);
  });

  it('[WEB-7] waits for a seek that is under way, and for data', () => {
    const controller = new SyncController({ fixedRate: false });
    const vector: PlaybackVector = { position: 50, speed: 1, playing: true, at: 0, timeline: 'server' };
    const sample = { position: 50, duration: 100, rate: 1, paused: false, seeking: false, stalled: false };
    controller.resync();
    expect(controller.step(0, vector, 0, { ...sample, seeking: true }).commands).toEqual([]);
    expect(controller.step(0, vector, 0, { ...sample, stalled: true }).commands).toEqual([]);
    expect(controller.step(0, vector, 0, sample).commands).toMatchObject([{ kind: 'seek' }]);
  });

  it('[WEB-7] comes to nothing where there is nothing to seek to: in a broadcast, at the end', () => {
    const vector: PlaybackVector = { position: 50, speed: 1, playing: true, at: 0, timeline: 'server' };
    const sample = { position: 50, duration: 100, rate: 1, paused: false, seeking: false, stalled: false };
    for (const where of [{ isLive: true }, { duration: 50 }]) {
      const controller = new SyncController({ fixedRate: false });
      controller.resync();
      expect(controller.step(0, vector, 0, { ...sample, ...where }).commands).toEqual([]);
      // Where only a wish would make it seek.
      expect(controller.step(0, vector, 0, { ...sample, position: 49.99 }).commands).toEqual([]);
    }
  });
});

describe('play and pause', () => {
  it('[WEB-3] start at the moment that the room announced, standing where it begins', () => {
    const player = new SimulatedPlayer({ position: 3, startMs: 0, seekMs: 120 });
    const viewing = new Viewing({ position: 42, at: 330 }, player).run(300);
    expect([player.paused, player.position]).toEqual([true, 42]);
    viewing.run(200);
    expect(player.paused).toBe(false);
    expect(Math.abs(viewing.behind)).toBeLessThan(1);
  });

  it('[WEB-1] pause where the room pauses', () => {
    const viewing = together(60).run(300);
    viewing.vector = { ...viewing.vector, playing: false, position: 21, at: viewing.now };
    viewing.run(500);
    expect([viewing.player.paused, viewing.player.position]).toEqual([true, 21]);
  });

  it('[WEB-1] joins a room that plays already', () => {
    const viewing = new Viewing({ position: 300 }, new SimulatedPlayer({ seekMs: 150 })).run(2000);
    expect(viewing.player.seeks).toBe(1);
    expect(Math.abs(viewing.behind)).toBeLessThan(40);
  });

  it.each([40, 200, 390])(
    '[WEB-4] a player that takes %i ms to get ready is exactly where the room is as soon as it starts',
    (seekMs) => {
      const player = new SimulatedPlayer({ seekMs, startMs: 0 });
      const viewing = new Viewing({ position: 300 }, player).run(300);
      expect([player.paused, player.position > 300.3]).toEqual([true, true]);
      viewing.run(300);
      expect([player.paused, player.seeks]).toEqual([false, 1]);
      expect(Math.abs(viewing.behind)).toBeLessThan(2);
    },
  );

  it.each([600, 900])(
    '[WEB-4] one that takes %i ms is late by no more than it is slow, and seeks once',
    (seekMs) => {
      const player = new SimulatedPlayer({ seekMs, startMs: 0 });
      const viewing = new Viewing({ position: 300 }, player).run(seekMs + 100);
      expect([player.paused, player.seeks]).toEqual([false, 1]);
      expect(viewing.behind).toBeLessThan(seekMs - 300);
      expect(Math.abs(viewing.run(10_000).behind)).toBeLessThan(15);
      expect(player.seeks).toBe(1);
    },
  );

  it.each([500, 1200])(
    '[WEB-4] when somebody seeks, a player that has shown to take %i ms is in time by the next one',
    (seekMs) => {
      const player = new SimulatedPlayer({ seekMs, startMs: 0 });
      const viewing = new Viewing({ position: 100 }, player).run(8000);
      for (const position of [500, 900, 1300, 1700]) {
        viewing.vector = { ...viewing.vector, position, at: viewing.now + 300 };
        viewing.run(8000);
      }
      const before = player.seeks;
      viewing.vector = { ...viewing.vector, position: 2100, at: viewing.now + 300 };
      viewing.run(2000);
      expect([player.paused, player.seeks - before]).toEqual([false, 1]);
      expect(Math.abs(viewing.behind)).toBeLessThan(10);
    },
  );

  it('[WEB-4] a player that starts a little late is brought nearer than one that drifts', () => {
    const player = new SimulatedPlayer({ position: 42, startMs: 13 });
    const viewing = new Viewing({ position: 42, at: 200 }, player).run(4000);
    expect([player.seeks, Math.abs(viewing.behind) < 4.5]).toEqual([0, true]);
  });

  it('[WEB-4] a player that hears a little late of a start catches up without a seek', () => {
    const player = new SimulatedPlayer({ position: 42, startMs: 0 });
    const viewing = new Viewing({ position: 42, at: -80 }, player).run(3000);
    expect([player.seeks, Math.abs(viewing.behind) < 15]).toEqual([0, true]);
  });

  it('[WEB-12] a player that loads nothing before it plays is played though it stands ahead of the room', () => {
    const controller = new SyncController({ fixedRate: false });
    const vector: PlaybackVector = { position: 50, speed: 1, playing: true, at: 0, timeline: 'server' };
    const sample = { position: 50.4, duration: 100, rate: 1, paused: true, seeking: false };
    const { commands, startsInMs } = controller.step(0, vector, 0, { ...sample, stalled: false });
    expect(commands).toEqual([]);
    expect(startsInMs).toBeCloseTo(400);
    expect(controller.step(0, vector, 0, { ...sample, stalled: true }).commands).toEqual([{ kind: 'play' }]);
  });

  it('stand at the end of an item that the room has run past', () => {
    const player = new SimulatedPlayer({ position: 59, duration: 60 });
    const viewing = new Viewing({ position: 59 }, player).run(5000);
    expect([player.paused, player.position, player.seeks]).toEqual([true, 60, 0]);
    expect(viewing.player.seeks).toBe(0);
  });
});

describe('players with fixed rates', () => {
  it('[WEB-3] are left alone below 200 ms', () => {
    const viewing = together(190, true).run(5000);
    expect([viewing.player.seeks, viewing.rates]).toEqual([0, []]);
  });

  it('[WEB-3] seek beyond that, and never change the rate', () => {
    const viewing = together(320, true).run(5000);
    expect([viewing.player.seeks, viewing.rates]).toEqual([1, []]);
    expect(Math.abs(viewing.behind)).toBeLessThan(200);
  });
});

it('[WEB-3] does nothing to a player that waits for data or is still seeking', () => {
  const controller = new SyncController({ fixedRate: false });
  const vector: PlaybackVector = { position: 50, speed: 1, playing: true, at: 0, timeline: 'server' };
  const sample = { position: 10, duration: 100, rate: 1, paused: false, seeking: false, stalled: false };
  expect(controller.step(0, vector, 0, { ...sample, stalled: true }).commands).toEqual([]);
  expect(controller.step(100, vector, 0, { ...sample, seeking: true }).commands).toEqual([]);
});

it('[WEB-4] follows a clock that is known better by less than a drift that is left alone', () => {
  const controller = new SyncController({ fixedRate: false });
  const vector: PlaybackVector = { position: 50, speed: 1, playing: true, at: 0, timeline: 'server' };
  const sample = { duration: 100, rate: 1, paused: false, seeking: false, stalled: false };
  expect(controller.step(0, vector, 0, { ...sample, position: 50 }).commands).toEqual([]);
  expect(controller.step(100, vector, 3, { ...sample, position: 50.1 }).commands).toEqual([]);
  expect(controller.step(200, vector, 12, { ...sample, position: 50.2 }).commands).toMatchObject([
    { kind: 'rate' },
  ]);
});

it('[WEB-1] leaves a broadcast at its edge: it only plays and pauses', () => {
  const controller = new SyncController({ fixedRate: false });
  const vector: PlaybackVector = { position: 50, speed: 1, playing: true, at: 0, timeline: 'server' };
  const sample = { position: 10, duration: null, rate: 1, seeking: false, stalled: false, isLive: true };
  expect(controller.step(0, vector, 0, { ...sample, paused: true }).commands).toEqual([{ kind: 'play' }]);
  const { commands, driftS } = controller.step(100, vector, 0, { ...sample, paused: false });
  expect(commands).toEqual([]);
  expect(driftS).toBeNull();
});
