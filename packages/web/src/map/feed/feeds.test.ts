import { describe, expect, it } from 'bun:test';
import { monolithId } from '@usher/protocol';
import { knownFeeds } from '../model/known-feeds.ts';
import type { MapEvent } from '../model/map-event.ts';
import { stateOf } from '../model/testing/knowing.ts';
import { QUIET_FIGURES } from '../model/testing/quiet-figures.ts';
import { Feeds } from './feeds.ts';
import { FakeStreams } from './testing/fake-streams.ts';

const OWN_PATH = '/events?state';
const PEER = '10.0.0.2:8089';
const PEER_PATH = '/peers/10.0.0.2%3A8089/events?state';

const state = (id: string): MapEvent => ({ kind: 'state', ...stateOf(id, [['foo', 'a', 1]]) });
const figures: MapEvent = { kind: 'figures', ...QUIET_FIGURES };
const linkDown: MapEvent = { kind: 'link-down', monolith: monolithId('a') };

function createFeeds() {
  const streams = new FakeStreams();
  const told: string[] = [];
  const feeds = new Feeds(
    {
      changed: () => {},
      news: ({ kind }, { id }) => void told.push(`${kind} of ${id}`),
      figures: (balancer) => void told.push(`figures of ${balancer}`),
      refused: () => void told.push('refused'),
    },
    streams.open,
  );
  feeds.openOwn();
  feeds.setPeers([PEER]);
  return { feeds, told, own: streams.to(OWN_PATH), peer: streams.to(PEER_PATH), streams };
}

describe('the feeds', () => {
  it('[WEB-20] of each Balancer figures and news are told', () => {
    const { told, own, peer } = createFeeds();
    own.tell(state('b1'), figures);
    peer.tell(state('b2'), figures, linkDown);
    expect(told).toEqual(['figures of b1', 'figures of b2', 'link-down of b2']);
  });

  it('[WEB-20] a Balancer that is followed by two addresses is heard once', () => {
    const { told, own, peer } = createFeeds();
    peer.tell(state('b1'), figures);
    own.tell(state('b1'));
    for (const stream of [own, peer]) stream.tell(figures, linkDown);
    expect(told).toEqual(['figures of b1', 'figures of b1', 'link-down of b1']);
  });

  it('[WEB-20] one that breaks off is lost, until it tells its state anew', () => {
    const { feeds, own, peer } = createFeeds();
    own.tell(state('b1'));
    peer.tell(state('b2'));
    peer.breakOff();
    const lost = () => knownFeeds(feeds.all).lost.map(({ address }) => address);
    expect(lost()).toEqual([PEER]);
    peer.tell(state('b2'));
    expect(lost()).toEqual([]);
  });

  it('[WEB-20] follow other Balancers as they come and go, and this one always', () => {
    const { feeds, own, peer, streams } = createFeeds();
    feeds.setPeers(['10.0.0.3:8089']);
    expect([own.readyState, peer.readyState]).toEqual([0, 2]);
    expect([...streams.keys()]).toEqual([OWN_PATH, PEER_PATH, '/peers/10.0.0.3%3A8089/events?state']);
    expect(feeds.all.map(({ address }) => address)).toEqual(['', '10.0.0.3:8089']);
    feeds.close();
    expect([own.readyState, feeds.all]).toEqual([2, []]);
  });

  it('[WEB-20] a refusal by the own Balancer is told: the session may be over', () => {
    const { feeds, told, own, peer } = createFeeds();
    for (const stream of [peer, own]) {
      stream.close(); // as a browser does with an answer that is no stream
      stream.breakOff();
    }
    expect(told).toEqual(['refused']);
    feeds.close();
  });
});
