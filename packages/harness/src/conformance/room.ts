import { expect } from 'bun:test';
import { RequestType, Role, type QueueItem, type VideoAdd } from '@usher/protocol';
import { done } from './http.ts';
import { Member, type Shape } from './member.ts';
import { anonymous, castOf, uniqueName, type Cast, type Person } from './people.ts';
import type { Target } from './target.ts';

/** The cast, in a room. */
export type Staff = { readonly [Name in keyof Cast]: Member };

const PROMOTED = [
  ['administrator', Role.Administrator],
  ['moderator', Role.Moderator],
  ['trusted', Role.TrustedUser],
] as const;

/** A room of one case, and who is in it. */
export class Room implements Disposable {
  readonly site: Target;
  readonly name: string;
  readonly #members: Member[] = [];
  #rests = 0;

  private constructor(site: Target, name: string) {
    this.site = site;
    this.name = name;
  }

  /** Nobody's, temporary: everyone in it has what unregistered users have by default. */
  static async generate(site: Target): Promise<Room> {
    const { anonymous: by } = await castOf(site);
    const { room } = await done<{ room: string }>(site, 'POST', '/room/generate', {
      by,
      body: {},
      status: 201,
    });
    return new Room(site, room);
  }

  /** A named one, made by `by`, who owns it if they have an account. */
  static async create(site: Target, by: Person, options: Shape = {}): Promise<Room> {
    const name = uniqueName('Room');
    await done(site, 'POST', '/room/create', { by, body: { name, ...options }, status: 201 });
    return new Room(site, name);
  }

  /** The cast's owner's, temporary. */
  static async owned(site: Target): Promise<Room> {
    return Room.create(site, (await castOf(site)).owner);
  }

  /** Members that came without an account, each with a session of their own. They have read what there was to read. */
  async enter(): Promise<[ann: Member, bob: Member]> {
    const people = await Promise.all([anonymous(this.site), anonymous(this.site)]);
    const members: [Member, Member] = [await this.admit(people[0]), await this.admit(people[1])];
    await Promise.all(members.map((member) => member.hearsAll()));
    return members;
  }

  async admit(person: Person): Promise<Member> {
    const member = await Member.enter(this.site, this.name, person);
    this.#members.push(member);
    return member;
  }

  /** Everyone of the cast comes in, and gets their role. The room is at rest then. */
  async admitCast(): Promise<Staff> {
    const cast = await castOf(this.site);
    const members: Partial<Record<keyof Cast, Member>> = {};
    for (const name of Object.keys(cast) as (keyof Cast)[]) members[name] = await this.admit(cast[name]);
    const staff = members as Staff;
    for (const [name, role] of PROMOTED) {
      const { id } = staff[name];
      staff.owner.ask({ type: RequestType.Promote, targetClientId: id, role });
      await staff.owner.hears({ action: 'user', update: { kind: 'update', value: { id, role } } });
    }
    await this.rest(staff.owner);
    return staff;
  }

  /** As the API shows it. */
  async state(by?: Person): Promise<Record<string, unknown>> {
    return done(this.site, 'GET', `/room/${this.name}`, {
      by: by ?? (await castOf(this.site)).anonymous,
    });
  }

  /** Puts videos into the queue; the first plays next if nothing does. Everyone has heard of it then. */
  async fill(by: Member, ...items: readonly VideoAdd[]): Promise<void> {
    by.ask({ type: RequestType.Add, videos: items });
    await by.hears({ action: 'event', request: { type: RequestType.Add } });
    await this.rest(by);
  }

  /** All that has changed until now has reached everyone, and has been read. `by` may set the title. */
  async rest(by: Member): Promise<void> {
    const title = `at rest ${++this.#rests}`;
    by.ask({ type: RequestType.ApplySettings, settings: { title } });
    const present = this.#members.filter(({ closed }) => closed === null);
    await Promise.all(present.map((member) => member.hears({ action: 'sync', title })));
  }

  /** `asker` alone is told no, each time; nobody else hears anything, and nothing changes (MSG-26). */
  async refuses(
    { asker, witness }: { asker: Member; witness: Member },
    ...refusals: readonly (readonly [request: Shape, code: string])[]
  ): Promise<void> {
    await Promise.all([asker.hearsAll(), witness.hearsAll()]);
    const before = await this.state();
    for (const [request, code] of refusals) await asker.isRefused(request, code);
    expect(await this.state()).toEqual(before);
    expect(await witness.hearsAll()).toEqual([]);
    expect(await asker.hearsAll()).toEqual([]);
    expect(asker.closed).toBeNull();
  }

  [Symbol.dispose](): void {
    for (const member of this.#members) member[Symbol.dispose]();
  }
}

/** A file of the site itself: known without a network. Its length is not known. */
export const video = (name: string): VideoAdd => ({ service: 'direct', id: `/demo/${name}.mp4` });

/** The demo clip, whose length is. */
export const DEMO: VideoAdd = { service: 'direct', id: '/demo/usher-demo.mp4' };
export const DEMO_SECONDS = 60;

export const idsOf = (queue: unknown): string[] => (queue as QueueItem[]).map(({ id }) => id);
