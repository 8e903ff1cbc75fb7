import type { RoomKey } from '@usher/protocol';
import type { Owners } from './owners.ts';
import { Violation } from './violation.ts';

/** Around what the store does about what one program saves, gives up or removes. @returns whether the store took it */
export type WatchSave = (room: RoomKey, epoch: number, write: () => boolean) => boolean;

/** What the database did for one program with the row of a permanent room. */
export interface RowSpy {
  taken(room: RoomKey, epoch: number): void;
  saved(room: RoomKey, epoch: number): void;
}

/** Has a checker look; programs never see what it throws. */
type Watch = (check: () => void) => unknown;

/** Whose words the stores take: those of the owner, by what was claimed, not by what the stores compare (OWN-2). */
export class Saves {
  readonly #owners: Owners;
  readonly #watch: Watch;
  /** The newest epoch under which the row was read or written: what is older must not come after it. */
  readonly #rows = new Map<RoomKey, number>();

  constructor(owners: Owners, watch: Watch) {
    this.#owners = owners;
    this.#watch = watch;
  }

  /** @param by the run of a program that saves */
  toStore(by: string): WatchSave {
    return (room, epoch, write) => {
      const owned = this.#owners.ownership(room); // before the store answers: a release ends it
      const isTaken = write();
      if (isTaken)
        this.#watch(() => {
          if (owned?.epoch === epoch && owned.owner !== null && isOfRun(owned.owner, by)) return;
          const owner = `${owned?.owner ?? 'nobody'} under ${owned?.epoch}`;
          throw new Violation(
            'OWN-2',
            `a save of ${by} under ${epoch} is accepted, the owner is ${owner}`,
            room,
          );
        });
      return isTaken;
    };
  }

  /** Rows are written late, perhaps after the room was given up, until its next owner has read them (OWN-4). */
  toRows(by: string): RowSpy {
    const accepted = (what: string, room: RoomKey, epoch: number) =>
      this.#watch(() => {
        const claimant = this.#owners.claimant(room, epoch);
        if (claimant === null || !isOfRun(claimant, by))
          throw new Violation('OWN-2', `a row is ${what} by ${by} under ${epoch} of ${claimant}`, room);
        const newest = this.#rows.get(room) ?? 0;
        if (epoch < newest)
          throw new Violation('OWN-2', `a row is ${what} by ${by} under ${epoch} after ${newest}`, room);
        this.#rows.set(room, epoch);
      });
    return {
      taken: (room, epoch) => accepted('taken', room, epoch),
      saved: (room, epoch) => accepted('saved', room, epoch),
    };
  }
}

/** A program that has lost its session goes on under another id: the same with another letter. */
const isOfRun = (id: string, run: string): boolean => id.slice(0, -1) === run;
