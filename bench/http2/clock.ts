/** A clock of simulations: time moves from event to event, in milliseconds. */
export class VirtualClock {
  now = 0
  readonly #events: { readonly at: number; readonly order: number; readonly run: () => void }[] = []
  #order = 0

  at(time: number, run: () => void): void {
    const event = { at: Math.max(time, this.now), order: this.#order++, run }
    // Insertion from the end: events mostly come in order.
    let place = this.#events.length
    while (place > 0 && this.#events[place - 1]!.at > event.at) place--
    this.#events.splice(place, 0, event)
  }

  /** Runs events in order until none is left, or `done` says so. */
  run(done: () => boolean = () => false): void {
    while (!done()) {
      const event = this.#events.shift()
      if (event === undefined) return
      this.now = event.at
      event.run()
    }
  }
}
