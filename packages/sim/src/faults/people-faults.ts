import { clientId, monolithId, type RoomKey } from '@usher/protocol';
import type { Chance } from '../chance.ts';
import type { World } from '../world.ts';
import { SETTINGS } from '../settings.ts';
import type { Fault } from './fault.ts';

/** A room with people in it. */
const someRoom = (world: World, chance: Chance) => chance.of(world.persons).room;

const someBalancer = (world: World, chance: Chance) =>
  world.balancers.get(chance.of(world.balancerHosts)) ?? null;

const operatorMove: Fault = {
  spares: ['words', 'places'],
  begin(world, chance) {
    const [room, balancer] = [someRoom(world, chance), someBalancer(world, chance)];
    const to = world.monoliths.get(chance.of(world.monolithHosts))?.id ?? null;
    world.log.note('op', `moves ${room} to ${to ?? 'anywhere'}`, room);
    balancer?.process.input(() => balancer.board.apply({ kind: 'operator-move', room, to }));
    return null;
  },
};

const operatorKick: Fault = {
  spares: [],
  begin(world, chance) {
    const [{ view }, balancer] = [chance.of(world.persons), someBalancer(world, chance)];
    const client = clientId(view.you ?? '');
    world.log.note('op', `kicks ${client}`);
    const code = chance.of([1000, 4005]);
    balancer?.process.input(() =>
      balancer.board.apply({ kind: 'operator-kick', client, code, reason: 'kicked' }),
    );
    return null;
  },
};

/** An operator wants a Monolith free of rooms, for good: it goes on, and takes none. One is left. */
const operatorDrain: Fault = {
  spares: ['words', 'places'],
  begin(world, chance) {
    const [balancer, host] = [someBalancer(world, chance), chance.of(world.monolithHosts)];
    const id = monolithId(world.monoliths.get(host)?.id ?? '');
    balancer?.process.input(() => {
      const { router, apply } = balancer.board;
      const others = [...router.monoliths.values()].filter((other) => !other.isDraining && other.id !== id);
      if (others.length === 0) return;
      world.log.note('op', `drains ${id}`);
      apply({ kind: 'drain-monolith', id });
    });
    return null;
  },
};

/** Those in a room say so much that what is not read fills up. */
function writeMuch(
  world: World,
  chance: Chance,
  { room, times, withinMs }: { room: RoomKey; times: number; withinMs: number },
): void {
  world.log.note('room', `${room} is written to ${times} times`, room);
  const persons = world.persons.filter((person) => person.room === room);
  for (let count = times; count > 0; count--)
    world.timeline.after(chance.between(0, withinMs), () => chance.of(persons).describe());
}

const slowReader: Fault = {
  spares: [],
  begin(world, chance) {
    const person = chance.of(world.persons);
    world.log.note(person.name, 'does not read');
    person.read(false);
    if (chance.happens(0.5)) writeMuch(world, chance, { room: person.room, times: 12, withinMs: 5000 });
    return {
      forMs: chance.of([chance.between(500, 12_000), chance.between(12_000, 30_000)]),
      end() {
        world.log.note(person.name, 'reads again');
        person.read(true);
      },
    };
  },
};

const lostNetwork: Fault = {
  spares: [],
  begin(world, chance) {
    chance.of(world.persons).breakOff();
    return null;
  },
};

/** A way to somebody is gone, and neither end hears of it (CON-6): a telephone that has left one network for another. */
const vanish: Fault = {
  spares: [],
  begin(world, chance) {
    const { name } = chance.of(world.persons);
    world.log.note(name, 'vanishes');
    world.network.vanish(name);
    return null;
  },
};

/** All leave a room, and come back the moment it is unloaded. */
const unloadRace: Fault = {
  spares: [],
  begin(world, chance) {
    const room = someRoom(world, chance);
    const persons = world.persons.filter((person) => person.room === room);
    world.log.note('op', `all leave ${room} and come back`, room);
    for (const person of persons) person.stop();
    return {
      forMs: SETTINGS.unloadAfterMs + chance.between(-40, 80),
      end() {
        for (const person of persons) person.start();
      },
    };
  },
};

const chatter: Fault = {
  spares: ['words', 'places'],
  begin(world, chance) {
    const room = someRoom(world, chance);
    const persons = world.persons.filter((person) => person.room === room);
    for (let count = chance.whole(5, 40); count > 0; count--)
      world.timeline.after(chance.between(0, 1500), () => chance.of(persons).chat());
    return null;
  },
};

/** People rewrite the room's description again and again, so that queues fill where somebody does not read (LNK-50, LNK-51). */
const longWords: Fault = {
  spares: [],
  begin(world, chance) {
    writeMuch(world, chance, {
      room: someRoom(world, chance),
      times: chance.whole(30, 100),
      withinMs: 15_000,
    });
    return null;
  },
};

/** What people do (SIM-1). */
export const PEOPLE_FAULTS = {
  'operator-move': operatorMove,
  'operator-kick': operatorKick,
  'operator-drain': operatorDrain,
  'slow-reader': slowReader,
  'lost-network': lostNetwork,
  vanish,
  'unload-race': unloadRace,
  chatter,
  'long-words': longWords,
};
