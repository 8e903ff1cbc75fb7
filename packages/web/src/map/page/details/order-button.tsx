import { useState, type ReactNode } from 'react';
import { useWords } from '../../../i18n/use-words.ts';
import { Button } from '../../../parts/button.tsx';
import { Dialog } from '../../../parts/dialog.tsx';
import { useToast } from '../../../parts/toasts.tsx';
import { give, type Order } from '../../feed/operator-api.ts';

interface OrderButtonProps {
  /** What the button does, on it and above the question. */
  readonly label: string;
  /** What will happen. */
  readonly question: ReactNode;
  /** Said when it is being done. */
  readonly done: string;
  readonly order: Order;
  /** Why it cannot be done now. */
  readonly blocked?: string | null;
  readonly isDanger?: boolean;
}

/** Has something done by the Balancer, after one has been asked whether one means it. */
export function OrderButton({
  label,
  question,
  done,
  order,
  blocked = null,
  isDanger = true,
}: OrderButtonProps) {
  const words = useWords('map');
  const common = useWords('common');
  const toast = useToast();
  const [isOpen, setOpen] = useState(false);
  const [isPending, setPending] = useState(false);

  const confirm = async () => {
    setPending(true);
    const refusal = await give(order);
    setPending(false);
    setOpen(false);
    if (refusal === null) toast(done);
    else toast(words('refused', { reason: refusal }), { kind: 'error' });
  };

  return (
    <>
      <Button blocked={blocked} onPress={() => setOpen(true)}>
        {label}
      </Button>
      <Dialog
        title={label}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        isQuestion
        actions={
          <>
            <Button onPress={() => setOpen(false)}>{common('cancel')}</Button>
            <Button look={isDanger ? 'danger' : 'primary'} pending={isPending} onPress={() => void confirm()}>
              {label}
            </Button>
          </>
        }
      >
        {question}
      </Dialog>
    </>
  );
}
