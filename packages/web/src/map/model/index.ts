/** What the live map knows and where it draws it: pure, for the page and for tests of what it is told. */
export { BalancerModel } from './balancer-model.ts';
export { readMapEvent, type MapEvent } from './map-event.ts';
