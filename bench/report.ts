// What the bench prints: each figure beside its target, and the passes that it was taken from.

import type { Pass } from './load-client.ts'
import type { Machine } from './machine.ts'

/** One figure that issue and design set a target for. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: '' | 'ms' | 's' | 'MB'
  /** Absent where a figure is only for comparison. */
  readonly target?: { readonly least: number } | { readonly most: number }
}

export interface Measured {
  /** Such as `bot, 64 connections, 300 units`. */
  readonly name: string
  /** One for each round, the median of which counts. */
  readonly passes: readonly Pass[]
}

export interface Result {
  readonly machine: Machine
  readonly quick: boolean
  readonly figures: readonly Figure[]
  readonly measured: readonly Measured[]
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2
}

export function isMet({ value, target }: Figure): boolean {
  if (!target) return true
  return 'least' in target ? value >= target.least : value <= target.most
}

export function renderResult({ machine, quick, figures, measured }: Result): string {
  const packages = Object.entries(machine.packages).map(([name, version]) => `${name} ${version}`)
  return [
    `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGigabytes} GB, ${machine.kernel}, ${machine.fileSystem}`,
    `node ${machine.node}, ${packages.join(', ')}${quick ? ', QUICK: fewer messages, one round' : ''}`,
    '',
    renderTable(
      ['medians of the rounds', 'requests/s', 'p50 ms', 'p99 ms', 'CPU s/1,000'],
      measured.map(({ name, passes }) => [
        name,
        median(passes.map(({ perSecond }) => perSecond)).toFixed(0),
        median(passes.map(({ p50 }) => p50)).toFixed(2),
        median(passes.map(({ p99 }) => p99)).toFixed(2),
        median(passes.map(({ cpuPerThousand }) => cpuPerThousand)).toFixed(3),
      ]),
    ),
    '',
    renderTable(
      ['figure', 'measured', 'target', ''],
      figures.map((figure) => {
        const { name, value, unit, target } = figure
        if (!target) return [name, `${value.toFixed(2)} ${unit}`.trim(), '', '']
        const [sign, bound] = 'least' in target ? ['>=', target.least] : ['<=', target.most]
        return [
          name,
          `${value.toFixed(2)} ${unit}`.trim(),
          `${sign} ${bound} ${unit}`.trim(),
          isMet(figure) ? 'ok' : 'SHORT',
        ]
      }),
    ),
  ].join('\n')
}

/** Text to the left, figures to the right. */
function renderTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const render = (row: readonly string[]) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd()
  return [render(head), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(render)].join('\n')
}
