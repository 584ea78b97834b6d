import { describe, expect, test } from '@jest/globals'
import {
  CLOSED,
  eventNumber,
  IDLE,
  nextState,
  OPEN,
  stateName,
  stateOffences,
  streamStates,
  transition,
  type StreamEvent,
  type StreamState
} from './stream-states.ts'

const states = Object.keys(streamStates) as StreamState[]
const events = Object.keys(eventNumber) as StreamEvent[]
const mirror = (event: string) =>
  (event.startsWith('send') ? event.replace('send', 'recv') : event.replace('recv', 'send')) as StreamEvent
const swap: Partial<Record<StreamState, StreamState>> = {
  'reserved (local)': 'reserved (remote)',
  'reserved (remote)': 'reserved (local)',
  'half-closed (local)': 'half-closed (remote)',
  'half-closed (remote)': 'half-closed (local)'
}
const other = (state: StreamState) => swap[state] ?? state

describe('stream states', () => {
  test('the compiled table is the table', () => {
    for (const [number, state] of states.entries())
      for (const event of events) {
        const next = nextState(state, event)
        expect(transition(number, eventNumber[event])).toBe(next === undefined ? -1 : states.indexOf(next))
      }
    expect([stateName(IDLE), stateName(OPEN), stateName(CLOSED)]).toEqual(['idle', 'open', 'closed'])
  })

  test('what one side sends the other side receives, with the same transition seen from there', () => {
    for (const state of states)
      for (const event of events.filter((event) => event.startsWith('send'))) {
        const sent = nextState(state, event)
        if (sent !== undefined)
          expect([state, event, nextState(other(state), mirror(event))]).toEqual([state, event, other(sent)])
      }
  })

  test('PRIORITY is possible in every state and changes none', () => {
    for (const state of states) {
      expect(nextState(state, 'recv PRIORITY')).toBe(state)
      expect(nextState(state, 'send PRIORITY')).toBe(state)
    }
  })

  test('each frame that a state does not have breaks a rule, and none that it has', () => {
    const received = events.filter((event) => event.startsWith('recv') && event !== 'recv END_STREAM')
    for (const state of states)
      for (const event of received) {
        const offence = stateOffences[state][event]
        expect([state, event, offence === undefined]).toEqual([
          state,
          event,
          nextState(state, event) !== undefined
        ])
      }
  })
})
