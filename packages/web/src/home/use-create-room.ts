import type { NewRoom } from '@usher/client';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { callSite } from '../session.ts';
import { roomNameFor } from './room-name.ts';

export interface RoomWish extends Omit<NewRoom, 'name'> {
  /** Empty: one that nobody guesses. */
  readonly name: string;
}

/** Creates a room and goes there; without a wish it is a temporary, unlisted one. Throws what the site refuses. */
export function useCreateRoom(): {
  readonly isPending: boolean;
  readonly create: (wish?: RoomWish) => Promise<void>;
} {
  const [isPending, setPending] = useState(false);
  const [, navigate] = useLocation();

  async function create(wish?: RoomWish): Promise<void> {
    setPending(true);
    try {
      const name = wish === undefined ? await generate() : await make(wish);
      navigate(`/room/${name}`);
    } finally {
      setPending(false);
    }
  }

  return { isPending, create };
}

const generate = () => callSite((api, token) => api.generateRoom(token));

async function make(wish: RoomWish): Promise<string> {
  const name = wish.name || roomNameFor(wish.title ?? '', crypto.getRandomValues(new Uint8Array(12)));
  await callSite((api, token) => api.createRoom(token, { ...wish, name }));
  return name;
}
