import { FAIR_WEATHER, type StoreWeather } from '../store/store-line.ts';
import type { Fault } from './fault.ts';

const outage: Fault = {
  spares: [],
  begin(world, chance) {
    world.log.note('st', 'is out of reach');
    world.weather.isDown = true;
    return {
      forMs: chance.of([chance.between(100, 2000), chance.between(1500, 12_000)]),
      end() {
        world.log.note('st', 'can be reached');
        world.weather.isDown = false;
      },
    };
  },
};

/** Answers get lost, so that what was done is not known to have been done; and questions come long after they were given up. */
const bad = (most: Readonly<Omit<StoreWeather, 'isDown'>>): Fault => ({
  spares: [],
  begin(world, chance) {
    world.log.note('st', 'is hard to reach');
    for (const [what, probability] of Object.entries(most))
      Object.assign(world.weather, { [what]: chance.between(0, probability) });
    return {
      forMs: chance.between(1000, 8000),
      end() {
        world.log.note('st', 'is easy to reach');
        Object.assign(world.weather, { ...FAIR_WEATHER, isDown: world.weather.isDown });
      },
    };
  },
});

const cutOff: Fault = {
  spares: [],
  begin(world, chance) {
    const monolith = world.monoliths.get(chance.of(world.monolithHosts));
    if (monolith === undefined) return null;
    const { storeLine, process } = monolith;
    world.log.note(process.host, 'cannot reach the store');
    storeLine.isCut = true;
    return {
      forMs: chance.between(300, 10_000),
      end() {
        world.log.note(process.host, 'can reach the store');
        storeLine.isCut = false;
      },
    };
  },
};

/** What happens to the store (SIM-1). */
export const STORE_FAULTS = {
  'store-outage': outage,
  'bad-store': bad({ questionLost: 0.3, answerLost: 0.4, questionLate: 0.3 }),
  'late-store': bad({ questionLost: 0, answerLost: 0, questionLate: 0.9 }),
  'cut-off-from-store': cutOff,
};
