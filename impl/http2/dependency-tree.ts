import type { Scheduler } from './scheduler.ts'

/** Weight of a stream that has none, as the number 1 to 256 (RFC 7540, section 5.3.5). */
export const DEFAULT_WEIGHT = 16

class Node<T> {
  readonly id: number
  parent: Node<T> | undefined
  weight: number
  readonly children = new Set<Node<T>>()
  waiting: T | undefined = undefined
  /** Streams in this subtree that wait. */
  active = 0
  /** What the subtree has had, in units that shrink with its weight. */
  used = 0

  constructor(id: number, parent: Node<T> | undefined, weight: number) {
    this.id = id
    this.parent = parent
    this.weight = weight
  }
}

/**
 * The dependency tree of RFC 7540, section 5.3: a stream is served before those that depend on it, siblings in
 * proportion to their weights. State is kept for idle and closed streams too, up to a bound; the oldest go first.
 */
export class DependencyTree<T extends { readonly id: number; level: number }> implements Scheduler<T> {
  readonly #root = new Node<T>(0, undefined, 0)
  readonly #nodes = new Map<number, Node<T>>([[0, this.#root]])
  // Nodes of streams that are idle or closed, oldest first.
  readonly #spare = new Set<number>()
  readonly #mostSpare: number

  constructor(mostSpare = 256) {
    this.#mostSpare = mostSpare
  }

  get size(): number {
    return this.#nodes.size - 1
  }

  /** The stream that `id` depends on, and its weight. */
  look(id: number): { readonly parent: number; readonly weight: number } | undefined {
    const node = this.#nodes.get(id)
    return node?.parent === undefined ? undefined : { parent: node.parent.id, weight: node.weight }
  }

  /** Puts `id` below `parentId` (sections 5.3.1 and 5.3.3); `exclusive` makes it the only child there. */
  prioritize(id: number, parentId: number, weight: number, exclusive: boolean): void {
    const node = this.#nodes.get(id) ?? this.#create(id, this.#root, weight)
    // A stream that is not in the tree: the default priority (5.3.1).
    const parent = this.#nodes.get(parentId) ?? this.#create(parentId, this.#root, DEFAULT_WEIGHT)
    for (let above = parent.parent; above !== undefined; above = above.parent) {
      if (above !== node) continue
      this.#move(parent, node.parent ?? this.#root)
      break
    }
    node.weight = weight
    if (exclusive) for (const child of [...parent.children]) if (child !== node) this.#move(child, node)
    this.#move(node, parent)
    this.#prune()
  }

  /** The stream is open: it keeps its place until `close`. */
  open(id: number, parentId = 0): void {
    if (!this.#nodes.has(id)) this.#create(id, this.#nodes.get(parentId) ?? this.#root, DEFAULT_WEIGHT)
    this.#spare.delete(id)
  }

  close(id: number): void {
    if (!this.#nodes.has(id)) return
    this.#spare.delete(id)
    this.#spare.add(id)
    this.#prune()
  }

  add(stream: T): void {
    if (stream.level >= 0) return
    const node = this.#nodes.get(stream.id) ?? this.#create(stream.id, this.#root, DEFAULT_WEIGHT)
    stream.level = 0
    node.waiting = stream
    this.#count(node, 1)
  }

  remove(stream: T): void {
    if (stream.level < 0) return
    stream.level = -1
    const node = this.#nodes.get(stream.id)
    if (node?.waiting !== stream) return
    node.waiting = undefined
    this.#count(node, -1)
  }

  next(): T | undefined {
    let node = this.#root
    while (node.active > 0 && node.waiting === undefined) {
      let least: Node<T> | undefined
      for (const child of node.children)
        if (child.active > 0 && (least === undefined || child.used < least.used)) least = child
      if (least === undefined) return undefined
      least.used += 256 / least.weight
      node = least
    }
    return node.waiting
  }

  #create(id: number, parent: Node<T>, weight: number): Node<T> {
    const node = new Node<T>(id, parent, weight)
    this.#nodes.set(id, node)
    parent.children.add(node)
    this.#spare.add(id)
    return node
  }

  #move(node: Node<T>, parent: Node<T>): void {
    if (node.parent === parent) return
    this.#count(node.parent, -node.active)
    node.parent?.children.delete(node)
    node.parent = parent
    parent.children.add(node)
    this.#level(node)
    this.#count(parent, node.active)
  }

  #count(from: Node<T> | undefined, change: number): void {
    if (change === 0) return
    for (let node = from; node !== undefined; node = node.parent) {
      if (node.active === 0) this.#level(node)
      node.active += change
    }
  }

  // A subtree that comes back to compete starts where its busy siblings are, with neither debt nor credit.
  #level(node: Node<T>): void {
    let least = Infinity
    for (const sibling of node.parent?.children ?? [])
      if (sibling !== node && sibling.active > 0) least = Math.min(least, sibling.used)
    if (least !== Infinity) node.used = Math.max(node.used, least)
  }

  #prune(): void {
    for (const id of this.#spare) {
      if (this.#spare.size <= this.#mostSpare) return
      this.#spare.delete(id)
      const node = this.#nodes.get(id)!
      const parent = node.parent!
      let sum = 0
      for (const child of node.children) sum += child.weight
      for (const child of [...node.children]) {
        child.weight = Math.max(1, Math.round((node.weight * child.weight) / sum))
        this.#move(child, parent)
      }
      parent.children.delete(node)
      this.#count(parent, -node.active)
      this.#nodes.delete(id)
    }
  }
}
