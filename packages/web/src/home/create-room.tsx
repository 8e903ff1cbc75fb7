import { useState } from 'react';
import { useLocation } from 'wouter';
import { Button } from '../parts/button.tsx';
import { useToast } from '../parts/toasts.tsx';
import { callSite, reasonOf } from '../session.ts';

/** One click, no account: a temporary room with a name that nobody guesses (WEB-10). */
export function CreateRoom() {
  const [busy, setBusy] = useState(false);
  const [, navigate] = useLocation();
  const toast = useToast();

  async function create() {
    setBusy(true);
    try {
      const name = await callSite((api, token) => api.generateRoom(token));
      navigate(`/room/${name}`);
    } catch (error) {
      toast(reasonOf(error));
      setBusy(false);
    }
  }

  return (
    <Button look="primary" blocked={busy ? 'The room is being made.' : null} onPress={() => void create()}>
      Create a room
    </Button>
  );
}
