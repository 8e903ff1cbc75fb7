import type { Service } from '@usher/protocol';
import { readLink } from './link.ts';
import { unsupportedService } from './media-error.ts';
import type { MediaSource } from './media-source.ts';

/** Sites that people will try, and that a client may name. */
const SITES: readonly (readonly [host: RegExp, service: Service])[] = [
  [/(^|\.)tubitv\.com$/, 'tubi'],
  [/(^|\.)(reddit\.com|redd\.it)$/, 'reddit'],
  [/^drive\.google\.com$/, 'googledrive'],
  [/(^|\.)pluto\.tv$/, 'pluto'],
  [/(^|\.)odysee\.com$/, 'odysee'],
];

/** The last to be asked: says of what nobody else has taken why it cannot be played. */
export const otherServices: MediaSource = {
  isOffline: true,
  fromLink(link) {
    const url = readLink(link)?.url;
    const service = SITES.find(([host]) => url !== undefined && host.test(url.hostname))?.[1];
    if (service !== undefined) throw refusal(service);
    return null;
  },
  fromId({ service }) {
    throw refusal(service);
  },
  async lookUp({ service }) {
    throw refusal(service);
  },
};

const refusal = (service: Service) =>
  unsupportedService(
    service === 'direct'
      ? 'Not a link to a media file, such as https://example.org/film.mp4.'
      : `Videos of ${service} cannot be played here.`,
  );
