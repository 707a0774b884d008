// A store that forgets everything with the process: for tests and dialogues. Keeps only what survives JSON, and freezes
// what it hands out, so that code which changes a document in place fails here and not in production.

import { copyJson } from './delta.ts'
import { createKinds } from './kinds.ts'
import { type Commit, type CommitResult, type DocumentKind, type Json, type Store, StoreError } from './port.ts'

/** Creates an empty store for documents of these kinds. */
export function createMemoryStore(kinds: readonly DocumentKind[]): Store {
  const rules = createKinds(kinds)
  const documents = new Map<string, { readonly version: number; readonly doc: Json }>()
  const streams = new Map<string, Json[]>()
  let closed = false

  function checkOpen(): void {
    if (closed) throw new StoreError('closed', 'The store has been stopped.')
  }

  return {
    async load(keys) {
      checkOpen()
      return new Map(keys.map((key) => [key, documents.get(key) ?? { version: 0, doc: undefined }]))
    },

    async list(prefix) {
      checkOpen()
      return [...documents.keys()].filter((key) => key.startsWith(prefix)).sort()
    },

    async commit(commit: Commit): Promise<CommitResult> {
      checkOpen()
      rules.check(commit)
      for (const [key, version] of commit.expect) {
        if ((documents.get(key)?.version ?? 0) !== version) return { outcome: 'conflict', key }
      }
      // All that can throw comes before the first change.
      const put = [...commit.put].map(([key, doc]) => [key, throughJson(doc)] as const)
      const append = (commit.append ?? []).map(({ stream, entry }) => [stream, throughJson(entry)] as const)
      for (const [key, doc] of put) documents.set(key, { version: (documents.get(key)?.version ?? 0) + 1, doc })
      for (const key of commit.remove ?? []) documents.delete(key)
      for (const [stream, entry] of append) streams.set(stream, [...(streams.get(stream) ?? []), entry])
      return { outcome: 'committed' }
    },

    async readStream(stream) {
      checkOpen()
      return [...(streams.get(stream) ?? [])]
    },

    async probe() {
      checkOpen()
    },

    async close() {
      closed = true
    },
  }
}

function throughJson(value: Json): Json {
  const copy: Json = JSON.parse(JSON.stringify(copyJson(value)))
  freeze(copy)
  return copy
}

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  Object.freeze(value)
  Object.values(value).forEach(freeze)
}
