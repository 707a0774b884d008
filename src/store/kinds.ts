// The rules about documents that every adapter keeps: which kinds there are, what a commit must look like, and how an
// older document becomes one of this release. Does not know where documents are kept.

import { type Commit, type DocumentKind, type Json, StoreError } from './port.ts'

export interface Kinds {
  readonly names: readonly string[]
  /** Throws TypeError on a commit that no data could make right: the caller's mistake, not trouble of the store. */
  check(commit: Commit): void
  /**
   * The document as this release writes it, through all steps that are missing. `where` is what the operator is told.
   * Throws StoreError `newer` on a kind or schema of a later release, `corrupt` where there is no schema.
   */
  upgrade(key: string, doc: Json, where: string): Json
}

/** Throws TypeError if a kind is named twice or its steps do not lead from schema 1 to its own. */
export function createKinds(kinds: readonly DocumentKind[]): Kinds {
  const byName = new Map<string, DocumentKind>()
  for (const kind of kinds) {
    if (!/^[a-z][a-z0-9-]*$/.test(kind.name)) throw new TypeError(`kind "${kind.name}": lower case letters, 0-9 and -`)
    if (byName.has(kind.name)) throw new TypeError(`kind "${kind.name}" is named twice`)
    if (kind.upgrades.length !== kind.schema - 1) {
      throw new TypeError(`kind "${kind.name}" of schema ${kind.schema} needs ${kind.schema - 1} upgrade steps`)
    }
    byName.set(kind.name, kind)
  }

  function check(commit: Commit): void {
    for (const [key, doc] of commit.put) {
      const kind = byName.get(kindOf(key))
      if (kind === undefined) throw new TypeError(`"${key}" is of no kind that this store was created with`)
      if (!commit.expect.has(key)) throw new TypeError(`"${key}" is put, but the commit expects no version of it`)
      if (schemaOf(doc) !== kind.schema) throw new TypeError(`"${key}" must carry schema ${kind.schema}`)
    }
    for (const key of commit.remove ?? []) {
      if (!commit.expect.has(key)) throw new TypeError(`"${key}" is removed, but the commit expects no version of it`)
      if (commit.put.has(key)) throw new TypeError(`"${key}" is both put and removed`)
    }
    for (const { stream } of commit.append ?? []) {
      if (stream === '') throw new TypeError('a stream needs a name')
    }
  }

  function upgrade(key: string, doc: Json, where: string): Json {
    const kind = byName.get(kindOf(key))
    const found = schemaOf(doc)
    if (found === undefined) throw new StoreError('corrupt', `${where}: the document has no schema number`)
    if (kind === undefined || found > kind.schema) {
      throw new StoreError(
        'newer',
        `${where}: was written by a newer release (${kindOf(key)}, schema ${found}). Start that release again.`,
      )
    }
    let upgraded = doc
    for (const step of kind.upgrades.slice(found - 1)) upgraded = step(upgraded)
    if (schemaOf(upgraded) !== kind.schema) {
      throw new TypeError(`kind "${kind.name}": the upgrade steps must end at schema ${kind.schema}`)
    }
    return upgraded
  }

  return { names: [...byName.keys()], check, upgrade }
}

/** The part of a key or stream name before the first slash. */
export function kindOf(key: string): string {
  const slash = key.indexOf('/')
  return slash < 0 ? key : key.slice(0, slash)
}

function schemaOf(doc: Json): number | undefined {
  if (typeof doc !== 'object' || doc === null || Array.isArray(doc)) return undefined
  const { schema } = doc as { readonly schema?: Json }
  return typeof schema === 'number' && Number.isInteger(schema) && schema >= 1 ? schema : undefined
}
