import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../parts/button.tsx';
import type { Picture } from '../picture/picture.ts';

const STEP = 1.6;

/** Zooming by buttons. */
export function PictureTools({ picture }: { readonly picture: Picture | null }) {
  const words = useWords('map');
  return (
    <div
      role="group"
      aria-label={words('zoom')}
      className="bg-overlay border-line rounded-control shadow-card absolute right-3 bottom-3 flex border"
    >
      <Button look="icon" label={words('zoomOut')} onPress={() => picture?.zoom(1 / STEP)}>
        <span aria-hidden="true">−</span>
      </Button>
      <Button look="quiet" onPress={() => picture?.showAll()}>
        {words('showAll')}
      </Button>
      <Button look="icon" label={words('zoomIn')} onPress={() => picture?.zoom(STEP)}>
        <span aria-hidden="true">+</span>
      </Button>
    </div>
  );
}
