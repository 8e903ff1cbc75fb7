import { randomInt } from 'node:crypto';

// prettier-ignore
const ADJECTIVES = [
  'Amber', 'Bold', 'Breezy', 'Bright', 'Calm', 'Cheerful', 'Clever', 'Cosy', 'Curious', 'Dapper', 'Daring', 'Dreamy',
  'Eager', 'Fearless', 'Fluffy', 'Gentle', 'Golden', 'Happy', 'Humble', 'Jolly', 'Keen', 'Kind', 'Lively', 'Lucky',
  'Mellow', 'Merry', 'Mighty', 'Nimble', 'Noble', 'Patient', 'Playful', 'Polite', 'Proud', 'Quick', 'Quiet', 'Radiant',
  'Silver', 'Sleepy', 'Snug', 'Sunny', 'Swift', 'Thoughtful', 'Tidy', 'Velvet', 'Warm', 'Whimsical', 'Wise', 'Witty',
] as const;

// prettier-ignore
const ANIMALS = [
  'Badger', 'Beaver', 'Bison', 'Capybara', 'Cheetah', 'Cricket', 'Dolphin', 'Dormouse', 'Eagle', 'Falcon', 'Ferret',
  'Finch', 'Fox', 'Gecko', 'Hare', 'Hedgehog', 'Heron', 'Ibis', 'Jackdaw', 'Koala', 'Lemur', 'Llama', 'Lynx', 'Magpie',
  'Marmot', 'Marten', 'Meerkat', 'Mole', 'Narwhal', 'Newt', 'Ocelot', 'Octopus', 'Osprey', 'Otter', 'Owl', 'Panda',
  'Penguin', 'Puffin', 'Quail', 'Raccoon', 'Raven', 'Robin', 'Salamander', 'Seal', 'Sparrow', 'Squirrel', 'Toucan', 'Wombat',
] as const;

/** A name for somebody who has not given one (API-1), for example "Witty Otter". */
export function friendlyName(): string {
  return `${ADJECTIVES[randomInt(ADJECTIVES.length)]} ${ANIMALS[randomInt(ANIMALS.length)]}`;
}
