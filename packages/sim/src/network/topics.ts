import { WAITS } from '@usher/client-gate';

interface Subscriber {
  send(text: string): number;
}

/** Who is subscribed to what at one server, as the runtime keeps it. */
export class Topics {
  readonly #subscribers = new Map<string, Set<Subscriber>>();

  /** Subscriptions in all. */
  get size(): number {
    return [...this.#subscribers.values()].reduce((sum, { size }) => sum + size, 0);
  }

  add(topic: string, subscriber: Subscriber): void {
    const subscribers = this.#subscribers.get(topic) ?? new Set();
    this.#subscribers.set(topic, subscribers.add(subscriber));
  }

  remove(topic: string, subscriber: Subscriber): void {
    const subscribers = this.#subscribers.get(topic);
    subscribers?.delete(subscriber);
    if (subscribers?.size === 0) this.#subscribers.delete(topic);
  }

  forget(subscriber: Subscriber): void {
    for (const topic of [...this.#subscribers.keys()]) this.remove(topic, subscriber);
  }

  /** `false`: for some of them it waits. */
  publish(topic: string, text: string): boolean {
    let isTaken = true;
    for (const subscriber of [...(this.#subscribers.get(topic) ?? [])])
      if (subscriber.send(text) === WAITS) isTaken = false;
    return isTaken;
  }
}
