import { CloseCode, type RoomKey, type RoomUserInfo } from '@usher/protocol';
import type { Person } from '../processes/person.ts';
import type { World } from '../world.ts';
import { Violation } from './violation.ts';

/** What is not yet as it has to be once the faults are over: everyone is joined or was sent away, and all agree on who is there (SIM-2). */
export function findUnsettled(world: World, { sparesWords }: { sparesWords: boolean }): Violation | null {
  for (const person of world.persons) {
    const found = unsettled(person);
    if (found !== null) return found;
  }
  for (const room of new Set(world.persons.map((person) => person.room))) {
    const found = disagreement(world, room);
    if (found !== null) return found;
  }
  return sparesWords ? lostChat(world) : null;
}

function unsettled({ connection, name, room }: Person): Violation | null {
  if (connection.state === 'open') return null;
  if (connection.state !== 'stopped') return new Violation('SIM-2', `${name} is ${connection.state}`, room);
  const { code } = connection;
  return code === null || code === CloseCode.Kicked
    ? null
    : new Violation('CON-9', `${name} was closed with ${code}`, room);
}

/** LNK-41 */
function disagreement(world: World, room: RoomKey): Violation | null {
  const here = world.persons.filter((person) => person.room === room && person.connection.state === 'open');
  if (here.length === 0) return null;
  const hosts = [...world.monoliths.values()].filter((monolith) => monolith.has(room));
  if (hosts.length !== 1) return new Violation('OWN-1', `${hosts.length} Monoliths have ${room}`, room);
  const listed = namesOf(hosts[0]?.usersOf(room) ?? []);
  const present = here.map(({ view }) => view.you ?? '').toSorted();
  if (listed.map(idOf).join() !== present.join())
    return new Violation('LNK-41', `in ${room} are ${present.join()}, its roster has ${listed.join()}`, room);
  for (const { name, view } of here) {
    const seen = namesOf(view.users);
    if (seen.join() !== listed.join())
      return new Violation(
        'LNK-41',
        `${name} sees ${seen.join()} in ${room}, its roster has ${listed.join()}`,
        room,
      );
  }
  return null;
}

/** Where nobody loses their place, nobody was seen to leave, or to come twice (BAL-32, LNK-41). */
export function findNoticed({ persons }: World): Violation | null {
  if (persons.some(({ presence }) => presence.wasAwayForLong)) return null;
  for (const { name, room, presence } of persons) {
    const all = persons.filter((other) => other.room === room).length;
    const found = presence.noticed(name, room, all);
    if (found !== null) return found;
  }
  return null;
}

const namesOf = (users: readonly RoomUserInfo[]): string[] =>
  users.map(({ id, name, status }) => `${id} (${name}, ${status})`).toSorted();
const idOf = (line: string): string => line.split(' ', 1)[0] ?? '';

/** Where nothing was lost on purpose, everyone whose connection has lasted hears everything they said themselves (LNK-37). */
function lostChat({ persons }: World): Violation | null {
  for (const { name, room, said, losses, hearing } of persons) {
    if (losses > 0) continue;
    for (let nth = 1; nth <= said; nth++)
      if (!hearing.hasHeard(name, nth))
        return new Violation('LNK-37', `chat ${nth} of ${name} was never heard`, room);
  }
  return null;
}
