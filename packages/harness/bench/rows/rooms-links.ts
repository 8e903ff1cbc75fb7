import { figuresOf, interleaved } from '../interleaved.ts';
import { figuresOfStand, ratios } from '../rooms/figures.ts';
import { serveMedia } from '../rooms/media.ts';
import { startFloor, startMonolith } from '../rooms/servers.ts';
import { RoomStand } from '../rooms/stand.ts';
import { figureOf, type Row } from '../row.ts';

const SEATS = 5;
/** As many Balancers as a cell of a million viewers has, about. */
const LINKS = 100;
const UNIT = 'µs per message';

/** What `rooms` says with everyone behind one Balancer, and with everyone of a room behind another one: what a plan counts with (PRF-4). */
export const roomsLinks: Row = {
  name: 'rooms-links',
  what: `1,000 rooms of 5 clients in one Monolith: all behind one link, and each person of a room behind another of ${LINKS}`,
  async run(options) {
    using media = serveMedia();
    const size = { rooms: options.isQuick ? 200 : 1000, seats: SEATS };
    await using stack = new AsyncDisposableStack();
    const fill = async (links: number) =>
      stack.use(await RoomStand.fill(await startMonolith(size, media.origin), media.origin, links));
    const floor = stack.use(await RoomStand.fill(await startFloor(size), media.origin, LINKS));
    const [one, many] = [await fill(1), await fill(LINKS)];
    const forMs = options.isQuick ? 3000 : 4000;
    const subjects = [
      { name: 'monolith', measure: () => many.live(forMs) },
      { name: 'floor', measure: () => floor.live(forMs) },
      { name: 'monolith, one link', measure: () => one.live(forMs) },
    ];
    const series = await interleaved(subjects, options, UNIT);
    return {
      figures: [
        ...figuresOf(series, UNIT),
        figureOf('monolith, beside the floor', '× floor', ratios(series)),
        ...[many, floor].flatMap(figuresOfStand),
      ],
      bars: [],
    };
  },
};
