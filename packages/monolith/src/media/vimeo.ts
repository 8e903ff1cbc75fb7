import { readLink } from './link.ts';
import { invalidVideoId } from './media-error.ts';
import { lengthOf, type MediaReference, type MediaSource } from './media-source.ts';
import { fetchOembed } from './oembed.ts';

/** @param origin where Vimeo answers */
export function vimeo(origin = 'https://vimeo.com'): MediaSource {
  return {
    fromLink(link) {
      const { host, pathname } = readLink(link)?.url ?? {};
      if (!/^((www|player)\.)?vimeo\.com$/.test(host ?? '')) return null;
      return referenceTo(/^\/(?:video\/)?(\d+)(?:\/|$)/.exec(pathname ?? '')?.[1] ?? '');
    },
    fromId: ({ service, id }) => (service === 'vimeo' ? referenceTo(id) : null),
    async lookUp({ id }, http) {
      const found = await fetchOembed(http, new URL('/api/oembed.json', origin), `https://vimeo.com/${id}`);
      return [
        {
          service: 'vimeo',
          id,
          ...lengthOf(found.duration),
          ...(found.title != null && { title: found.title }),
          ...(found.description != null && { description: found.description }),
          ...(found.thumbnail_url != null && { thumbnail: found.thumbnail_url }),
        },
      ];
    },
  };
}

function referenceTo(id: string): MediaReference {
  if (!/^\d{1,15}$/.test(id)) throw invalidVideoId('Vimeo’s videos have numbers: vimeo.com/123456.');
  return { service: 'vimeo', kind: 'video', id };
}
