import { newPermanentRoom, PERMANENT, savedRoom, writeNewRoom } from '@usher/monolith/parts';
import { roomKey, type RoomKey } from '@usher/protocol';
import type { Chance } from './chance.ts';
import { Person } from './processes/person.ts';
import type { Schedule } from './schedule.ts';
import { KNOWN_TOKEN } from './store/simulated-database.ts';
import type { World } from './world.ts';

const TTL_MS = 86_400_000;

/** The rooms of a simulation, as if somebody had made them just now. */
export function makeRooms(world: World, { temporaryRooms, permanentRooms }: Schedule): RoomKey[] {
  const options = { visibility: 'public', owner: null } as const;
  const temporary = named('temp', temporaryRooms);
  const permanent = named('perm', permanentRooms);
  for (const name of temporary)
    world.store.create(name, writeNewRoom({ ...options, name, isTemporary: true }), TTL_MS);
  for (const name of permanent) {
    world.store.create(name, PERMANENT, TTL_MS);
    const row = savedRoom(newPermanentRoom({ ...options, name, isTemporary: false }));
    world.rows.set(name, { ...row, epoch: 0 });
  }
  return [...temporary, ...permanent];
}

const named = (kind: string, count: number): RoomKey[] =>
  Array.from({ length: count }, (_, index) => roomKey(`${kind}${index + 1}`) as RoomKey);

/** People who come one after another; some have the same session, as somebody with two windows has. */
export function makePeople(
  world: World,
  schedule: Schedule,
  rooms: readonly RoomKey[],
  chance: Chance,
): void {
  for (let number = 1; number <= schedule.persons; number++) {
    const name = `c${number}`;
    const isSecondWindow = number > 1 && chance.happens(0.2);
    const person = new Person(world, {
      name,
      room: chance.of(rooms),
      token: `${KNOWN_TOKEN}${isSecondWindow ? number - 1 : number}`,
      process: world.newProcess(name),
    });
    world.persons.push(person);
    world.timeline.after(chance.between(0, 4000), () => person.start());
  }
}

/** Has people talk and come and go, until the returned function is called. */
export function liven(world: World, chance: Chance, options: { comeAndGo: boolean }): () => void {
  let isOver = false;
  const act = () => {
    if (isOver) return;
    const person = chance.of(world.persons);
    const what = chance.random();
    if (what < 0.6) person.chat();
    else if (what < 0.92 || !options.comeAndGo) person.act();
    else if (person.connection.state === 'stopped') person.start();
    else person.stop();
    world.timeline.after(chance.between(0, 2500) / world.persons.length, act);
  };
  act();
  return () => {
    isOver = true;
  };
}
