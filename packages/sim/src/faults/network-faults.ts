import type { Fault } from './fault.ts';

const partition = (isOneWay: boolean): Fault => ({
  spares: [],
  begin(world, chance) {
    const [balancer, monolith] = [chance.of(world.balancerHosts), chance.of(world.monolithHosts)];
    const [from, to] = chance.happens(0.5) ? [balancer, monolith] : [monolith, balancer];
    const heal = [world.network.block(from, to), ...(isOneWay ? [] : [world.network.block(to, from)])];
    const forMs = chance.of([chance.between(100, 3000), chance.between(3000, 25_000)]);
    return { forMs, end: () => heal.forEach((end) => end()) };
  },
});

const brokenLink: Fault = {
  spares: [],
  begin(world, chance) {
    world.network.breakOne(chance.of(world.balancerHosts), chance.of(world.monolithHosts), chance);
    return null;
  },
};

/** Far enough away that a planned move does not wait for everyone (LNK-37). */
const slowHost: Fault = {
  spares: [],
  begin(world, chance) {
    const host = chance.of([...world.balancerHosts, ...world.monolithHosts]);
    const byMs = chance.between(20, 800);
    return { forMs: chance.between(500, 8000), end: world.network.slowDown(host, byMs) };
  },
};

/** A Balancer cannot be told apart from a slow one by its discovery: addresses come and go (BAL-1). */
const unlistedAddress: Fault = {
  spares: ['words'], // who waits for a room that their Balancer cannot get at has left it in the end
  begin(world, chance) {
    const [host, balancer] = [chance.of(world.monolithHosts), chance.of(world.balancerHosts)];
    const set = (isListed: boolean) => {
      const found = world.balancers.get(balancer);
      const addresses = world.linkAddresses.filter((address) => isListed || address.host !== host);
      found?.process.input(() => found.board.links.setAddresses(addresses));
    };
    if (world.monolithHosts.length < 2) return null;
    world.log.note(balancer, `${host} is not listed any more`);
    set(false);
    return { forMs: chance.between(500, 15_000), end: () => set(true) };
  },
};

/** What happens between processes (SIM-1). */
export const NETWORK_FAULTS = {
  partition: partition(false),
  'one-way-partition': partition(true),
  'broken-link': brokenLink,
  'slow-host': slowHost,
  'unlisted-address': unlistedAddress,
};
