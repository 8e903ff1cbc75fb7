import { describe, expect } from 'bun:test';
import { RequestType, videoKey } from '@usher/protocol';
import { it } from './it.ts';
import type { Member } from './member.ts';
import { anonymous } from './people.ts';
import { DEMO, idsOf, Room, video } from './room.ts';
import type { Target } from './target.ts';

const vote = (name: string, add = true) => ({ type: RequestType.Vote, video: video(name), add });
const counts = (of: Record<string, number>) =>
  Object.entries(of).map(([name, count]) => [videoKey(video(name)), count]);

/** Votes for what is queued, and to skip what plays. */
export function votes(site: Target): void {
  describe('votes', () => {
    it('[MSG-8] [ROM-22] each client has one for each item, and can take it back', async () => {
      using room = await Room.generate(site);
      const [ann, bob] = await room.enter();
      await room.fill(ann, DEMO, video('a'), video('b'));
      ann.ask(vote('a'), vote('a'), vote('b'));
      bob.ask(vote('a'));
      await ann.hears({ action: 'sync', voteCounts: counts({ a: 2, b: 1 }) });
      expect(idsOf((await room.state())['queue'])).toEqual(idsOf([video('a'), video('b')])); // not by votes
      ann.ask(vote('a', false), vote('a', false));
      await bob.hears({ action: 'sync', voteCounts: counts({ a: 1, b: 1 }) });
    });

    it('[ROM-22] votes go with the item, and with the client', async () => {
      using room = await Room.generate(site);
      const [ann, bob] = await room.enter();
      await room.fill(ann, DEMO, video('a'), video('b'));
      bob.ask(vote('a'), vote('b'));
      await ann.hears({ action: 'sync', voteCounts: counts({ a: 1, b: 1 }) });
      ann.ask({ type: RequestType.Remove, video: video('a') });
      await ann.hears({ action: 'sync', voteCounts: counts({ b: 1 }) });
      bob.leave();
      await ann.hears({ action: 'sync', voteCounts: [] });
    });

    it('[ROM-12] [MSG-8] [MSG-7] vote: the queue is in the order of votes, and what has most plays next', async () => {
      using room = await Room.generate(site);
      const [ann, bob] = await room.enter();
      await room.fill(ann, DEMO, video('a'), video('b'), video('c'));
      ann.ask({ type: RequestType.ApplySettings, settings: { queueMode: 'vote' } }, vote('c'), vote('b'));
      bob.ask(vote('c'));
      await room.rest(ann);
      expect(idsOf((await room.state())['queue'])).toEqual(idsOf([video('c'), video('b'), video('a')]));
      ann.ask({ type: RequestType.Order, fromIdx: 2, toIdx: 0 });
      await room.rest(ann);
      expect(idsOf((await room.state())['queue'])).toEqual(idsOf([video('c'), video('b'), video('a')]));
      ann.ask({ type: RequestType.Skip });
      await bob.hears({ action: 'sync', currentSource: video('c'), voteCounts: counts({ b: 1 }) });
    });

    it('[MSG-8] what is not queued gets no votes', async () => {
      using room = await Room.generate(site);
      const [asker, witness] = await room.enter();
      await room.fill(asker, video('current'));
      await room.refuses(
        { asker, witness },
        [vote('current'), 'VideoNotFoundException'],
        [vote('nowhere'), 'VideoNotFoundException'],
        [vote('nowhere', false), 'VideoNotFoundException'],
      );
    });
  });

  skipVotes(site);
}

function skipVotes(site: Target): void {
  describe('votes to skip', () => {
    it('[MSG-3] [ROM-23] half of those who may skip pass it; a vote can be taken back', async () => {
      using room = await Room.generate(site);
      const members = [...(await room.enter()), await room.admit(await anonymous(site))] as const;
      const [ann, bob, cid] = members;
      await playWithVotes(room, ann);
      ann.ask({ type: RequestType.Skip });
      await bob.hears({ action: 'sync', votesToSkip: [ann.id] });
      ann.ask({ type: RequestType.Skip });
      await bob.hears({ action: 'sync', votesToSkip: [] });
      cid.ask({ type: RequestType.Skip });
      await bob.hears({ action: 'sync', votesToSkip: [cid.id] });
      ann.ask({ type: RequestType.Skip }); // two of three
      await bob.hears({ action: 'event', request: { type: RequestType.Skip }, user: { id: ann.id } });
      expect(await bob.hears({ action: 'sync' })).toMatchObject({ currentSource: video('next') });
      expect(await room.state()).toMatchObject({ votesToSkip: [], currentSource: video('next') });
    });

    it('[ROM-23] [ROM-22] they are counted again when somebody leaves', async () => {
      using room = await Room.generate(site);
      const [ann, bob] = await room.enter();
      const cid = await room.admit(await anonymous(site));
      await playWithVotes(room, ann);
      ann.ask({ type: RequestType.Skip });
      await bob.hears({ action: 'sync', votesToSkip: [ann.id] });
      cid.leave(); // one of two
      await bob.hears({ action: 'eventcustom' });
      await bob.hears({ action: 'sync', currentSource: video('next'), votesToSkip: [] });
    });

    it('[ROM-23] they are gone when the room stops voting', async () => {
      using room = await Room.generate(site);
      const [ann, bob] = await room.enter();
      await room.admit(await anonymous(site));
      await playWithVotes(room, ann);
      ann.ask({ type: RequestType.Skip });
      await bob.hears({ action: 'sync', votesToSkip: [ann.id] });
      ann.ask({ type: RequestType.ApplySettings, settings: { enableVoteSkip: false } });
      await bob.hears({ action: 'sync', enableVoteSkip: false, votesToSkip: [] });
    });

    it('[ROM-23] nothing that plays, nothing to vote about', async () => {
      using room = await Room.generate(site);
      const [asker, witness] = await room.enter();
      asker.ask({ type: RequestType.ApplySettings, settings: { enableVoteSkip: true } });
      await room.rest(asker);
      await room.refuses({ asker, witness }, [{ type: RequestType.Skip }, 'VideoNotFoundException']);
    });
  });
}

async function playWithVotes(room: Room, by: Member): Promise<void> {
  by.ask({ type: RequestType.ApplySettings, settings: { enableVoteSkip: true } });
  await room.fill(by, DEMO, video('next'));
}
