import { has, isType, settingsIn, type Http2Event } from '../../../lab/http2/reading.ts'
import { INITIAL_SETTINGS, type SettingName } from '../../../lab/http2/registry.ts'
import type { Scene } from './scene.ts'

/**
 * One setting of the lab as it binds the target: a value that was sent may be in force from then on, and surely is once
 * it was acknowledged.
 */
export class SettingInForce {
  readonly #name: SettingName
  readonly #scene: Scene
  /** Acknowledged last. */
  acknowledged: number
  /** Sent and not acknowledged: the value after each SETTINGS frame, or undefined where the frame leaves it as it is. */
  readonly #pending: (number | undefined)[] = []
  /** Values among them. */
  #open = 0

  constructor(name: SettingName, scene: Scene) {
    this.#name = name
    this.#scene = scene
    this.acknowledged = INITIAL_SETTINGS[name]
  }

  /** The largest value that the target may go by. */
  get most(): number {
    if (this.#open === 0) return this.acknowledged
    return this.#pending.reduce<number>((most, value) => Math.max(most, value ?? 0), this.acknowledged)
  }

  /** Takes note of an event; gives the value when the event acknowledges one. */
  take(event: Http2Event, at: number): number | undefined {
    if (event.event !== 'frame' || !isType(event.frame, 'SETTINGS')) return undefined
    if (event.by === 'lab' && !has(event.frame, 'ACK')) {
      const value = settingsIn(event.frame).findLast(({ name }) => name === this.#name)?.value
      this.#pending.push(value)
      if (value !== undefined) this.#open++
    } else if (event.by === 'target' && this.#scene.acknowledges.has(at)) {
      const value = this.#pending.shift()
      if (value === undefined) return undefined
      this.#open--
      this.acknowledged = value
      return value
    }
    return undefined
  }
}
