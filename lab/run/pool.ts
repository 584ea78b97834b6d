/** Does the work for all items, at most `width` at a time, in their order; begins no more once the signal is given. */
export async function pool<T>(
  items: readonly T[],
  width: number,
  signal: AbortSignal,
  work: (item: T) => Promise<void>
): Promise<void> {
  const queue = items[Symbol.iterator]()
  const worker = async (): Promise<void> => {
    for (let next = queue.next(); next.done !== true; next = queue.next()) {
      if (signal.aborted) return
      await work(next.value)
    }
  }
  await Promise.all(Array.from({ length: width }, worker))
}
