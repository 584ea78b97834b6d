import type { Column } from '../data.ts'

/** A sign on a run that did not come to its end. */
export function Incomplete({ column }: { column: Column }) {
  const { end, missingShards } = column
  return (
    <>
      {end?.reason !== 'complete' && (
        <span class="incomplete">{end === undefined ? 'broken off' : end.reason}</span>
      )}
      {missingShards !== undefined && (
        <span class="incomplete">
          {missingShards} {missingShards === 1 ? 'shard' : 'shards'} missing
        </span>
      )}
    </>
  )
}
