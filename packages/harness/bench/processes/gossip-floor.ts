import { serveCommands } from '../../src/measuring/worker.ts';
import { gossipFrames } from './gossip-frames.ts';

/** The least that reading a gossip can cost: `JSON.parse` of the same bytes, and nothing kept of it. */
let frames: readonly string[] = [];

const commands = {
  write(wanted: { rooms: number; prefix: string }) {
    frames = gossipFrames(wanted);
  },
  /** Gives how many rooms were named. */
  parse: () =>
    frames.reduce((sum, frame) => sum + (JSON.parse(frame) as { rooms: readonly unknown[] }).rooms.length, 0),
};

export type GossipFloorCommands = typeof commands;

serveCommands(commands);
