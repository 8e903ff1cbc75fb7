import type { Visitor } from './visitor.ts';

const QUEUE = '[role=grid]';
const KEYS = `[...document.querySelectorAll('${QUEUE} [data-key]')].map((row) => row.dataset.key).join()`;
const PLAY = '.player-controls button:is([aria-label=Play],[aria-label=Pause])';
let said = 0;

/** Writes something; it is shown when it has come back from the room. */
export async function chat(visitor: Visitor): Promise<void> {
  const text = `what do you think of this one? ${++said}`;
  await visitor.click('textarea');
  await visitor.page.keyboard.insertText(text);
  const isShown = `document.querySelector('[role=log]').textContent.includes(${JSON.stringify(text)})`;
  await visitor.time('chat', isShown, () => visitor.page.keyboard.press('Enter'));
}

/** Plays what is paused, or the other way round. */
export async function togglePlay(visitor: Visitor): Promise<void> {
  await wakeControls(visitor);
  const label = `document.querySelector('${PLAY}').getAttribute('aria-label')`;
  const before = await visitor.page.evaluate<string>(label);
  await visitor.time('play', `${label} !== ${JSON.stringify(before)}`, () => visitor.click(PLAY));
}

/** They hide from who does not move the mouse. */
async function wakeControls(visitor: Visitor): Promise<void> {
  const { x, y } = await visitor.centerOf(PLAY);
  for (const by of [60, 30, 0]) await visitor.page.mouse.move(x + by, y);
  await Bun.sleep(500);
}

/** Moves an item of the queue, shown at once. */
export async function moveItem(visitor: Visitor): Promise<void> {
  const before = await visitor.page.evaluate<string>(KEYS);
  await visitor.time('move an item', `${KEYS} !== ${JSON.stringify(before)}`, () =>
    visitor.click(`${QUEUE} [data-key] button[aria-label^="Move"]:not([aria-disabled])`),
  );
}

/** Votes for an item, or takes the vote back; shown when the room has counted it. */
export async function vote(visitor: Visitor): Promise<void> {
  const votes = `[...document.querySelectorAll('${QUEUE} button[aria-pressed]')].map((button) => button.ariaPressed + button.textContent).join()`;
  const before = await visitor.page.evaluate<string>(votes);
  await visitor.time('vote', `${votes} !== ${JSON.stringify(before)}`, () =>
    visitor.click(`${QUEUE} button[aria-pressed]`),
  );
}

/** Opens the list of people, and goes back to the chat. */
export async function lookAtPeople(visitor: Visitor): Promise<void> {
  for (const [panel, place] of [
    ['people', 2],
    ['chat', 1],
  ] as const) {
    const tab = `[role=tab]:nth-of-type(${place})`;
    const isShown = `document.querySelector('${tab}').ariaSelected === 'true'`;
    await visitor.time(`show ${panel}`, isShown, () => visitor.click(tab));
  }
}

/** Down the queue and back, with a wheel, for `ms` each. */
export async function scrollQueue(visitor: Visitor, ms: number): Promise<void> {
  const { x, y } = await visitor.centerOf(QUEUE);
  await visitor.page.mouse.move(x, y);
  await visitor.moving(async () => {
    for (const direction of [1, -1]) {
      for (const end = performance.now() + ms; performance.now() < end; await Bun.sleep(16))
        await visitor.page.mouse.wheel(0, direction * 400);
    }
  });
}

/** Drags the first item down along the list and lets go of it there. */
export async function dragItem(visitor: Visitor): Promise<void> {
  const { x, y } = await visitor.centerOf(`${QUEUE} [data-key] [slot=drag]`);
  const { mouse } = visitor.page;
  await visitor.moving(async () => {
    await mouse.move(x, y);
    await mouse.down();
    await mouse.move(x + 40, y + 300, { steps: 40 });
    await mouse.up();
  });
}
