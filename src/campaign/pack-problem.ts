// What can be wrong with a pack, as data for whoever prints it to the pack's author.

export type PackProblemCode =
  | 'encoding'
  | 'yaml'
  | 'missing-key'
  | 'unknown-key'
  | 'wrong-type'
  | 'wrong-value'
  | 'missing-file'
  | 'unlisted-file'
  | 'unknown-file'
  | 'unreadable'
  | 'unknown-reference'
  | 'duplicate'
  | 'overlap'
  | 'mismatch'
  | 'order'
  | 'cycle'

export type KeyPath = readonly (string | number)[]

/** Something wrong at a place inside one file. */
export interface Finding {
  readonly path: KeyPath
  readonly code: PackProblemCode
  /** One plain English sentence for the pack's author: what is wrong and how to mend it. */
  readonly message: string
}

/** A finding with its file, as `longmen-2023/village.form.yaml`, its line where known, and its path as in the YAML. */
export interface PackProblem {
  readonly file: string
  readonly line: number | undefined
  readonly path: string
  readonly code: PackProblemCode
  readonly message: string
}

/** The path as it would be written: sections[2].fields[1].label. */
export function printPath(path: KeyPath): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`))
    .join('')
    .replace(/^\./, '')
}

/** One line for a terminal: longmen-2023/duties.yaml:12 duties[3].owners[0]: … */
export function printProblem(problem: PackProblem): string {
  const place = problem.line === undefined ? problem.file : `${problem.file}:${problem.line}`
  return problem.path === '' ? `${place}: ${problem.message}` : `${place} ${problem.path}: ${problem.message}`
}

/** A finding for every value that an earlier one equals; `key` says what counts as equal. */
export function findDuplicates<T>(
  values: readonly T[],
  key: (value: T) => string,
  place: (index: number) => KeyPath,
  what: string,
): Finding[] {
  const seen = new Set<string>()
  return values.flatMap((value, index) => {
    const name = key(value)
    if (seen.has(name)) {
      return [{ path: place(index), code: 'duplicate' as const, message: `the ${what} “${name}” is used twice` }]
    }
    seen.add(name)
    return []
  })
}
