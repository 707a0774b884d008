// What has to be done to turn one document into the next, as a short list that survives JSON. Looks only at what is not
// the same object as before, so that the cost follows the change. Knows nothing of versions, files or journals.

import type { Json } from './port.ts'

type Path = readonly (string | number)[]

/** One step; a path leads from the root of the document to the place. `splice` has the arguments of Array.splice. */
type Step =
  | readonly ['set', Path, Json]
  | readonly ['delete', Path]
  | readonly ['splice', Path, start: number, removed: number, added: readonly Json[]]

export type Delta = readonly Step[]

type JsonObject = { readonly [key: string]: Json | undefined }

/**
 * The steps from `old` (undefined: there was no document) to `next`. Members that are undefined count as absent. Holds
 * copies of all that is new, so that later changes of `next` do no harm. Throws TypeError on what JSON cannot hold.
 */
export function diff(old: Json | undefined, next: Json): Delta {
  const steps: Step[] = []
  walk(old, next, [], steps)
  return steps
}

/** The document after the steps. What they do not touch is shared with `doc`; nothing is changed in place. */
export function apply(doc: Json | undefined, delta: Delta): Json {
  const own = new Set<object>()
  let root = doc
  for (const step of delta) root = take(root, step, 0, own)
  if (root === undefined) throw new TypeError('the delta has no document to start from')
  return root
}

/** A copy without undefined members. Throws TypeError, naming the place, where JSON would lose or alter something silently. */
export function copyJson(value: unknown, path: Path = []): Json {
  try {
    return copyValue(value)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new TypeError(`${error.message} at "${[...path, ...placeOfWrong(value)].join('.')}"`)
  }
}

/** Leaves out where it is: a path for every member costs more than the copy. */
function copyValue(value: unknown): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  // JSON has no -0: kept, it would differ after a restart.
  if (typeof value === 'number' && Number.isFinite(value)) return value === 0 ? 0 : value
  if (Array.isArray(value)) return Array.from(value, (item) => copyValue(item))
  if (Object.prototype.toString.call(value) !== '[object Object]') {
    throw new TypeError(`not a value of JSON: ${String(value)}`)
  }
  const copy: Record<string, Json> = {}
  for (const [key, own] of Object.entries(value as object)) {
    if (own !== undefined) setMember(copy, key, copyValue(own))
  }
  return copy
}

function placeOfWrong(value: unknown): Path {
  if (typeof value !== 'object' || value === null) return []
  for (const [key, own] of Array.isArray(value) ? Array.from(value).entries() : Object.entries(value)) {
    if (own === undefined && !Array.isArray(value)) continue
    try {
      copyValue(own)
    } catch {
      return [key, ...placeOfWrong(own)]
    }
  }
  return []
}

function walk(old: Json | undefined, next: Json | undefined, path: (string | number)[], steps: Step[]): void {
  if (old === next && old !== undefined) return
  if (isArray(old) && isArray(next)) walkArray(old, next, path, steps)
  else if (isObject(old) && isObject(next)) walkObject(old, next, path, steps)
  else steps.push(['set', [...path], copyJson(next, path)])
}

function walkObject(old: JsonObject, next: JsonObject, path: (string | number)[], steps: Step[]): void {
  for (const key of Object.keys(old)) {
    if (member(old, key) !== undefined && member(next, key) === undefined) steps.push(['delete', [...path, key]])
  }
  for (const key of Object.keys(next)) {
    const value = member(next, key)
    if (value === undefined) continue
    path.push(key)
    walk(member(old, key), value, path, steps)
    path.pop()
  }
}

function walkArray(old: readonly Json[], next: readonly Json[], path: (string | number)[], steps: Step[]): void {
  const shorter = Math.min(old.length, next.length)
  let start = 0
  while (start < shorter && old[start] === next[start]) start++
  const slide = slideFrom(old, next, start)
  if (slide > 0) {
    const kept = old.length - start - slide
    steps.push(['splice', [...path], start, slide, []])
    addSplice(steps, path, start + kept, 0, next.slice(start + kept))
    return
  }
  let tail = 0
  while (tail < shorter - start && old[old.length - 1 - tail] === next[next.length - 1 - tail]) tail++
  const inBoth = shorter - tail
  for (let index = start; index < inBoth; index++) {
    path.push(index)
    walk(old[index], next[index], path, steps)
    path.pop()
  }
  addSplice(steps, path, inBoth, old.length - tail - inBoth, next.slice(inBoth, next.length - tail))
}

/** How many items were dropped at `start` of a list that only slid on, such as the last ten messages; 0 if it did not. */
function slideFrom(old: readonly Json[], next: readonly Json[], start: number): number {
  if (start >= next.length || start >= old.length) return 0
  const found = old.indexOf(next[start] as Json, start)
  if (found < 0 || next.length < start + old.length - found) return 0
  for (let index = found; index < old.length; index++) {
    if (old[index] !== next[start + index - found]) return 0
  }
  return found - start
}

function addSplice(steps: Step[], path: Path, start: number, removed: number, added: readonly Json[]): void {
  if (removed === 0 && added.length === 0) return
  const copies = added.map((item, index) => copyJson(item, [...path, start + index]))
  steps.push(['splice', [...path], start, removed, copies])
}

/** `own` are the containers that this call of apply() made: only those may be changed. */
function take(node: Json | undefined, step: Step, depth: number, own: Set<object>): Json {
  const path = step[1]
  if (depth === path.length) {
    if (step[0] === 'set') return step[2]
    if (step[0] === 'splice' && isArray(node)) {
      const items = owned(node, own) as Json[]
      items.splice(step[2], step[3], ...step[4])
      return items
    }
    throw misfit(step)
  }
  const key = path[depth] as string | number
  if (isArray(node) && typeof key === 'number' && key < node.length) {
    const items = owned(node, own) as Json[]
    items[key] = take(items[key], step, depth + 1, own)
    return items
  }
  if (isObject(node) && typeof key === 'string') {
    const copy = owned(node, own) as Record<string, Json>
    if (step[0] === 'delete' && depth === path.length - 1) delete copy[key]
    else setMember(copy, key, take(member(copy, key), step, depth + 1, own))
    return copy
  }
  throw misfit(step)
}

function owned(node: readonly Json[] | JsonObject, own: Set<object>): object {
  if (own.has(node)) return node
  const copy = isArray(node) ? [...node] : { ...node }
  own.add(copy)
  return copy
}

function misfit(step: Step): TypeError {
  return new TypeError(`the delta does not fit the document: ${step[0]} at "${step[1].join('.')}"`)
}

/** An ordinary assignment to "__proto__" would change the prototype instead. */
function setMember(object: Record<string, Json>, key: string, value: Json): void {
  if (key !== '__proto__') object[key] = value
  else Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true })
}

/** What an object inherits is a function or its prototype; no value of JSON is either, so most members need no second look. */
function member(object: JsonObject, key: string): Json | undefined {
  const value = object[key]
  if (typeof value !== 'function' && key !== '__proto__') return value
  return Object.hasOwn(object, key) ? value : undefined
}

function isArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
